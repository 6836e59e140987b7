import { afterAll, describe, expect, it } from 'vitest';
import type { CreditDecisionView } from '../../../shared/contracts/credit-checks.ts';
import { ANA, BEN, eur, MIA, SAM, startApprovals } from '../../support/approvals.ts';
import { money, newId } from '../../support/e2e/ledger.ts';
import { textOf } from '../../support/page-text.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const platform = await startApprovals({ startAt: '2026-06-01T08:00:00Z' });
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});
const { call, customer, day, decideByApi, decideByLink, history, linkTo, mails, mailTo, pendingOn, profile } = platform;
const { refusal, refusedByApi, requestLimit, reserve, untilStatus } = platform;

const codesOf = ({ reasons }: CreditDecisionView): readonly string[] => reasons.map(({ code }) => code);

/** Asks for the release of the order of a decision. */
const askRelease = (customerId: string, decisionId: string) =>
  requestLimit('0.00', { kind: 'ORDER_RELEASE', customerId, decisionId, requestedLimit: undefined });

/** An order that its customer, who has a limit of 1,000.00, is too small for, and the request to release it. */
const referred = async (amount = eur('5000.00')) => {
  const [customerId, orderId] = [await customer('1000.00'), newId('O')];
  const decision = await reserve(customerId, amount, { orderId });
  expect(decision.decision).toBe('REFERRED');
  const { decisionId } = decision;
  const requestId = await askRelease(customerId, decisionId);
  return { customerId, orderId, decisionId, requestId };
};

const approve = async (requestId: string, level = 1, email = ANA) =>
  decideByApi(email, (await pendingOn(requestId, level)).approvalId, { decision: 'APPROVE' });

