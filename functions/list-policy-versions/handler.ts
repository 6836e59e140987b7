import { readTableConfig } from '../../shared/config.ts';
import { ListPolicyVersionsQuery, type PolicyVersionListView } from '../../shared/contracts/policy.ts';
import { policyVersionView } from '../../shared/contracts/policy-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { listVersions } from '../../shared/store/policies.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Every version of the policy, newest first; the newest is the one in force. */
export const handler = apiHandler(
  { operations: ['listPolicyVersions'], query: ListPolicyVersionsQuery, config },
  async (request) => {
    const { limit, cursor } = request.query;
    const startAfter = decodeCursor(cursor);
    const { versions, next } = await listVersions(table, config.baseCurrency, { limit, startAfter });
    const items = versions.map((version, index) => policyVersionView(version, startAfter === null && index === 0));
    return ok<PolicyVersionListView>({ items, nextCursor: encodeCursor(next) });
  },
);
