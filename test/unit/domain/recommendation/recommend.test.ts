import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../shared/domain/policy/policy.ts';
import { recommend } from '../../../../shared/domain/recommendation/recommend.ts';
import { roundDown } from '../../../../shared/domain/recommendation/round-down.ts';
import { quoteOf } from '../../../support/accounts.ts';
import { eur, usd } from '../../../support/movements.ts';
import { aRecommendationInput, balance, type Given, outside } from '../../../support/recommendations.ts';

const amountOf = (given: Given): bigint | null => recommend(aRecommendationInput(given)).amount?.minorUnits ?? null;
const codesOf = (given: Given): readonly string[] =>
  recommend(aRecommendationInput(given)).reasons.map(({ code }) => code);
const textOf = (code: string, given: Given): string | undefined =>
  recommend(aRecommendationInput(given)).reasons.find((reason) => reason.code === code)?.text;

const dollars = quoteOf('USD');
const quotes = new Map(dollars ? [['USD', dollars] as const] : []);

describe('the limit that is recommended', () => {
  // 10,000.00 a month x (30 + 6) / 30 = 12,000.00 that stand open.
  it.each([
    ['A', 14_400_00n],
    ['B', 12_000_00n],
    ['C', 9_600_00n],
    // At most 14 days of terms, and 6 late: 10,000.00 x 20 / 30 x 50 % = 3,333.33.
    ['D', 3_300_00n],
    ['E', 0n],
  ] as const)('should be what sales leave open, times the factor of grade %s', (grade, expected) => {
    expect(amountOf({ account: { grade } })).toBe(expected);
  });

  it.each<[string, Given, bigint]>([
    ['agreed terms of 45 days', { account: { paymentTermsDays: 45 } }, 17_000_00n],
    ['terms of the policy where none are agreed', { account: { paymentTermsDays: null } }, 12_000_00n],
    ['no lateness of its own yet', { conduct: { recentDaysLate: null, averageDaysLate: null } }, 10_000_00n],
    ['the plain average where nothing is recent', { conduct: { recentDaysLate: null } }, 11_300_00n],
    ['lateness to half a day more', { conduct: { recentDaysLate: 6.5 } }, 12_300_00n],
    ['no more lateness than is borne', { conduct: { recentDaysLate: 400 } }, 20_000_00n],
    ['nothing sold any more', { conduct: { averageMonthlySales: 0n } }, 0n],
    ['more credited than sold', { conduct: { averageMonthlySales: -5_00n } }, 0n],
  ])('should reckon with %s', (_, given, expected) => {
    expect(amountOf(given)).toBe(expected);
  });

  it('should name every step with its numbers when nothing bounds it', () => {
    expect(recommend(aRecommendationInput({ conduct: { averageMonthlySales: 9_876_54n } }))).toEqual({
      // 9,876.54 x 36 / 30 = 11,851.848
      amount: eur(11_800_00n),
      reasons: [
        {
          code: 'NEED',
          text: 'Sales of 9876.54 EUR a month, over at most 12 months, at 30 days of terms and 6 days late come to 11851.84 EUR open.',
          facts: {
            averageMonthlySales: { amount: '9876.54', currency: 'EUR' },
            months: 12,
            termsDays: 30,
            daysLate: 6,
            need: { amount: '11851.84', currency: 'EUR' },
          },
        },
        {
          code: 'GRADE_FACTOR',
          text: 'Grade B counts for 100 % of it: 11851.84 EUR.',
          facts: { grade: 'B', limitFactorPercent: '100', amount: { amount: '11851.84', currency: 'EUR' } },
        },
        { code: 'NO_STATEMENT', text: 'No financial statement is on file; equity bounds nothing.', facts: {} },
        {
          code: 'ROUNDED',
          text: 'Rounded down from 11851.84 EUR to 11800.00 EUR.',
          facts: { exact: { amount: '11851.84', currency: 'EUR' }, amount: { amount: '11800.00', currency: 'EUR' } },
        },
      ],
    });
  });

  it.each<[string, Given, readonly string[]]>([
    ['others share the limit', { account: { memberCount: 2 } }, ['GROUP']],
    ['there is no grade', { account: { grade: null } }, ['NO_GRADE']],
    ['no whole month of sales has passed', { conduct: { averageMonthlySales: null } }, ['NO_SALES']],
  ])('should be none when %s', (_, given, codes) => {
    expect(amountOf(given)).toBeNull();
    expect(codesOf(given)).toEqual(codes);
  });

  it.each<[string, Given, readonly string[]]>([
    ['blacklisted', { account: { blacklisted: true } }, ['BLACKLISTED']],
    ['insolvent', { account: { insolventSince: '2026-02-01' } }, ['INSOLVENT']],
  ])('should be nothing when the customer is %s', (_, given, codes) => {
    expect(amountOf(given)).toBe(0n);
    expect(codesOf(given)).toEqual(codes);
  });
});

