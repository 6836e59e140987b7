import { readTableConfig } from '../../shared/config.ts';
import { PublishPolicyBody } from '../../shared/contracts/policy.ts';
import { policyVersionView } from '../../shared/contracts/policy-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { refuseIfWrong } from '../../shared/http/policy-check.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { publishDraft } from '../../shared/store/policy-publishing.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const check = refuseIfWrong('The draft');

/** Makes the draft the next version of the policy and puts it in force. */
export const handler = apiHandler(
  { operations: ['publishPolicy'], body: PublishPolicyBody, optionalBody: true, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { email, groups } = request.caller;
    // Tokens of systems carry neither.
    const byPerson = email !== undefined || groups.length > 0;
    const { draftHash } = request.body;
    const published = await publishDraft(context, config.baseCurrency, { draftHash, byPerson, check });
    return ok(policyVersionView(published, true));
  },
);
