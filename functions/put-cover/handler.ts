import { readTableConfig } from '../../shared/config.ts';
import { CoverParams, type CoverView, PutCoverBody } from '../../shared/contracts/covers.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { toMoneyJson } from '../../shared/money.ts';
import { recordCover } from '../../shared/store/covers.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Records an insurance or guarantee; it raises the effective limit while it is in force. */
export const handler = apiHandler(
  { operations: ['putCover'], params: CoverParams, body: PutCoverBody, config },
  async (request) => {
    const { customerId, coverId } = request.params;
    const cover = { coverId, ...request.body };
    const isNew = await recordCover(await storeContext(request, table, config), customerId, cover, request.bodyHash);
    const view: CoverView = { customerId, ...cover, amount: toMoneyJson(cover.amount) };
    return isNew ? created(view) : ok(view);
  },
);
