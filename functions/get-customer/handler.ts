import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams } from '../../shared/contracts/customers.ts';
import { profileView } from '../../shared/contracts/profile-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadCreditProfile } from '../../shared/store/credit-profiles.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The credit profile as it stands now. */
export const handler = apiHandler({ operations: ['getCustomer'], params: CustomerParams, config }, async (request) =>
  ok(profileView(await loadCreditProfile(await storeContext(request, table, config), request.params.customerId))),
);
