import { readTableConfig } from '../../shared/config.ts';
import { policyVersionView } from '../../shared/contracts/policy-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadActiveVersion } from '../../shared/store/policies.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The version of the policy that is in force, read from the table and not from what functions remember of it. */
export const handler = apiHandler({ operations: ['getPolicy'], config }, async () =>
  ok(policyVersionView(await loadActiveVersion(table, config.baseCurrency), true)),
);
