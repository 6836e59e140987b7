import { readTableConfig } from '../../shared/config.ts';
import { limitRequestView } from '../../shared/contracts/limit-request-view.ts';
import { LimitRequestParams } from '../../shared/contracts/limit-requests.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadRequest } from '../../shared/store/limit-requests/items.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows a limit request: where it stands, who was asked, and who decided what. */
export const handler = apiHandler(
  { operations: ['getLimitRequest'], params: LimitRequestParams, config },
  async ({ params }) => ok(limitRequestView(await loadRequest(table, params.requestId))),
);
