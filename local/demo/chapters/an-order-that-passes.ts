import { moneyAt, textAt } from '../../client/read.ts';
import { moneyText } from '../../terminal/text.ts';
import { customerId, euros, wheels } from '../cast.ts';
import type { Chapter } from '../stage.ts';

/** A check that approves and holds the amount. */
export const orderThatPasses: Chapter = {
  title: 'An order that passes',
  tell: async ({ say, call, show, expect }) => {
    say(`The shop asks before it takes an order for wheels, and has the amount held in the same step: whoever asks
      next, even at the same moment, finds it used.`);
    const check = { customerId, orderId: wheels.orderId, amount: euros(wheels.amount), reserve: true };
    const answer = await call('POST', '/v1/credit-checks', check, 200);
    const decision = textAt(answer, 'decision');
    expect(decision === 'APPROVED', `the order is approved, not ${decision}.`);
    show([
      ['decision', decision],
      ['exposure before', moneyText(moneyAt(answer, 'exposureBefore'))],
      ['exposure after', moneyText(moneyAt(answer, 'exposureAfter'))],
      ['still available', moneyText(moneyAt(answer, 'available'))],
      ['held until', textAt(answer, 'reservation.expiresAt').slice(0, 10)],
    ]);
  },
};
