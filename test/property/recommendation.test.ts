import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grade } from '../../shared/domain/account/account.ts';
import { defaultPolicy } from '../../shared/domain/policy/policy.ts';
import { recommend } from '../../shared/domain/recommendation/recommend.ts';
import { roundDown } from '../../shared/domain/recommendation/round-down.ts';
import { aRecommendationInput, balance, outside } from '../support/recommendations.ts';

const grades: readonly Grade[] = ['A', 'B', 'C', 'D', 'E'];
const cents = fc.bigInt({ min: 0n, max: 10n ** 13n });

const customers = fc.record({
  grade: fc.constantFrom(...grades),
  terms: fc.integer({ min: 0, max: 120 }),
  daysLate: fc.option(fc.double({ min: 0, max: 400, noNaN: true })),
  sales: cents,
  assets: cents,
  liabilities: cents,
  hasStatement: fc.boolean(),
  outside: fc.array(cents, { maxLength: 3 }),
});
type Customer = typeof customers extends fc.Arbitrary<infer T> ? T : never;

const amountOf = (customer: Customer): bigint => {
  const { amount } = recommend(
    aRecommendationInput({
      account: { grade: customer.grade, paymentTermsDays: customer.terms },
      conduct: { averageMonthlySales: customer.sales, recentDaysLate: customer.daysLate, averageDaysLate: null },
      balance: customer.hasStatement ? balance(customer.assets, customer.liabilities) : null,
      outside: customer.outside.map((limit, index) => outside(limit, { source: `agency-${index}` })),
    }),
  );
  if (amount === null) throw new Error('no recommendation');
  return amount.minorUnits;
};

const holds = (property: (customer: Customer) => void): void => fc.assert(fc.property(customers, property));

describe('the recommended limit', () => {
  it('should never be above what any cap allows, nor below zero', () => {
    holds((customer) => {
      const amount = amountOf(customer);
      expect(amount).toBeGreaterThanOrEqual(0n);
      for (const limit of customer.outside) expect(amount).toBeLessThanOrEqual(limit);
      if (!customer.hasStatement) return;
      const equity = customer.assets - customer.liabilities;
      expect(amount * 10n).toBeLessThanOrEqual(equity > 0n ? equity : 0n);
    });
  });

  it('should never be higher for a worse grade', () => {
    holds((customer) => {
      const amounts = grades.map((grade) => amountOf({ ...customer, grade }));
      expect(amounts).toEqual(amounts.toSorted((a, b) => (a > b ? -1 : Number(a < b))));
    });
  });

  it('should never be lower for more equity or more sales', () => {
    fc.assert(
      fc.property(customers, cents, (customer, more) => {
        const amount = amountOf(customer);
        expect(amountOf({ ...customer, assets: customer.assets + more })).toBeGreaterThanOrEqual(amount);
        expect(amountOf({ ...customer, sales: customer.sales + more })).toBeGreaterThanOrEqual(amount);
      }),
    );
  });

  it('should give no more room for lateness than orders are let through with', () => {
    holds((customer) => {
      const borne = defaultPolicy.maxDaysPastDue;
      expect(amountOf({ ...customer, daysLate: 400 })).toBe(amountOf({ ...customer, daysLate: borne }));
    });
  });

  it('should lose less than a twentieth by rounding, and keep the order of amounts', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(roundDown(a)).toBeLessThanOrEqual(a);
        expect(roundDown(a) * 20n).toBeGreaterThanOrEqual(a * 19n);
        if (a <= b) expect(roundDown(a)).toBeLessThanOrEqual(roundDown(b));
      }),
    );
  });
});
