import { describe, expect, it } from 'vitest';
import { type OrderRelease, withoutReleases, withRelease } from '../../../shared/domain/order-release/release.ts';
import { type Asked, anAccount, aReservation, codesOf, decide, moment, quoteOf } from '../../support/accounts.ts';
import { eur, usd } from '../../support/movements.ts';

const aRelease = (changes: Partial<OrderRelease> = {}): OrderRelease => ({
  requestId: 'R-1',
  orderId: 'O-1',
  amount: eur(100_00),
  approvedBy: ['ana@example.com', 'mia@example.com'],
  expiresAt: '2026-03-16T09:00:00.000Z',
  ...changes,
});

/** An account that nothing more fits into, with releases of orders. */
const full = (...releases: Partial<OrderRelease>[]) =>
  anAccount({ openReceivables: 1_000_00n, releases: releases.map(aRelease) });

const parent = (changes = {}) =>
  anAccount({ customerId: 'HOLDING', memberCount: 2, groupExposure: 950_00n, ...changes });

describe('an order that was released by approval', () => {
  it('should pass and say who let it through against what', () => {
    const decision = decide({ account: { ...full({}), holdReasons: ['late'] } });
    expect(decision).toMatchObject({ outcome: 'APPROVED', isReleased: true, counterOffer: null, shortfall: null });
    expect(decision.reasons[0]).toEqual({
      code: 'RELEASED_BY_APPROVAL',
      message: 'The order was released by approval.',
      facts: {
        requestId: 'R-1',
        approvedBy: ['ana@example.com', 'mia@example.com'],
        amount: { amount: '100.00', currency: 'EUR' },
        overruled: ['ON_HOLD', 'LIMIT_EXCEEDED'],
      },
    });
    const asked = Object.fromEntries(decision.trace.map(({ rule, outcome }) => [rule, outcome]));
    expect(asked).toMatchObject({ 'credit-hold': 'REFERRED', limit: 'REFERRED', terms: 'APPROVED' });
  });

  it('should carry the warning of an approval that uses up the limit', () => {
    expect(codesOf(decide({ account: full({}) }))).toEqual(['RELEASED_BY_APPROVAL', 'LIMIT_NEARLY_USED']);
  });

  it.each<[string, Asked]>([
    ['without a limit', { account: anAccount({ creditLimit: null, releases: [aRelease()] }) }],
    ['with a limit of zero', { account: anAccount({ creditLimit: 0n, releases: [aRelease()] }) }],
    ['beyond the limit of its group', { account: anAccount({ releases: [aRelease()] }), group: parent() }],
    ['for less than was released', { account: full({}), check: { amount: eur(99_99) } }],
    [
      'as a larger amount of an order that holds less',
      { account: full({}), existing: aReservation({ amount: eur(40_00), carryingAmount: 40_00n }) },
    ],
    [
      'in another currency than the account',
      { account: full({ amount: usd(50_00) }), check: { amount: usd(50_00) }, fx: quoteOf('USD') },
    ],
  ])('should pass %s', (_when, asked) => {
    expect(decide(asked)).toMatchObject({ outcome: 'APPROVED', isReleased: true });
  });

  it.each<[string, Asked]>([
    ['it is larger than what was released', { account: full({}), check: { amount: eur(100_01) } }],
    ['it is another order', { account: full({ orderId: 'O-2' }) }],
    ['it is in another currency than what was released', { account: full({ amount: usd(900_00) }) }],
    ['the release has expired', { account: full({ expiresAt: moment.now }) }],
    ['nobody knows what it is worth', { account: full({ amount: usd(50_00) }), check: { amount: usd(50_00) } }],
  ])('should be referred as before when %s', (_when, asked) => {
    const decision = decide(asked);
    expect(decision).toMatchObject({ outcome: 'REFERRED', isReleased: false });
    expect(codesOf(decision)).not.toContain('RELEASED_BY_APPROVAL');
  });

  it('should be declined all the same when it must not be sold on credit', () => {
    const blacklisted = decide({ account: { ...full({}), blacklisted: true } });
    expect(blacklisted).toMatchObject({ outcome: 'DECLINED', isReleased: false });
    expect(codesOf(blacklisted)).toContain('BLACKLISTED');
  });

  it('should pass by itself when no rule objects any more', () => {
    const account = anAccount({ releases: [aRelease()] });
    expect(decide({ account })).toMatchObject({ outcome: 'APPROVED', isReleased: false, reasons: [] });
  });

  it('should be offered what was released when it asks for more than that', () => {
    const more = { check: { amount: eur(150_00) } };
    expect(decide({ account: full({}), ...more }).counterOffer).toEqual({
      maxAmount: eur(100_00),
      prepay: eur(150_00),
    });
    const held = { ...full({}), holdReasons: ['late'] };
    expect(decide({ account: held, ...more }).counterOffer).toEqual({ maxAmount: eur(100_00) });
    const roomy = anAccount({ openReceivables: 880_00n, releases: [aRelease()] });
    expect(decide({ account: roomy, ...more }).counterOffer?.maxAmount).toEqual(eur(120_00));
    const blacklisted = { ...full({}), blacklisted: true };
    expect(decide({ account: blacklisted, ...more }).counterOffer).toBeNull();
  });
});

describe('the releases of an account', () => {
  it('should grow by one, be the same when it comes again, and lose those that have expired', () => {
    const old = aRelease({ requestId: 'R-0', orderId: 'O-0', expiresAt: moment.now });
    const one = withRelease({ releases: [old] }, aRelease(), moment.now);
    expect(one).toEqual([aRelease()]);
    expect(withRelease({ releases: one }, aRelease(), moment.now)).toEqual(one);
    const two = withRelease({ releases: one }, aRelease({ requestId: 'R-2', orderId: 'O-2' }), moment.now);
    expect(two.map(({ orderId }) => orderId)).toEqual(['O-1', 'O-2']);
  });

  it('should refuse one more when twenty wait to be used', () => {
    const releases = Array.from({ length: 20 }, (_, at) => aRelease({ requestId: `R-${at}`, orderId: `O-${at}` }));
    const one = aRelease({ requestId: 'R-20', orderId: 'O-20' });
    expect(() => withRelease({ releases }, one, moment.now)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(withRelease({ releases }, one, '2026-03-16T09:00:00.000Z')).toEqual([one]);
  });

  it('should have none of an order that was let through', () => {
    const releases = [aRelease(), aRelease({ requestId: 'R-2' }), aRelease({ requestId: 'R-3', orderId: 'O-3' })];
    expect(withoutReleases({ releases }, 'O-1', moment.now).map(({ requestId }) => requestId)).toEqual(['R-3']);
  });
});
