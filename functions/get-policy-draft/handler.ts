import { readTableConfig } from '../../shared/config.ts';
import { policyDraftView } from '../../shared/contracts/policy-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadWaitingDraft } from '../../shared/store/policy-drafts.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The draft that waits to be published, and what differs from the version that it was written for. */
export const handler = apiHandler({ operations: ['getPolicyDraft'], config }, async () => {
  const { base, draft } = await loadWaitingDraft({ table }, config.baseCurrency);
  return ok(policyDraftView(draft, base));
});
