import { readTableConfig } from '../../shared/config.ts';
import { PolicyDocumentBody, PolicyVersionParams, RestorePolicyVersionBody } from '../../shared/contracts/policy.ts';
import { policyVersionView } from '../../shared/contracts/policy-view.ts';
import type { PolicyDocument } from '../../shared/domain/policy/document.ts';
import { Refusal } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { validate } from '../../shared/http/validation.ts';
import { restoreVersion } from '../../shared/store/policy-publishing.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What was right when it was published may be refused by a later release: then it has to be drafted and put right. */
const refuseIfWrong = (document: PolicyDocument): void => {
  const checked = validate(PolicyDocumentBody, document);
  if (!('errors' in checked)) return;
  const places = checked.errors.map(({ path }) => path).join(', ');
  const why = `The document of that version would not be accepted any more: ${places}. Draft it and put that right.`;
  throw new Refusal('unprocessable', why, checked.errors);
};

/** Rolls the policy back: the document of an older version is a new version, in force at once. */
export const handler = apiHandler(
  { operations: ['restorePolicyVersion'], params: PolicyVersionParams, body: RestorePolicyVersionBody, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const wanted = { version: Number(request.params.version), reason: request.body.reason };
    const restored = await restoreVersion(context, config.baseCurrency, wanted, refuseIfWrong);
    return ok(policyVersionView(restored, true));
  },
);
