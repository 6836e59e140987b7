import { listAt, moneyAt, textAt, valueAt } from '../../client/read.ts';
import { moneyText } from '../../terminal/text.ts';
import { bells, customerId, euros, openInvoice, payment } from '../cast.ts';
import { exposureTable } from '../exposure.ts';
import type { Chapter } from '../stage.ts';

/** A payment is taken back: the debt is there again, above the limit if need be. */
export const paymentBounces: Chapter = {
  title: 'The payment bounces',
  tell: async ({ say, call, get, show, showTable, expect, waitUntil }) => {
    await waitUntil(payment.bouncedOn);
    say(`The bank takes the payment back. Its invoice is open again, and overdue by now. A debt that exists is
      recorded even above the limit; it is the next order that feels it.`);
    const before = await get(`/v1/customers/${customerId}`);
    const reason = 'Direct debit returned: insufficient funds';
    const reversed = await call('POST', `/v1/payments/${payment.paymentId}/reverse`, { reason }, 200);
    expect(textAt(reversed, 'status') === 'REVERSED', 'the payment is reversed.');
    const after = await get(`/v1/customers/${customerId}`);
    showTable(...exposureTable(before, after));
    const overdue = moneyAt(after, 'overdue.amount').amount;
    expect(overdue === openInvoice.amount, `${openInvoice.amount} are overdue, not ${overdue}.`);

    const check = { customerId, orderId: bells.orderId, amount: euros(bells.amount), reserve: true };
    const answer = await call('POST', '/v1/credit-checks', check, 200);
    expect(textAt(answer, 'decision') === 'REFERRED', 'not even a small order passes now.');
    show([
      ['decision', textAt(answer, 'decision')],
      [
        'reasons',
        listAt(answer, 'reasons')
          .map((one) => String(valueAt(one, 'code')))
          .join(', '),
      ],
      ['would pass after', `prepaying ${moneyText(moneyAt(answer, 'counterOffer.prepay'))}`],
    ]);
  },
};
