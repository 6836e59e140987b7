import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams, ReasonBody } from '../../shared/contracts/customers.ts';
import { profileView } from '../../shared/contracts/profile-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadCreditProfile } from '../../shared/store/credit-profiles.ts';
import { setStanding } from '../../shared/store/customers.ts';
import { recordInsolvency } from '../../shared/store/grading/insolvency.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

const changes = {
  holdCustomer: 'HOLD',
  unholdCustomer: 'UNHOLD',
  blacklistCustomer: 'BLACKLIST',
  unblacklistCustomer: 'UNBLACKLIST',
} as const;

const insolvency = { reportInsolvency: 'REPORT', endInsolvency: 'END' } as const;

type Operation = keyof typeof changes | keyof typeof insolvency;
const isInsolvency = (operation: Operation): operation is keyof typeof insolvency => operation in insolvency;

/** Holds, releases, blacklists, takes off the blacklist, or records an insolvency or its end; answers with the profile as it then stands. */
export const handler = apiHandler(
  {
    operations: [
      'holdCustomer',
      'unholdCustomer',
      'blacklistCustomer',
      'unblacklistCustomer',
      'reportInsolvency',
      'endInsolvency',
    ],
    params: CustomerParams,
    body: ReasonBody,
    config,
  },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { customerId } = request.params;
    const { operationId } = request;
    const { reason } = request.body;
    if (isInsolvency(operationId)) await recordInsolvency(context, customerId, insolvency[operationId], reason);
    else await setStanding(context, customerId, changes[operationId], reason);
    return ok(profileView(await loadCreditProfile(context, customerId)));
  },
);
