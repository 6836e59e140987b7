import { readTableConfig } from '../../shared/config.ts';
import { ListDisputesQuery } from '../../shared/contracts/disputes.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { listDisputes } from '../../shared/store/disputes.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lists the disputes of a status, those of one customer or all, the oldest first. */
export const handler = apiHandler(
  { operations: ['listDisputes'], query: ListDisputesQuery, config },
  async ({ query: { cursor, ...query } }) => {
    const { disputes, next } = await listDisputes(table, { ...query, startAfter: decodeCursor(cursor) });
    return ok({ items: disputes, nextCursor: encodeCursor(next) });
  },
);
