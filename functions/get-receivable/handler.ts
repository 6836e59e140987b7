import { readTableConfig } from '../../shared/config.ts';
import { receivableView } from '../../shared/contracts/receivable-view.ts';
import { InvoiceParams } from '../../shared/contracts/receivables.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadReceivable } from '../../shared/store/receivables.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What became of an invoice. */
export const handler = apiHandler({ operations: ['getReceivable'], params: InvoiceParams, config }, async (request) =>
  ok(receivableView(await loadReceivable(table, request.params.invoiceId), request.moment.today)),
);
