import { readTableConfig } from '../../shared/config.ts';
import { PolicyDocumentBody } from '../../shared/contracts/policy.ts';
import { policyDraftView } from '../../shared/contracts/policy-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { refuseIdleDraft } from '../../shared/http/policy-check.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { MOST_KIBIBYTES, saveDraft } from '../../shared/store/policy-drafts.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Writes the draft of the next version of the policy. Nothing is decided by it until it is published. */
export const handler = apiHandler(
  { operations: ['putPolicyDraft'], body: PolicyDocumentBody, maxKibibytes: MOST_KIBIBYTES, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { base, draft, isNew } = await saveDraft(context, config.baseCurrency, request.body, (base) =>
      refuseIdleDraft(request.body, { base, today: request.moment.today }),
    );
    const view = policyDraftView(draft, base);
    return isNew ? created(view) : ok(view);
  },
);
