import { readTableConfig } from '../../shared/config.ts';
import { limitRequestView } from '../../shared/contracts/limit-request-view.ts';
import { LimitRequestParams, WithdrawBody } from '../../shared/contracts/limit-requests.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { withdrawRequest } from '../../shared/store/limit-requests/withdraw.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Takes a limit request back. */
export const handler = apiHandler(
  {
    operations: ['withdrawLimitRequest'],
    params: LimitRequestParams,
    body: WithdrawBody,
    optionalBody: true,
    config,
  },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { body, params } = request;
    return ok(await withdrawRequest(context, params.requestId, body.reason, limitRequestView));
  },
);
