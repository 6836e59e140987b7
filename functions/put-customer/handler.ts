import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams, PutCustomerBody } from '../../shared/contracts/customers.ts';
import { profileView } from '../../shared/contracts/profile-view.ts';
import type { JsonObject } from '../../shared/domain/history/entry.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadCreditProfile } from '../../shared/store/credit-profiles.ts';
import { putCustomer } from '../../shared/store/customers.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Creates a customer or replaces its master data. Limit, exposure and grade stay as they are. */
export const handler = apiHandler(
  { operations: ['putCustomer'], params: CustomerParams, body: PutCustomerBody, config },
  async (request) => {
    const { params, body, rawBody, bodyHash } = request;
    const context = await storeContext(request, table, config);
    // As the contract reads it; but amounts stay the decimal strings that they came as.
    const { financials, ...read } = body;
    const sent = JSON.parse(rawBody) as { readonly financials: JsonObject };
    const masterData = { ...read, ...(financials ? { financials: sent.financials } : {}) };
    const outcome = await putCustomer(context, params.customerId, masterData, bodyHash);
    const profile = profileView(await loadCreditProfile(context, params.customerId));
    return outcome.created ? created(profile) : ok(profile);
  },
);
