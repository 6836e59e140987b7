import { listAt, moneyAt, textAt, valueAt } from '../../client/read.ts';
import { moneyText } from '../../terminal/text.ts';
import { customerId, euros, frames, openInvoice, payment } from '../cast.ts';
import { exposureTable } from '../exposure.ts';
import type { Chapter } from '../stage.ts';

/** A payment finds its invoice, and the order that was referred passes. */
export const paymentArrives: Chapter = {
  title: 'A payment arrives, and the order passes',
  tell: async ({ say, call, get, show, showTable, expect, waitUntil }) => {
    await waitUntil(payment.receivedOn);
    say(`The bank reports a payment. It names its invoice in the remittance text and is applied to it; one that
      names none pays the oldest invoice.`);
    const before = await get(`/v1/customers/${customerId}`);
    const body = {
      customerId,
      amount: euros(openInvoice.amount),
      receivedOn: payment.receivedOn,
      reference: `Your invoice ${openInvoice.invoiceId}, with thanks`,
    };
    const posted = await call('PUT', `/v1/payments/${payment.paymentId}`, body, 201);
    const applied = textAt(posted, 'allocations.0.invoiceId');
    expect(applied === openInvoice.invoiceId, `the payment goes to ${openInvoice.invoiceId}, not to ${applied}.`);
    showTable(...exposureTable(before, await get(`/v1/customers/${customerId}`)));

    say('There is room again. The order that was referred is asked for a second time, and passes with a warning.');
    const check = { customerId, orderId: frames.orderId, amount: euros(frames.amount), reserve: true };
    const answer = await call('POST', '/v1/credit-checks', check, 200);
    const decision = textAt(answer, 'decision');
    expect(decision === 'APPROVED', `the order is approved now, not ${decision}.`);
    const warnings = listAt(answer, 'reasons').map((reason) => String(valueAt(reason, 'code')));
    show([
      ['decision', decision],
      ['warning', warnings.join(', ') || 'none'],
      ['exposure after', moneyText(moneyAt(answer, 'exposureAfter'))],
      ['still available', moneyText(moneyAt(answer, 'available'))],
    ]);
  },
};
