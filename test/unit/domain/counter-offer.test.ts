import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { passesOn } from '../../../shared/domain/credit-check/passes-on.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { money } from '../../../shared/money.ts';
import { anAccount, decide, quoteOf, someRates } from '../../support/accounts.ts';
import { eur, usd } from '../../support/movements.ts';

describe('a counter-offer', () => {
  it('should offer what is left of the limit, or a prepayment of what is missing', () => {
    const account = anAccount({ openReceivables: 950_00n });
    const { counterOffer, shortfall } = decide({ account });
    expect(counterOffer).toEqual({ maxAmount: eur(50_00), prepay: eur(50_00) });
    expect(shortfall).toBe(50_00n);
  });

  it('should offer no amount when nothing is left', () => {
    const account = anAccount({ openReceivables: 1_100_00n });
    expect(decide({ account }).counterOffer).toEqual({ prepay: eur(200_00) });
  });

  it('should offer the prepayment of the whole order when the limit is zero', () => {
    expect(decide({ account: anAccount({ creditLimit: 0n }) }).counterOffer).toEqual({ prepay: eur(100_00) });
  });

  it('should offer what the tighter of two limits leaves', () => {
    const group = anAccount({ creditLimit: 5_000_00n, groupExposure: 4_980_00n, memberCount: 1 });
    expect(decide({ group }).counterOffer).toEqual({ maxAmount: eur(20_00), prepay: eur(80_00) });
  });

  it('should offer the agreed terms when longer ones were asked', () => {
    expect(decide({ check: { termsDays: 60 } }).counterOffer).toEqual({ termsDays: 30 });
    const short = decide({ check: { termsDays: 60 }, account: anAccount({ openReceivables: 950_00n }) });
    expect(short.counterOffer).toEqual({ maxAmount: eur(50_00), prepay: eur(50_00), termsDays: 30 });
  });

  it('should speak in the currency of the order', () => {
    const account = anAccount({ openReceivables: 950_00n });
    const inDollars = decide({ account, check: { amount: usd(200_00) }, fx: quoteOf('USD') });
    expect(inDollars.counterOffer).toEqual({ maxAmount: usd(54_16), prepay: usd(145_84) });
    const inYen = decide({ account, check: { amount: money(20_000n, 'JPY') }, fx: quoteOf('JPY') });
    expect(inYen.counterOffer).toEqual({ maxAmount: money(8_069n, 'JPY'), prepay: money(11_931n, 'JPY') });
    const inDinars = decide({ account, check: { amount: money(100_000n, 'KWD') }, fx: quoteOf('KWD') });
    expect(inDinars.counterOffer).toEqual({ maxAmount: money(16_707n, 'KWD'), prepay: money(83_292n, 'KWD') });
  });

  it('should be the largest order that passes when the size is in the way, with no prepayment that would not help', () => {
    const policy = { ...defaultPolicy, maxOrders: [eur(80_00)] };
    expect(decide({ policy }).counterOffer).toEqual({ maxAmount: eur(80_00) });
    const account = anAccount({ openReceivables: 950_00n });
    expect(decide({ account, policy })).toMatchObject({ counterOffer: { maxAmount: eur(50_00) }, shortfall: null });
    expect(decide({ account: anAccount({ creditLimit: null, unlimited: true }), policy }).counterOffer).toEqual({
      maxAmount: eur(80_00),
    });
    expect(decide({ account: anAccount({ openReceivables: 1_100_00n }), policy }).counterOffer).toBeNull();
    const late = anAccount({ holdReasons: ['late'] });
    expect(decide({ account: late, policy }).counterOffer).toBeNull();
    const long = decide({ policy, check: { termsDays: 60 } });
    expect(long.counterOffer).toEqual({ maxAmount: eur(80_00), termsDays: 30 });
  });

  it('should be the largest order that a rule leaves when it goes by the amount, and none when it does not', () => {
    const rule = (when: object, outcome: 'REFERRED' | 'DECLINED') => ({ id: 'one', when, set: { outcome } });
    const offer = (when: object, outcome: 'REFERRED' | 'DECLINED') =>
      decide({ policy: { ...defaultPolicy, rules: [rule(when, outcome)] } }).counterOffer;
    expect(offer({ amountAbove: eur(60_00) }, 'REFERRED')).toEqual({ maxAmount: eur(60_00) });
    expect(offer({ amountAbove: eur(60_00) }, 'DECLINED')).toEqual({ maxAmount: eur(60_00) });
    expect(offer({}, 'REFERRED')).toBeNull();
    expect(offer({ amountUpTo: eur(200_00) }, 'DECLINED')).toBeNull();
  });

  it('should not be made when the rate is stale', () => {
    const fx = quoteOf('USD', 'EUR', { ...someRates, date: '2026-02-01' });
    expect(decide({ check: { amount: usd(5_000_00) }, fx }).counterOffer).toBeNull();
  });
});