describe('what bounds it', () => {
  it.each<[string, Given, bigint | null]>([
    ['a tenth of the equity', { balance: balance(300_000_00n, 220_000_00n) }, 8_000_00n],
    ['nothing of an equity below zero', { balance: balance(300_000_00n, 300_000_01n) }, 0n],
    ['the need where the equity is ample', { balance: balance(900_000_00n, 100_000_00n) }, 12_000_00n],
    ['an outside rating', { outside: [outside(5_000_00n)] }, 5_000_00n],
    ['the lowest of two ratings', { outside: [outside(5_000_00n), outside(4_000_00n)] }, 4_000_00n],
    ['no rating that is over', { outside: [outside(5_000_00n, { validTo: '2026-03-01' })] }, 12_000_00n],
    ['no rating that is still to come', { outside: [outside(5_000_00n, { ratedOn: '2026-03-03' })] }, 12_000_00n],
    ['a rating on its last day', { outside: [outside(5_000_00n, { validTo: '2026-03-02' })] }, 5_000_00n],
    ['a rating that recommends nothing', { outside: [outside(0n)] }, 0n],
  ])('should be %s', (_, given, expected) => {
    expect(amountOf(given)).toBe(expected);
  });

  it('should be nothing that the policy has turned off', () => {
    const limits = {
      ...defaultPolicy.limits,
      recommendation: { months: 12, equityPercent: null, withinOutsideRating: false },
    };
    const given = { policy: { ...defaultPolicy, limits }, balance: balance(1n, 2n), outside: [outside(1n)] };
    expect(amountOf(given)).toBe(12_000_00n);
    expect(codesOf(given)).toEqual(['NEED', 'GRADE_FACTOR']);
  });

  it('should still be an old statement, with the word that a newer one is needed', () => {
    const old = balance(300_000_00n, 220_000_00n, { asOf: '2024-09-01' });
    expect(amountOf({ balance: old })).toBe(8_000_00n);
    expect(textOf('EQUITY', { balance: old })).toBe(
      'At most 10 % of the equity of 80000.00 EUR, 8000.00 EUR, by the statement of 2024-09-01, which is older than 18 months: a newer one is needed.',
    );
    expect(textOf('EQUITY', { balance: { ...old, asOf: '2024-09-02' } })).not.toMatch(/older/);
  });

  it('should be converted by a fresh rate, against the customer', () => {
    const inDollars = { totalAssets: usd(300_000_00n), totalLiabilities: usd(200_000_00n) };
    // 300,000 / 1.0832 = 276,957.16 and 200,000 / 1.0832 = 184,638.11: a tenth of the difference is 9,231.90.
    expect(amountOf({ balance: balance(0n, 0n, inDollars), quotes })).toBe(9_200_00n);
    // 5,000 / 1.0832 = 4,615.95
    const rating = outside(0n, { recommendedLimit: usd(5_000_00n) });
    expect(amountOf({ outside: [rating], quotes })).toBe(4_600_00n);
    expect(textOf('OUTSIDE_RATING', { outside: [rating], quotes })).toBe(
      "'agency' recommends at most 4615.95 EUR (5000.00 USD), up to 2026-12-31.",
    );
    expect(amountOf({ outside: [rating], quotes, today: '2026-03-05' })).toBe(4_600_00n);
  });

  it('should leave no recommendation when there is no fresh rate to tell it by', () => {
    const rating = outside(0n, { recommendedLimit: usd(5_000_00n) });
    expect(amountOf({ outside: [rating] })).toBeNull();
    expect(codesOf({ outside: [rating] })).toEqual(['NEED', 'GRADE_FACTOR', 'NO_FRESH_RATE', 'NO_STATEMENT']);
    expect(amountOf({ outside: [rating], quotes, today: '2026-03-06' })).toBeNull();
    const mixed = balance(300_000_00n, 0n, { totalLiabilities: usd(1n) });
    expect(textOf('NO_FRESH_RATE', { balance: mixed })).toBe(
      'Equity bounds the limit, and there is no fresh rate from USD to EUR.',
    );
    expect(amountOf({ balance: mixed })).toBeNull();
  });
});

describe('rounding down', () => {
  it.each([
    [0n, 0n],
    [7n, 7n],
    [99n, 99n],
    [199n, 199n],
    [209n, 200n],
    [1_999n, 1_990n],
    [2_099n, 2_000n],
    [12_345_67n, 12_300_00n],
    [98_765_43n, 98_000_00n],
  ])('should make %d to %d', (exact, expected) => {
    expect(roundDown(exact)).toBe(expected);
  });
});
