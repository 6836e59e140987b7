import { readTableConfig } from '../../shared/config.ts';
import { collectionCaseSummary } from '../../shared/contracts/collection-case-view.ts';
import { ListCollectionCasesQuery } from '../../shared/contracts/collection-cases.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { whose } from '../../shared/http/whose.ts';
import { listShownCases } from '../../shared/store/collection-cases.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lists collection cases, all or those of a status or a collector, the newest first. */
export const handler = apiHandler(
  { operations: ['listCollectionCases'], query: ListCollectionCasesQuery, config },
  async (request) => {
    const { collector, cursor, limit, status } = request.query;
    const startAfter = decodeCursor(cursor);
    const { cases, next } = await listShownCases(await storeContext(request, table, config), {
      limit,
      startAfter,
      status,
      collector: whose('collector', collector, request.caller),
    });
    return ok({ items: cases.map(collectionCaseSummary), nextCursor: encodeCursor(next) });
  },
);
