import { readTableConfig } from '../../shared/config.ts';
import { limitRequestView } from '../../shared/contracts/limit-request-view.ts';
import { ListLimitRequestsQuery } from '../../shared/contracts/limit-requests.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { listRequests } from '../../shared/store/limit-requests/items.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lists limit requests, all or those of a status, newest first. */
export const handler = apiHandler(
  { operations: ['listLimitRequests'], query: ListLimitRequestsQuery, config },
  async ({ query: { cursor, limit, status } }) => {
    const startAfter = decodeCursor(cursor);
    const { next, requests } = await listRequests(table, { limit, startAfter, ...(status ? { status } : {}) });
    return ok({ items: requests.map(limitRequestView), nextCursor: encodeCursor(next) });
  },
);
