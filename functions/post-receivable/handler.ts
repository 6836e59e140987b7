import { readTableConfig } from '../../shared/config.ts';
import { receivableView } from '../../shared/contracts/receivable-view.ts';
import { InvoiceParams, PostReceivableBody } from '../../shared/contracts/receivables.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { postInvoice } from '../../shared/store/invoices.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Posts an invoice. A debt that exists is recorded, whatever the limit says. */
export const handler = apiHandler(
  { operations: ['postReceivable'], params: InvoiceParams, body: PostReceivableBody, config },
  async (request) => {
    const command = { invoiceId: request.params.invoiceId, ...request.body, bodyHash: request.bodyHash };
    const posted = await postInvoice(await storeContext(request, table, config), command);
    const view = receivableView(posted.receivable, request.moment.today);
    return posted.created ? created(view) : ok(view);
  },
);
