import { readTableConfig } from '../../shared/config.ts';
import { limitRequestView } from '../../shared/contracts/limit-request-view.ts';
import { RequestLimitBody } from '../../shared/contracts/limit-requests.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { accepted } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { submitLimitRequest } from '../../shared/store/limit-requests/submit.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Takes in a request for a limit, or for the release of a referred order, and has its approval begin. */
export const handler = apiHandler({ operations: ['requestLimit'], body: RequestLimitBody, config }, async (request) => {
  const context = await storeContext(request, table, config);
  return accepted(await submitLimitRequest(context, request.body, limitRequestView));
});
