import { readTableConfig } from '../../shared/config.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { noContent } from '../../shared/http/replies.ts';
import { endShadow } from '../../shared/store/policy-shadow.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Ends the shadow: checks are decided by the policy in force alone. */
export const handler = apiHandler({ operations: ['endShadowPolicy'], config }, async ({ moment }) => {
  await endShadow({ table, moment });
  return noContent();
});
