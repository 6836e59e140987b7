import { readTableConfig } from '../../shared/config.ts';
import { ReasonBody } from '../../shared/contracts/customers.ts';
import { receivableView } from '../../shared/contracts/receivable-view.ts';
import { InvoiceParams } from '../../shared/contracts/receivables.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadReceivable, writeOff } from '../../shared/store/receivables.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Writes off what remains of a receivable. */
export const handler = apiHandler(
  { operations: ['writeOffReceivable'], params: InvoiceParams, body: ReasonBody, config },
  async (request) => {
    const { invoiceId } = request.params;
    await writeOff(await storeContext(request, table, config), invoiceId, request.body.reason);
    return ok(receivableView(await loadReceivable(table, invoiceId), request.moment.today));
  },
);
