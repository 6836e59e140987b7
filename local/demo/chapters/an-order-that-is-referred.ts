import { moneyAt, textAt } from '../../client/read.ts';
import { moneyText } from '../../terminal/text.ts';
import { customerId, euros, frames, openInvoice } from '../cast.ts';
import type { Chapter } from '../stage.ts';

/** A check that refers the order, and says what would pass instead. */
export const orderThatIsReferred: Chapter = {
  title: 'An order that is referred',
  tell: async ({ say, call, show, expect }) => {
    say(`A second order would take the exposure above the limit. It is referred to a person, and the answer says
      what would pass: a smaller order now, a prepayment, or the same order on a later day, by due dates and habits.`);
    const check = { customerId, orderId: frames.orderId, amount: euros(frames.amount), reserve: true };
    const answer = await call('POST', '/v1/credit-checks', check, 200);
    const decision = textAt(answer, 'decision');
    expect(decision === 'REFERRED', `the order is referred, not ${decision}.`);
    const passesOn = textAt(answer, 'counterOffer.passesOn');
    show([
      ['decision', decision],
      ['reason', textAt(answer, 'reasons.0.code')],
      ['exposure with order', `${moneyText(moneyAt(answer, 'reasons.0.facts.exposureWithOrder'))}`],
      ['largest amount now', moneyText(moneyAt(answer, 'counterOffer.maxAmount'))],
      ['or prepay', moneyText(moneyAt(answer, 'counterOffer.prepay'))],
      ['or wait until', passesOn],
    ]);
    expect(passesOn === openInvoice.dueOn, `the order passes when the open invoice falls due, not on ${passesOn}.`);
  },
};
