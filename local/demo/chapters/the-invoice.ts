import { moneyAt } from '../../client/read.ts';
import { customerId, euros, wheels } from '../cast.ts';
import { exposureTable } from '../exposure.ts';
import type { Chapter } from '../stage.ts';

/** The invoice takes over what the order held: value moves, and is never counted twice. */
export const invoiceFollowsOrder: Chapter = {
  title: 'The goods ship, the invoice follows',
  tell: async ({ say, call, get, showTable, expect, waitUntil }) => {
    await waitUntil(wheels.shippedOn);
    say('The wheels ship. Their invoice takes over what the order held, so that nothing is counted twice.');
    const before = await get(`/v1/customers/${customerId}`);
    const invoice = {
      customerId,
      orderId: wheels.orderId,
      amount: euros(wheels.amount),
      issuedOn: wheels.shippedOn,
      dueOn: wheels.dueOn,
    };
    await call('PUT', `/v1/receivables/${wheels.invoiceId}`, invoice, 201);
    const after = await get(`/v1/customers/${customerId}`);
    showTable(...exposureTable(before, after));
    const [total, totalAfter] = [before, after].map((profile) => moneyAt(profile, 'exposure.total').amount);
    expect(total === totalAfter, `the exposure stays as it was; it went from ${total} to ${totalAfter}.`);
  },
};
