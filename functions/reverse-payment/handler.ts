import { readTableConfig } from '../../shared/config.ts';
import { ReasonBody } from '../../shared/contracts/customers.ts';
import { PaymentParams } from '../../shared/contracts/payments.ts';
import { paymentView } from '../../shared/contracts/settlement-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { reversePayment } from '../../shared/store/settlements.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Reverses a bounced payment: its invoices are open again. */
export const handler = apiHandler(
  { operations: ['reversePayment'], params: PaymentParams, body: ReasonBody, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    return ok(paymentView(await reversePayment(context, request.params.paymentId, request.body.reason)));
  },
);
