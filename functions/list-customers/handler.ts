import { readTableConfig } from '../../shared/config.ts';
import { type CustomerListView, ListCustomersQuery } from '../../shared/contracts/customers.ts';
import { profileView } from '../../shared/contracts/profile-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openTable } from '../../shared/store/table.ts';
import { pageOfCustomers } from './directory.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Customers by the beginning of their name, by status, by grade, or all, in the order of their names. */
export const handler = apiHandler(
  { operations: ['listCustomers'], query: ListCustomersQuery, config },
  async (request) => {
    const { cursor, ...query } = request.query;
    const context = await storeContext(request, table, config);
    const page = await pageOfCustomers(context, { ...query, startAfter: decodeCursor(cursor) });
    return ok<CustomerListView>({ items: page.profiles.map(profileView), nextCursor: encodeCursor(page.next) });
  },
);
