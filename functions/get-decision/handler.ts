import { readTableConfig } from '../../shared/config.ts';
import { DecisionParams } from '../../shared/contracts/credit-checks.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadDecision } from '../../shared/store/decisions.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The decision as it was answered and stored. */
export const handler = apiHandler({ operations: ['getDecision'], params: DecisionParams, config }, async (request) => {
  const { record } = await loadDecision(table, request.params.decisionId);
  return ok(record);
});
