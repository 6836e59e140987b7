import { readTableConfig } from '../../shared/config.ts';
import { OpenDisputeBody } from '../../shared/contracts/disputes.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openDispute } from '../../shared/store/disputes.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Records that a customer disputes invoices. */
export const handler = apiHandler({ operations: ['openDispute'], body: OpenDisputeBody, config }, async (request) =>
  created(await openDispute(await storeContext(request, table, config), request.body)),
);
