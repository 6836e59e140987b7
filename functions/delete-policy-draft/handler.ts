import { readTableConfig } from '../../shared/config.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { noContent } from '../../shared/http/replies.ts';
import { discardDraft } from '../../shared/store/policy-drafts.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Drops the draft that waits. What is in force stays as it is. */
export const handler = apiHandler({ operations: ['deletePolicyDraft'], config }, async () => {
  await discardDraft({ table });
  return noContent();
});
