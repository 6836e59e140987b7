import { readTableConfig } from '../../shared/config.ts';
import { legalHandoffView } from '../../shared/contracts/legal-handoff-view.ts';
import { ListLegalHandoffsQuery } from '../../shared/contracts/legal-handoffs.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { listHandoffs } from '../../shared/store/legal-handoffs/items.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lists legal handoffs, all or those of a status, newest first. */
export const handler = apiHandler(
  { operations: ['listLegalHandoffs'], query: ListLegalHandoffsQuery, config },
  async ({ query: { cursor, limit, status } }) => {
    const startAfter = decodeCursor(cursor);
    const { handoffs, next } = await listHandoffs(table, { limit, startAfter, ...(status ? { status } : {}) });
    return ok({ items: handoffs.map(legalHandoffView), nextCursor: encodeCursor(next) });
  },
);
