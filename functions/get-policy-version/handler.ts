import { readTableConfig } from '../../shared/config.ts';
import { PolicyVersionParams } from '../../shared/contracts/policy.ts';
import { policyVersionDetail } from '../../shared/contracts/policy-view.ts';
import { notFound } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { findVersion, loadActiveVersion } from '../../shared/store/policies.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** One version of the policy, and what differs from the one before. */
export const handler = apiHandler(
  { operations: ['getPolicyVersion'], params: PolicyVersionParams, config },
  async ({ params }) => {
    const version = Number(params.version);
    const { baseCurrency } = config;
    const [found, before, active] = await Promise.all([
      findVersion(table, baseCurrency, version),
      findVersion(table, baseCurrency, version - 1),
      loadActiveVersion(table, baseCurrency),
    ]);
    if (!found) throw notFound('version of the policy', String(version));
    return ok(policyVersionDetail(found, active.version === version, before?.document ?? null));
  },
);
