import { readTableConfig } from '../../shared/config.ts';
import { ListApprovalsQuery } from '../../shared/contracts/limit-requests.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { listCases } from '../../shared/store/approval-cases.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lists what waits for the caller's decision, oldest first. Nothing ever waits for a machine. */
export const handler = apiHandler(
  { operations: ['listApprovals'], query: ListApprovalsQuery, config },
  async (request) => {
    const { cursor, limit } = request.query;
    const startAfter = decodeCursor(cursor);
    const { email } = request.caller;
    if (email === undefined) return ok({ items: [], nextCursor: null });
    const context = await storeContext(request, table, config);
    const { cases, next } = await listCases(context, email, { limit, startAfter });
    return ok({ items: cases, nextCursor: encodeCursor(next) });
  },
);
