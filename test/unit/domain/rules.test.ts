import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { type Asked, anAccount, aReservation, codesOf, decide, quoteOf, someRates } from '../../support/accounts.ts';
import { eur, usd } from '../../support/movements.ts';

const cover = { coverId: 'K-1', amount: 400_00n, coveredPercent: '50', validFrom: '2025-01-01', validTo: '2026-03-01' };
const parent = (changes = {}) =>
  anAccount({ customerId: 'HOLDING', memberCount: 2, groupExposure: 950_00n, ...changes });

interface Case {
  readonly when: string;
  readonly asked: Asked;
  readonly outcome: string;
  readonly reason: { code: string; facts?: object };
}

const cases: Case[] = [
  {
    when: 'the customer is blacklisted',
    asked: { account: anAccount({ blacklisted: true }) },
    outcome: 'DECLINED',
    reason: { code: 'BLACKLISTED' },
  },
  {
    when: 'the customer is on hold',
    asked: { account: anAccount({ holdReasons: ['late', 'disputed'] }) },
    outcome: 'REFERRED',
    reason: { code: 'ON_HOLD', facts: { holdReasons: ['late', 'disputed'] } },
  },
  {
    when: 'the segment is not sold to on credit',
    asked: { policy: { ...defaultPolicy, segmentsWithoutCredit: ['RETAIL'] } },
    outcome: 'DECLINED',
    reason: { code: 'SEGMENT_NOT_ALLOWED', facts: { segment: 'RETAIL' } },
  },
  {
    when: 'something is more days past due than the policy allows',
    asked: { account: anAccount({ oldestOpenDueOn: '2026-01-30' }) },
    outcome: 'REFERRED',
    reason: { code: 'OVERDUE', facts: { oldestDueOn: '2026-01-30', daysPastDue: 31, allowedDaysPastDue: 30 } },
  },
  {
    when: 'the order is larger than the policy lets through',
    asked: { policy: { ...defaultPolicy, maxOrders: [eur(99_99n)] } },
    outcome: 'REFERRED',
    reason: {
      code: 'ORDER_TOO_LARGE',
      facts: { order: { amount: '100.00', currency: 'EUR' }, maximumOrder: { amount: '99.99', currency: 'EUR' } },
    },
  },
  {
    when: 'longer terms are asked than agreed',
    asked: { check: { termsDays: 45 } },
    outcome: 'REFERRED',
    reason: { code: 'TERMS_TOO_LONG', facts: { askedDays: 45, agreedDays: 30 } },
  },
  {
    when: 'the exchange rate is too old',
    asked: { check: { amount: usd(1_00) }, fx: quoteOf('USD', 'EUR', { ...someRates, date: '2026-02-26' }) },
    outcome: 'REFERRED',
    reason: { code: 'FX_RATE_STALE', facts: { rateDate: '2026-02-26', ageDays: 4, allowedAgeDays: 3 } },
  },
  {
    when: 'no exchange rate is known',
    asked: { check: { amount: usd(1_00) } },
    outcome: 'REFERRED',
    reason: { code: 'FX_RATE_STALE', facts: { from: 'USD', to: 'EUR', rateDate: null } },
  },
  {
    when: 'no limit is set',
    asked: { account: anAccount({ creditLimit: null }) },
    outcome: 'REFERRED',
    reason: { code: 'NO_LIMIT' },
  },
  {
    when: 'the limit is zero',
    asked: { account: anAccount({ creditLimit: 0n }) },
    outcome: 'PREPAYMENT_REQUIRED',
    reason: { code: 'CASH_ONLY' },
  },
  {
    when: 'the order goes beyond the limit',
    asked: { account: anAccount({ openReceivables: 900_01n }) },
    outcome: 'REFERRED',
    reason: {
      code: 'LIMIT_EXCEEDED',
      facts: {
        effectiveLimit: { amount: '1000.00', currency: 'EUR' },
        exposure: { amount: '900.01', currency: 'EUR' },
        exposureWithOrder: { amount: '1000.01', currency: 'EUR' },
        tolerancePercent: '0',
      },
    },
  },
  {
    when: 'the order goes beyond the limit of the group',
    asked: { group: parent() },
    outcome: 'REFERRED',
    reason: {
      code: 'GROUP_LIMIT_EXCEEDED',
      facts: { parentCustomerId: 'HOLDING', groupExposureWithOrder: { amount: '1050.00', currency: 'EUR' } },
    },
  },
  {
    when: 'the group has no limit',
    asked: { group: parent({ creditLimit: null }) },
    outcome: 'REFERRED',
    reason: { code: 'NO_LIMIT', facts: { scope: 'group', parentCustomerId: 'HOLDING' } },
  },
];

