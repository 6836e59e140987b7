import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams, SetCreditLimitBody } from '../../shared/contracts/customers.ts';
import { profileView } from '../../shared/contracts/profile-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadCreditProfile } from '../../shared/store/credit-profiles.ts';
import { takeOverLimit } from '../../shared/store/customers.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Takes a limit over from another system, without approval. */
export const handler = apiHandler(
  { operations: ['setCreditLimit'], params: CustomerParams, body: SetCreditLimitBody, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { customerId } = request.params;
    await takeOverLimit(context, customerId, { ...request.body, bodyHash: request.bodyHash });
    return ok(profileView(await loadCreditProfile(context, customerId)));
  },
);
