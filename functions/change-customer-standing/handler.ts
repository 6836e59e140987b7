import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams, ReasonBody } from '../../shared/contracts/customers.ts';
import { profileView } from '../../shared/contracts/profile-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadCreditProfile } from '../../shared/store/credit-profiles.ts';
import { setStanding } from '../../shared/store/customers.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

const changes = {
  holdCustomer: 'HOLD',
  unholdCustomer: 'UNHOLD',
  blacklistCustomer: 'BLACKLIST',
  unblacklistCustomer: 'UNBLACKLIST',
} as const;

/** Holds, releases, blacklists or takes off the blacklist; answers with the profile as it then stands. */
export const handler = apiHandler(
  {
    operations: ['holdCustomer', 'unholdCustomer', 'blacklistCustomer', 'unblacklistCustomer'],
    params: CustomerParams,
    body: ReasonBody,
    config,
  },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { customerId } = request.params;
    await setStanding(context, customerId, changes[request.operationId], request.body.reason);
    return ok(profileView(await loadCreditProfile(context, customerId)));
  },
);