describe('an order that was referred', () => {
  it('should pass its next check once when it is released by an emailed link', async () => {
    const { customerId, decisionId, orderId, requestId } = await referred();
    const link = await linkTo(BEN, requestId);
    const page = textOf(await (await fetch(link.url)).text());
    expect(page).toContain(`Release of order ${orderId}`);
    expect(page).toContain('EUR 5,000.00');
    expect((await decideByLink(link, { decision: 'APPROVE', comment: 'Known for years.' })).status).toBe(200);
    const approved = await untilStatus(requestId, 'APPROVED');
    expect(approved).toMatchObject({
      requestedLimit: null,
      approvedLimit: null,
      order: { orderId, decisionId, amount: eur('5000.00') },
      levels: [{ decidedBy: BEN, approvedLimit: null }],
    });
    expect((await mailTo(SAM, requestId, /^Approved/)).text).toContain('passes its next credit check once');
    expect((await profile(customerId)).creditLimit).toEqual(eur('1000.00'));

    // More than was released is referred still, and so is any other order.
    const more = await reserve(customerId, eur('5000.01'), { orderId });
    expect(more).toMatchObject({ decision: 'REFERRED', counterOffer: { maxAmount: eur('5000.00') } });
    expect((await reserve(customerId, eur('5000.00'))).decision).toBe('REFERRED');

    const passed = await reserve(customerId, eur('5000.00'), { orderId });
    expect(passed).toMatchObject({ decision: 'APPROVED', reservation: { orderId, amount: eur('5000.00') } });
    expect(passed.reasons[0]).toMatchObject({
      code: 'RELEASED_BY_APPROVAL',
      facts: { requestId, approvedBy: [BEN], overruled: ['LIMIT_EXCEEDED'] },
    });
    expect(passed.exposureAfter).toEqual(eur('5000.00'));

    // Asked again it is the same decision, and is not held; asked for more it is, and the reservation stays.
    expect(await reserve(customerId, eur('5000.00'), { orderId })).toEqual(passed);
    const amended = await reserve(customerId, eur('6000.00'), { orderId });
    expect(amended).toMatchObject({ decision: 'REFERRED' });
    expect(codesOf(amended)).not.toContain('RELEASED_BY_APPROVAL');
    expect((await profile(customerId)).exposure.reservations).toEqual(eur('5000.00'));

    // The release is used up: once the reservation is gone the order is measured as any other.
    await call('releaseReservation', { params: { orderId } });
    expect((await reserve(customerId, eur('5000.00'), { orderId })).decision).toBe('REFERRED');
    const kinds = (await history(customerId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'OrderReleased')).toHaveLength(1);
  });

  it('should be invoiced and paid as any other order when it was released', async () => {
    const { customerId, orderId, requestId } = await referred();
    await approve(requestId);
    await untilStatus(requestId, 'APPROVED');
    await reserve(customerId, eur('5000.00'), { orderId });
    await platform.invoice({ customerId, orderId, amount: eur('5000.00') });
    expect(await profile(customerId)).toMatchObject({
      exposure: { openReceivables: eur('5000.00'), reservations: eur('0.00'), total: eur('5000.00') },
    });
  });

  it('should pass on hold and overdue as well, for that is what approvers have seen', async () => {
    const [customerId, orderId] = [await customer('10000.00'), newId('O')];
    await platform.invoice({ customerId, amount: eur('900.00'), issuedOn: await day(-90), dueOn: await day(-60) });
    await call('holdCustomer', { params: { customerId }, body: { reason: 'Overdue' } });
    const { decision, decisionId } = await reserve(customerId, eur('500.00'), { orderId });
    expect(decision).toBe('REFERRED');
    const requestId = await askRelease(customerId, decisionId);
    await approve(requestId);
    await untilStatus(requestId, 'APPROVED');
    const passed = await reserve(customerId, eur('500.00'), { orderId });
    expect(passed.decision).toBe('APPROVED');
    expect(passed.reasons[0]?.facts['overruled']).toEqual(expect.arrayContaining(['ON_HOLD', 'OVERDUE']));
    expect((await profile(customerId)).status).toBe('ON_HOLD');
  });

  it('should be put to one level up to 20,000, and to a second one above', async () => {
    const small = await referred(eur('20000.00'));
    await approve(small.requestId);
    expect((await untilStatus(small.requestId, 'APPROVED')).levels).toHaveLength(1);
    const large = await referred(eur('20000.01'));
    await approve(large.requestId);
    const second = await pendingOn(large.requestId, 2);
    expect(second).toMatchObject({ role: 'credit-managers', approvers: [MIA] });
    const between = await reserve(large.customerId, eur('20000.01'), { orderId: large.orderId });
    expect(between.decision).toBe('REFERRED');
    await approve(large.requestId, 2, MIA);
    await untilStatus(large.requestId, 'APPROVED');
    const passed = await reserve(large.customerId, eur('20000.01'), { orderId: large.orderId });
    expect(codesOf(passed)).toContain('RELEASED_BY_APPROVAL');
  });

  it('should be released whole or not at all', async () => {
    const { customerId, orderId, requestId } = await referred();
    const { approvalId } = await pendingOn(requestId);
    const part = { decision: 'APPROVE', approvedLimit: eur('4000.00') };
    expect(await refusedByApi(ANA, approvalId, part)).toMatchObject({ errors: [{ path: 'approvedLimit' }] });
    await decideByApi(ANA, approvalId, { decision: 'REJECT', comment: 'Too much.' });
    await untilStatus(requestId, 'REJECTED');
    expect((await reserve(customerId, eur('5000.00'), { orderId })).decision).toBe('REFERRED');
  });

  it('should be released once, though two requests are about the same decision', async () => {
    const { customerId, decisionId, orderId, requestId } = await referred();
    const other = await askRelease(customerId, decisionId);
    await approve(requestId);
    await untilStatus(requestId, 'APPROVED');
    await approve(other);
    const lapsed = await untilStatus(other, 'LAPSED');
    expect(lapsed.outcome).toMatchObject({ code: 'ORDER_CHANGED', text: expect.stringContaining('released already') });
    expect((await mailTo(SAM, other, /^Lapsed/)).text).toContain('released already');
    expect((await reserve(customerId, eur('5000.00'), { orderId })).decision).toBe('APPROVED');
    await call('releaseReservation', { params: { orderId } });
    expect((await reserve(customerId, eur('5000.00'), { orderId })).decision).toBe('REFERRED');
  });

  it('should not be released to a customer who was blacklisted meanwhile', async () => {
    const before = await referred();
    await pendingOn(before.requestId);
    await call('blacklistCustomer', { params: { customerId: before.customerId }, body: { reason: 'Insolvent' } });
    await approve(before.requestId);
    expect((await untilStatus(before.requestId, 'LAPSED')).outcome?.code).toBe('CUSTOMER_BLACKLISTED');

    const after = await referred();
    await approve(after.requestId);
    await untilStatus(after.requestId, 'APPROVED');
    await call('blacklistCustomer', { params: { customerId: after.customerId }, body: { reason: 'Insolvent' } });
    const declined = await reserve(after.customerId, eur('5000.00'), { orderId: after.orderId });
    expect(declined).toMatchObject({ decision: 'DECLINED' });
    expect(codesOf(declined)).not.toContain('RELEASED_BY_APPROVAL');
    const again = { kind: 'ORDER_RELEASE', customerId: after.customerId, reason: 'x', decisionId: declined.decisionId };
    const refused = await refusal('requestLimit', { body: again });
    expect(refused).toMatchObject({ code: 'unprocessable', errors: [{ path: 'decisionId' }] });
  });

  it('should end the request when other orders have grown the exposure by more than 10 % of it', async () => {
    const [customerId, orderId] = [await customer('6000.00'), newId('O')];
    const { decisionId } = await reserve(customerId, eur('8000.00'), { orderId });
    const [fits, exceeds] = [await askRelease(customerId, decisionId), await askRelease(customerId, decisionId)];
    await pendingOn(fits);
    await pendingOn(exceeds);
    await reserve(customerId, eur('800.00'));
    await approve(fits);
    await untilStatus(fits, 'APPROVED');
    await reserve(customerId, eur('0.01'));
    await approve(exceeds);
    expect((await untilStatus(exceeds, 'LAPSED')).outcome?.code).toBe('EXPOSURE_GREW');
  });
});

