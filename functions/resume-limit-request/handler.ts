import { readTableConfig } from '../../shared/config.ts';
import { limitRequestView } from '../../shared/contracts/limit-request-view.ts';
import { LimitRequestParams, ResumeBody } from '../../shared/contracts/limit-requests.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { accepted } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { resumeRequest } from '../../shared/store/limit-requests/park.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lets a limit request go on that stood still after a failure. */
export const handler = apiHandler(
  {
    operations: ['resumeLimitRequest'],
    params: LimitRequestParams,
    body: ResumeBody,
    optionalBody: true,
    config,
  },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { body, params } = request;
    return accepted(await resumeRequest(context, params.requestId, body.reason, limitRequestView));
  },
);
