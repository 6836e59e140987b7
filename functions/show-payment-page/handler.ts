import { readTableConfig } from '../../shared/config.ts';
import { PaymentLinkParams } from '../../shared/contracts/payment-pages.ts';
import { page, pageHandler } from '../../shared/http/page-handler.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { tellCustomer } from '../../shared/pages/payment/answers.ts';
import { paymentPage, untouched } from '../../shared/pages/payment/page.ts';
import { paymentViewByToken } from '../../shared/store/payment-pages.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What is open, for whoever has the link of a reminder. Programs fetch the links of mails too: it changes nothing. */
export const handler = pageHandler(
  {
    operations: ['showPaymentPage', 'headPaymentPage'],
    params: PaymentLinkParams,
    config,
    tellRefusal: tellCustomer(config),
  },
  async (request) => {
    const context = await storeContext(request, table, config);
    const view = await paymentViewByToken(context, request.params.token);
    return page(paymentPage(view, config, untouched(context.moment.now)));
  },
);