describe('a counter-offer where many rules go by the amount', () => {
  it('should match what is no amount once, however many stretches of amounts are looked at', () => {
    let looks = 0;
    const segments = (): readonly string[] =>
      Object.assign(['wholesale'], {
        includes: () => {
          looks += 1;
          return true;
        },
      });
    const rules = Array.from({ length: 100 }, (_, index) => ({
      id: `rule-${index}`,
      when: {
        segments: segments(),
        amountAbove: eur(BigInt(1_000 + index * 10)),
        amountUpTo: eur(BigInt(1_005 + index * 10)),
      },
      set: { maxDaysPastDue: 1 },
    }));
    const account = anAccount({ openReceivables: 999_99n });
    const { counterOffer } = decide({ account, policy: { ...defaultPolicy, rules } });
    expect(counterOffer?.maxAmount).toEqual(eur(1n));
    // Once for the bounds, once for the rules, and where the order that is asked itself is looked at.
    expect(looks).toBeLessThanOrEqual(rules.length * 3);
  });
});

describe('the day on which an order passes', () => {
  const item = (dueOn: string, carryingRemaining: bigint, daysLate: number | null) => ({
    dueOn,
    carryingRemaining,
    outlook:
      daysLate === null
        ? null
        : {
            lateProbability: 0.5,
            expectedPaidOn: addDays(dueOn, daysLate),
            paidFrom: addDays(dueOn, daysLate - 4),
            paidTo: addDays(dueOn, daysLate + 10),
            paidBefore: 8,
          },
  });
  const on = (shortfall: bigint, daysLate: number | null) =>
    passesOn(
      [item('2026-03-20', 30_00n, daysLate), item('2026-03-10', 50_00n, daysLate), item('2026-02-01', 20_00n, null)],
      shortfall,
      '2026-03-02',
    );

  it('should be when enough is due where nothing was predicted, what is past due being expected tomorrow', () => {
    expect(on(20_00n, null)).toBe('2026-03-03');
    expect(on(20_01n, null)).toBe('2026-03-10');
    expect(on(70_00n, null)).toBe('2026-03-10');
    expect(on(100_00n, null)).toBe('2026-03-20');
  });

  it('should be when enough is expected to be paid', () => {
    expect(on(100_00n, 5)).toBe('2026-03-25');
    expect(on(70_00n, 5)).toBe('2026-03-15');
    expect(on(70_00n, -2)).toBe('2026-03-08');
  });

  it('should be later than an expected day that has passed, the more the longer ago it is', () => {
    const when = (dueOn: string) => passesOn([item(dueOn, 50_00n, 0)], 1n, '2026-03-02');
    expect(when('2026-02-28')).toBe('2026-03-06');
    expect(when('2026-02-02')).toBe('2026-03-17');
    expect(when('2025-11-22')).toBe('2026-04-25');
  });

  it('should not be named when the open items are not enough', () => {
    expect(on(100_01n, 0)).toBeNull();
    expect(passesOn([], 1n, '2026-03-02')).toBeNull();
  });
});
