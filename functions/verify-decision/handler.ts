import { readTableConfig } from '../../shared/config.ts';
import { DecisionParams } from '../../shared/contracts/credit-checks.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { verifyDecision } from '../../shared/store/decisions.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Recomputes the hash of a decision and its place in the customer's chain. */
export const handler = apiHandler({ operations: ['verifyDecision'], params: DecisionParams, config }, async (request) =>
  ok(await verifyDecision(table, request.params.decisionId)),
);
