import { describe, expect, it } from 'vitest';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { advance, call, check, customer, day, history, invoice, pay, profile, refusal, reserve, setLimit } =
  sharedPlatform();

const codes = ({ reasons }: { reasons: readonly { code: string }[] }) => reasons.map(({ code }) => code);

describe('POST /v1/credit-checks', () => {
  it('should approve what fits, up to the last cent, and say how things stand after it', async () => {
    const customerId = await customer('100.00', { paymentTermsDays: 14 });
    const looked = await check(customerId, eur('60.00'));
    expect(looked).toMatchObject({
      decision: 'APPROVED',
      reasons: [],
      exposureBefore: eur('0.00'),
      exposureAfter: eur('0.00'),
      effectiveLimit: eur('100.00'),
      available: eur('100.00'),
      terms: { days: 14 },
      reservation: null,
      counterOffer: null,
    });
    const orderId = newId('O');
    const held = await reserve(customerId, eur('60.00'), { orderId });
    expect(held).toMatchObject({
      decision: 'APPROVED',
      exposureBefore: eur('0.00'),
      exposureAfter: eur('60.00'),
      available: eur('40.00'),
      reservation: { orderId, amount: eur('60.00') },
    });
    const days = (Date.parse(held.reservation?.expiresAt ?? '') - Date.parse(held.decidedAt)) / 86_400_000;
    expect(days).toBe(14);
    expect((await reserve(customerId, eur('40.00'))).available).toEqual(eur('0.00'));
    expect(await profile(customerId)).toMatchObject({
      exposure: { reservations: eur('100.00'), total: eur('100.00') },
      available: eur('0.00'),
      utilization: 1,
    });
  });

  it('should refer what does not fit, with an offer that passes and one cent more that does not', async () => {
    const customerId = await customer('100.00');
    await reserve(customerId, eur('30.00'));
    const referred = await reserve(customerId, eur('70.01'));
    expect(referred).toMatchObject({
      decision: 'REFERRED',
      exposureAfter: eur('30.00'),
      available: eur('70.00'),
      reservation: null,
      counterOffer: { maxAmount: eur('70.00'), prepay: eur('0.01') },
    });
    expect(codes(referred)).toEqual(['LIMIT_EXCEEDED']);
    expect(referred.reasons[0]?.message).not.toBe('');
    expect(referred.reasons[0]?.facts).not.toEqual({});
    expect((await check(customerId, eur('70.00'))).decision).toBe('APPROVED');
    await pay({ customerId, amount: eur('0.01') });
    expect((await check(customerId, eur('70.01'))).decision).toBe('APPROVED');
  });

  it('should offer the day on which the order would pass, by the due dates of what is open', async () => {
    const customerId = await customer('100.00');
    const dueOn = await day(10);
    await invoice({ customerId, amount: eur('80.00'), dueOn });
    expect((await check(customerId, eur('50.00'))).counterOffer).toEqual({
      maxAmount: eur('20.00'),
      prepay: eur('30.00'),
      passesOn: dueOn,
    });
  });

  it('should refer an unknown customer as a decision that can be read and verified', async () => {
    const customerId = newId('nobody');
    const decision = await reserve(customerId, eur('10.00'));
    expect(decision).toMatchObject({ decision: 'REFERRED', reservation: null, available: null, effectiveLimit: null });
    expect(codes(decision)).toEqual(['UNKNOWN_CUSTOMER']);
    const params = { decisionId: decision.decisionId };
    expect((await call('getDecision', { params })).body).toEqual(decision);
    expect((await call('verifyDecision', { params })).body).toMatchObject({ valid: true });
    await refusal('getCustomer', { params: { customerId } });
  });

  it('should decide by no limit, zero limit and unlimited as each is meant', async () => {
    const none = await check(await customer(), eur('0.01'));
    expect(none).toMatchObject({ decision: 'REFERRED', effectiveLimit: null, available: null });
    expect(codes(none)).toEqual(['NO_LIMIT']);

    const prepays = await customer('0.00');
    const prepayment = await reserve(prepays, eur('25.00'));
    expect(prepayment).toMatchObject({
      decision: 'PREPAYMENT_REQUIRED',
      reservation: null,
      counterOffer: { prepay: eur('25.00') },
    });
    expect(codes(prepayment)).toEqual(['CASH_ONLY']);
    await pay({ customerId: prepays, amount: eur('25.00') });
    expect((await reserve(prepays, eur('25.00'))).decision).toBe('APPROVED');

    const open = await reserve(await customer('unlimited'), eur('999999999999999.99'));
    expect(open).toMatchObject({ decision: 'APPROVED', effectiveLimit: null, available: null, reasons: [] });
    expect(open.exposureAfter).toEqual(eur('999999999999999.99'));
  });

  it('should refer customers on hold, decline blacklisted ones, and let the strictest reason decide', async () => {
    const customerId = await customer('100.00');
    const params = { customerId };
    await call('holdCustomer', { params, body: { reason: 'bounced' } });
    const held = await check(customerId, eur('1.00'));
    expect(held).toMatchObject({ decision: 'REFERRED', counterOffer: null });
    expect(codes(held)).toEqual(['ON_HOLD']);
    await call('blacklistCustomer', { params, body: { reason: 'fraud' } });
    const declined = await reserve(customerId, eur('500.00'));
    expect(declined).toMatchObject({ decision: 'DECLINED', counterOffer: null, reservation: null });
    expect(codes(declined).toSorted()).toEqual(['BLACKLISTED', 'LIMIT_EXCEEDED', 'ON_HOLD']);
  });

  it('should refer from the 31st day past due on, and tell what is overdue', async () => {
    const customerId = await customer('1000.00');
    const dueOn = await day(-30);
    await invoice({ customerId, amount: eur('10.00'), issuedOn: await day(-60), dueOn });
    await invoice({ customerId, amount: eur('5.00'), issuedOn: await day(-60), dueOn: await day(-1) });
    await invoice({ customerId, amount: eur('5.00'), issuedOn: await day(-60), dueOn: await day() });
    expect((await check(customerId, eur('1.00'))).decision).toBe('APPROVED');
    expect((await profile(customerId)).overdue).toEqual({
      amount: eur('15.00'),
      oldestDueOn: dueOn,
      maxDaysPastDue: 30,
    });
    await advance('P1D');
    const late = await check(customerId, eur('1.00'));
    expect(late.decision).toBe('REFERRED');
    expect(codes(late)).toEqual(['OVERDUE']);
    expect((await profile(customerId)).overdue).toEqual({
      amount: eur('20.00'),
      oldestDueOn: dueOn,
      maxDaysPastDue: 31,
    });
  });

  it('should refer longer terms than agreed and offer the agreed ones; shorter terms are given', async () => {
    const customerId = await customer('100.00', { paymentTermsDays: 30 });
    const long = await check(customerId, eur('1.00'), { termsDays: 31 });
    expect(long).toMatchObject({ decision: 'REFERRED', counterOffer: { termsDays: 30 } });
    expect(codes(long)).toEqual(['TERMS_TOO_LONG']);
    expect((await check(customerId, eur('1.00'), { termsDays: 30 })).decision).toBe('APPROVED');
    expect((await check(customerId, eur('1.00'), { termsDays: 7 })).terms.days).toBe(7);
  });

  it('should warn on an approval from 80 % of the limit on', async () => {
    const customerId = await customer('100.00');
    expect(codes(await check(customerId, eur('79.99')))).toEqual([]);
    const warned = await check(customerId, eur('80.00'));
    expect(warned.decision).toBe('APPROVED');
    expect(codes(warned)).toEqual(['LIMIT_NEARLY_USED']);
  });

  it('should say that a cover has lapsed when the order would have passed with it', async () => {
    const customerId = await customer('100.00');
    const cover = { kind: 'GUARANTEE', provider: 'Bank', amount: eur('50.00'), coveredPercent: '100' };
    const body = { ...cover, validFrom: await day(-10), validTo: await day() };
    await call('putCover', { params: { customerId, coverId: 'G1' }, body });
    expect((await check(customerId, eur('120.00'))).decision).toBe('APPROVED');
    await advance('P1D');
    const lapsed = await check(customerId, eur('120.00'));
    expect(lapsed.decision).toBe('REFERRED');
    expect(codes(lapsed)).toEqual(['LIMIT_EXCEEDED', 'COVER_EXPIRED']);
  });

  it('should refer everything but what lowers the exposure once the limit is below it', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    await reserve(customerId, eur('90.00'), { orderId });
    const lowered = await setLimit(customerId, '50.00');
    expect(lowered).toMatchObject({ available: eur('-40.00'), utilization: 1.8 });
    const referred = await check(customerId, eur('0.01'));
    expect(referred).toMatchObject({ decision: 'REFERRED', available: eur('-40.00') });
    expect(referred.counterOffer).toEqual({ prepay: eur('40.01') });
    const down = await call('amendReservation', { params: { orderId }, body: { amount: eur('80.00') } });
    expect(down.body).toMatchObject({ decision: 'APPROVED', available: eur('-30.00') });
    await invoice({ customerId, amount: eur('80.00'), orderId });
    expect((await profile(customerId)).available).toEqual(eur('-30.00'));
  });

  it('should take every field of the contract and answer with them', async () => {
    const customerId = await customer('100.00');
    const more = { productCategory: 'bikes', termsDays: 10, shipOn: await day(3) };
    const body = { customerId, orderId: newId('O'), amount: eur('1.00'), reserve: false, ...more };
    const { body: decision } = await call('checkCredit', { body });
    expect(decision).toMatchObject(body);
    expect(decision.policyVersion).toBeDefined();
    expect(decision.dataAge).not.toEqual({});
    const entries = await history(customerId);
    expect(entries.at(-1)).toMatchObject({ kind: 'CreditDecisionMade', data: decision });
  });
});

describe('GET /v1/credit-checks/{decisionId}', () => {
  it('should give the decision as it was answered, and verify it in its chain', async () => {
    const customerId = await customer('100.00');
    const first = await reserve(customerId, eur('10.00'));
    const last = await reserve(customerId, eur('500.00'));
    for (const decision of [first, last]) {
      const params = { decisionId: decision.decisionId };
      expect((await call('getDecision', { params })).body).toEqual(decision);
      expect((await call('verifyDecision', { params })).body).toMatchObject({ ...params, valid: true });
    }
  });

  it('should answer 404 for a decision that was never made', async () => {
    const params = { decisionId: '01KN1W0M9GZ8Y3T6B4RAQX2V7C' };
    expect((await refusal('getDecision', { params })).code).toBe('not-found');
    expect((await refusal('verifyDecision', { params })).code).toBe('not-found');
  });
});
