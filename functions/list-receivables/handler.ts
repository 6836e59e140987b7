import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams } from '../../shared/contracts/customers.ts';
import { receivableView } from '../../shared/contracts/receivable-view.ts';
import { ListReceivablesQuery, type ReceivableListView } from '../../shared/contracts/receivables.ts';
import { notFound } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadAccount } from '../../shared/store/accounts.ts';
import { pageOfReceivables } from '../../shared/store/receivable-lists.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The receivables of a customer: open ones oldest due first, others newest first. */
export const handler = apiHandler(
  { operations: ['listReceivables'], params: CustomerParams, query: ListReceivablesQuery, config },
  async (request) => {
    const { customerId } = request.params;
    const { status, limit, cursor } = request.query;
    if (!(await loadAccount(table, customerId))) throw notFound('customer', customerId);
    const page = await pageOfReceivables(table, customerId, status ?? null, limit, decodeCursor(cursor));
    return ok<ReceivableListView>({
      items: page.receivables.map((receivable) => receivableView(receivable, request.moment.today)),
      nextCursor: encodeCursor(page.next),
    });
  },
);