describe('a credit check', () => {
  it('should approve when no rule objects', () => {
    expect(decide()).toMatchObject({ outcome: 'APPROVED', reasons: [], counterOffer: null, increase: 100_00n });
  });

  it.each(cases)('should answer $outcome with $reason.code when $when', ({ asked, outcome, reason }) => {
    const decision = decide(asked);
    expect(decision.outcome).toBe(outcome);
    expect(decision.reasons).toHaveLength(1);
    expect(decision.reasons[0]).toMatchObject(reason);
    expect(decision.reasons[0]?.message).toMatch(/\.$/);
  });

  it('should pass what each rule just allows', () => {
    expect(codesOf(decide({ account: anAccount({ oldestOpenDueOn: '2026-01-31' }) }))).toEqual([]);
    expect(codesOf(decide({ policy: { ...defaultPolicy, maxOrders: [eur(100_00n)] } }))).toEqual([]);
    expect(codesOf(decide({ check: { termsDays: 30 } }))).toEqual([]);
    expect(decide({ account: anAccount({ openReceivables: 900_00n }) }).outcome).toBe('APPROVED');
    expect(decide({ group: parent({ groupExposure: 900_00n }) }).outcome).toBe('APPROVED');
    const threeDaysOld = quoteOf('USD', 'EUR', { ...someRates, date: '2026-02-27' });
    expect(decide({ check: { amount: usd(1_00) }, fx: threeDaysOld }).outcome).toBe('APPROVED');
  });

  it('should pass anything when the customer is unlimited, though not beyond the limit of its group', () => {
    const account = anAccount({ unlimited: true });
    expect(decide({ account, check: { amount: eur(10n ** 15n) } }).outcome).toBe('APPROVED');
    expect(codesOf(decide({ account, group: parent() }))).toEqual(['GROUP_LIMIT_EXCEEDED']);
    expect(codesOf(decide({ group: parent({ unlimited: true }) }))).toEqual([]);
  });

  it('should let the exposure pass the limit by the tolerance', () => {
    const policy = { ...defaultPolicy, tolerancePercent: '5' };
    const account = anAccount({ openReceivables: 950_00n });
    expect(decide({ account, policy }).outcome).toBe('APPROVED');
    expect(decide({ account, policy, check: { amount: eur(100_01) } }).outcome).toBe('REFERRED');
  });

  it('should let the strictest outcome win and tell every reason', () => {
    const account = anAccount({
      blacklisted: true,
      holdReasons: ['late'],
      creditLimit: 0n,
      oldestOpenDueOn: '2025-01-01',
    });
    const decision = decide({ account });
    expect(decision.outcome).toBe('DECLINED');
    expect(codesOf(decision)).toEqual(['BLACKLISTED', 'ON_HOLD', 'OVERDUE', 'CASH_ONLY']);
    const lenient = decide({ account: anAccount({ holdReasons: ['late'], creditLimit: 0n }) });
    expect(lenient.outcome).toBe('REFERRED');
    expect(decision.trace.find((step) => step.rule === 'limit')?.outcome).toBe('PREPAYMENT_REQUIRED');
    expect(decision.trace.find((step) => step.rule === 'terms')?.outcome).toBe('APPROVED');
  });

  it('should warn on an approval from the share of the limit that the policy says', () => {
    const at = (openReceivables: bigint) => codesOf(decide({ account: anAccount({ openReceivables }) }));
    expect(at(699_99n)).toEqual([]);
    expect(at(700_00n)).toEqual(['LIMIT_NEARLY_USED']);
    expect(at(900_00n)).toEqual(['LIMIT_NEARLY_USED']);
  });

  it('should say that a cover has lapsed when the order would go beyond the limit', () => {
    const account = anAccount({ openReceivables: 950_00n, covers: [cover] });
    const decision = decide({ account });
    expect(codesOf(decision)).toEqual(['LIMIT_EXCEEDED', 'COVER_EXPIRED']);
    expect(decision.reasons[1]?.facts).toEqual({
      covers: [{ coverId: 'K-1', validTo: '2026-03-01' }],
      worth: { amount: '200.00', currency: 'EUR' },
    });
    expect(codesOf(decide({ account: anAccount({ covers: [cover] }) }))).toEqual([]);
  });

  it('should always pass an order that takes no more than it holds', () => {
    const account = anAccount({ blacklisted: true, creditLimit: 0n, reservations: 100_00n });
    const existing = aReservation();
    expect(decide({ account, existing, check: { amount: eur(60_00) } })).toMatchObject({
      outcome: 'APPROVED',
      increase: -40_00n,
    });
    const ended = aReservation({ status: 'RELEASED' });
    expect(decide({ account, existing: ended, check: { amount: eur(60_00) } }).outcome).toBe('DECLINED');
  });

  it('should count what was invoiced of the order before only once', () => {
    const existing = aReservation({ invoiced: 70_00n });
    const account = anAccount({ openReceivables: 70_00n, reservations: 30_00n });
    expect(decide({ account, existing, check: { amount: eur(150_00) } }).increase).toBe(50_00n);
    const expired = aReservation({ invoiced: 70_00n, status: 'EXPIRED' });
    expect(decide({ account, existing: expired }).increase).toBe(30_00n);
    const inDollars = { existing: expired, check: { amount: usd(108_32) }, fx: quoteOf('USD') };
    expect(decide({ account, ...inDollars })).toMatchObject({ orderValue: 100_00n, increase: 30_00n });
  });

  it('should answer the shorter of the terms asked and agreed', () => {
    expect(decide({ check: { termsDays: 14 } }).termsDays).toBe(14);
    expect(decide().termsDays).toBe(30);
    expect(decide({ account: anAccount({ paymentTermsDays: null }) }).termsDays).toBe(defaultPolicy.defaultTermsDays);
    expect(decide({ account: anAccount({ paymentTermsDays: 0 }) }).termsDays).toBe(0);
  });
});
