import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams } from '../../shared/contracts/customers.ts';
import { type HistoryListView, ListHistoryQuery } from '../../shared/contracts/history.ts';
import { addDays, startOfBusinessDate } from '../../shared/dates.ts';
import { notFound } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadAccount } from '../../shared/store/accounts.ts';
import { listHistory } from '../../shared/store/history.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Every change and movement of a customer, newest first; `from` and `to` are business dates, both included. */
export const handler = apiHandler(
  { operations: ['listHistory'], params: CustomerParams, query: ListHistoryQuery, config },
  async (request) => {
    const { customerId } = request.params;
    const { from, to, limit, cursor } = request.query;
    if (!(await loadAccount(table, customerId))) throw notFound('customer', customerId);
    const { entries, next } = await listHistory(table, {
      customerId,
      ...(from === undefined ? {} : { from: startOfBusinessDate(from, config.timeZone) }),
      ...(to === undefined ? {} : { before: startOfBusinessDate(addDays(to, 1), config.timeZone) }),
      limit,
      startAfter: decodeCursor(cursor),
    });
    return ok<HistoryListView>({ items: entries, nextCursor: encodeCursor(next) });
  },
);
