import { listAt, moneyAt, textAt, valueAt } from '../../client/read.ts';
import { moneyText } from '../../terminal/text.ts';
import { bells, customerId, euros, people } from '../cast.ts';
import { accessIn } from '../mail.ts';
import type { Chapter } from '../stage.ts';

/** Somebody vouches for the order that was referred: an approver gets a mail, opens its link and releases the order. */
export const orderIsReleased: Chapter = {
  title: 'The order is released by approval',
  tell: async ({ say, call, get, browse, mailTo, show, expect, settle }) => {
    say(`Sam of sales has the customer on the phone: the money comes tomorrow. The order of bells is small, and Sam
      asks to let it go. By the policy one credit analyst may decide; all of them get a mail.`);
    const newest = await get(`/v1/customers/${customerId}/history?limit=1`);
    const decisionId = textAt(newest, 'items.0.data.decisionId');
    const reason = 'The bank confirms that the transfer is on its way.';
    const wanted = { customerId, kind: 'ORDER_RELEASE', decisionId, reason, requestedBy: people.sam };
    const asked = await call('POST', '/v1/limit-requests', wanted, 202);
    const request = `/v1/limit-requests/${textAt(asked, 'requestId')}`;
    await settle();
    const { code, path } = accessIn(await mailTo(people.ana));

    say(`The link shows the case and a form, without any sign-in. Mail scanners open links too, and some even send
      the forms; but the six digits beside the link stand in the mail alone, and without them nothing is decided.`);
    await browse(path, 200);
    await browse(path, 422, { decision: 'APPROVE' });
    say('Ana types the code.');
    await browse(path, 200, { decision: 'APPROVE', code, comment: 'Fine, once.' });
    await settle();
    const released = await get(request);
    expect(textAt(released, 'status') === 'APPROVED', 'the release is approved.');
    show([
      ['status', textAt(released, 'status')],
      ['decided by', textAt(released, 'levels.0.decidedBy')],
      ['comment', textAt(released, 'levels.0.comment')],
    ]);
    await mailTo(people.sam);

    say(`The shop asks again. The order passes, above the limit and this once. The limit is as it was: the next order
      is measured by it as before.`);
    const check = { customerId, orderId: bells.orderId, amount: euros(bells.amount), reserve: true };
    const answer = await call('POST', '/v1/credit-checks', check, 200);
    const reasons = listAt(answer, 'reasons').map((one) => String(valueAt(one, 'code')));
    expect(textAt(answer, 'decision') === 'APPROVED', 'the released order is approved.');
    expect(reasons.includes('RELEASED_BY_APPROVAL'), 'the answer names the release.');
    show([
      ['decision', textAt(answer, 'decision')],
      ['reasons', reasons.join(', ')],
      ['exposure after', moneyText(moneyAt(answer, 'exposureAfter'))],
      ['effective limit', moneyText(moneyAt(answer, 'effectiveLimit'))],
    ]);
  },
};
