import { readTableConfig } from '../../shared/config.ts';
import { DisputeParams } from '../../shared/contracts/disputes.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadDispute } from '../../shared/store/disputes.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows a dispute: what is claimed, and how it was resolved. */
export const handler = apiHandler({ operations: ['getDispute'], params: DisputeParams, config }, async ({ params }) =>
  ok(await loadDispute(table, params.disputeId)),
);
