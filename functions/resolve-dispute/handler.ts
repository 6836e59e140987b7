import { readTableConfig } from '../../shared/config.ts';
import { DisputeParams, ResolveDisputeBody } from '../../shared/contracts/disputes.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { resolveDispute } from '../../shared/store/disputes.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Closes a dispute. */
export const handler = apiHandler(
  { operations: ['resolveDispute'], params: DisputeParams, body: ResolveDisputeBody, config },
  async (request) => {
    const { resolution, note } = request.body;
    return ok(
      await resolveDispute(await storeContext(request, table, config), request.params.disputeId, resolution, note),
    );
  },
);
