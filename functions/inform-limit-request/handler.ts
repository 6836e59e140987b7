import { readTableConfig } from '../../shared/config.ts';
import { limitRequestView } from '../../shared/contracts/limit-request-view.ts';
import { InformationBody, LimitRequestParams } from '../../shared/contracts/limit-requests.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { informRequest } from '../../shared/store/limit-requests/inform.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Gives the information for which an approver returned a limit request. */
export const handler = apiHandler(
  { operations: ['informLimitRequest'], params: LimitRequestParams, body: InformationBody, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { body, params } = request;
    return ok(await informRequest(context, params.requestId, body.information, limitRequestView));
  },
);
