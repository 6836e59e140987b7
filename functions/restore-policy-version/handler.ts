import { readTableConfig } from '../../shared/config.ts';
import { PolicyVersionParams, RestorePolicyVersionBody } from '../../shared/contracts/policy.ts';
import { policyVersionView } from '../../shared/contracts/policy-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { refuseIfWrong } from '../../shared/http/policy-check.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { restoreVersion } from '../../shared/store/policy-publishing.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

const check = refuseIfWrong('The document of that version');

/** Rolls the policy back: the document of an older version is a new version, in force at once. */
export const handler = apiHandler(
  { operations: ['restorePolicyVersion'], params: PolicyVersionParams, body: RestorePolicyVersionBody, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const wanted = { version: Number(request.params.version), reason: request.body.reason };
    const restored = await restoreVersion(context, config.baseCurrency, wanted, check);
    return ok(policyVersionView(restored, true));
  },
);