describe('an order in another currency', () => {
  it('should wait for a rate, whatever was released, and be put to every level until there is one', async () => {
    const [customerId, orderId] = [await customer('1000.00'), newId('O')];
    const dollars = money('3000.00', 'USD');
    const unknown = await reserve(customerId, dollars, { orderId });
    expect(unknown).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'FX_RATE_STALE' }] });
    const requestId = await askRelease(customerId, unknown.decisionId);
    await approve(requestId);
    await approve(requestId, 2, MIA);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ order: { amount: dollars } });
    const waiting = await reserve(customerId, dollars, { orderId });
    expect(waiting).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'FX_RATE_STALE' }] });

    const rates = { base: 'EUR', rates: { USD: '1.2500' } };
    await call('putFxRates', { params: { date: await day() }, body: rates });
    const passed = await reserve(customerId, dollars, { orderId });
    expect(passed).toMatchObject({ decision: 'APPROVED', exposureAfter: eur('2400.00') });
    expect(codesOf(passed)).toContain('RELEASED_BY_APPROVAL');
  });

  it('should be measured by the rate of the day where there is one', async () => {
    const below = await referred(money('25000.00', 'USD'));
    expect((await untilStatus(below.requestId, 'PENDING')).levels).toHaveLength(1);
    const above = await referred(money('25000.02', 'USD'));
    expect((await untilStatus(above.requestId, 'PENDING')).levels).toHaveLength(2);
    await approve(below.requestId);
    await untilStatus(below.requestId, 'APPROVED');
    const { customerId, orderId } = below;
    expect((await reserve(customerId, eur('20000.00'), { orderId })).decision).toBe('REFERRED');
    expect((await reserve(customerId, money('25000.00', 'USD'), { orderId })).decision).toBe('APPROVED');
  });
});

describe('a release that nobody uses', () => {
  it('should be worth nothing after the time for which an order is held', async () => {
    const { customerId, orderId, requestId } = await referred();
    await approve(requestId);
    await untilStatus(requestId, 'APPROVED');
    await platform.advance('P14DT1M');
    expect((await reserve(customerId, eur('5000.00'), { orderId })).decision).toBe('REFERRED');
    expect((await mails(SAM, requestId)).map(({ subject }) => subject.split(':')[0])).toEqual(['Approved']);
  });
});
