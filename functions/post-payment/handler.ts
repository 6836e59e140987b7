import { readTableConfig } from '../../shared/config.ts';
import { PaymentParams, PostPaymentBody } from '../../shared/contracts/payments.ts';
import { paymentView } from '../../shared/contracts/settlement-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { postSettlement } from '../../shared/store/settlements.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Posts a payment and applies it to the customer's invoices. */
export const handler = apiHandler(
  { operations: ['postPayment'], params: PaymentParams, body: PostPaymentBody, config },
  async (request) => {
    const { receivedOn, ...body } = request.body;
    const posted = await postSettlement(await storeContext(request, table, config), {
      kind: 'PAYMENT',
      settlementId: request.params.paymentId,
      date: receivedOn,
      ...body,
      bodyHash: request.bodyHash,
    });
    const view = paymentView(posted.settlement);
    return posted.created ? created(view) : ok(view);
  },
);
