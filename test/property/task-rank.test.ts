import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceOf,
  hundredthsOf,
  latenessOf,
  MOST_RANK,
  type RankInput,
  rankKey,
  rankOf,
} from '../../shared/domain/collection-task/rank.ts';
import { money } from '../../shared/money.ts';

const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });
const days = fc.integer({ min: 0, max: 2_000 });
const behaviours = fc
  .record({
    invoicesPaid: fc.integer({ min: 0, max: 500 }),
    onTime: fc.integer({ min: 0, max: 500 }),
    brokenPromises: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ brokenPromises, invoicesPaid, onTime }) => ({
    invoicesPaid,
    paidOnTime: Math.min(onTime, invoicesPaid),
    brokenPromises,
  }));
const inputs: fc.Arbitrary<RankInput> = fc.record({ hundredths: amounts, daysPastDue: days, behaviour: behaviours });

describe('the rank of a task', () => {
  it('should be a whole number within its bounds, the same for the same facts', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const rank = rankOf(input);
        expect(Number.isSafeInteger(rank)).toBe(true);
        expect(rank).toBeGreaterThanOrEqual(0);
        expect(rank).toBeLessThanOrEqual(MOST_RANK);
        expect(rankOf(structuredClone(input))).toBe(rank);
      }),
    );
  });

  it('should never fall when more is owed', () => {
    fc.assert(
      fc.property(inputs, amounts, (input, more) => {
        expect(rankOf({ ...input, hundredths: input.hundredths + more })).toBeGreaterThanOrEqual(rankOf(input));
      }),
    );
  });

  it('should never rise with a broken promise, nor fall with an invoice paid on time', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { behaviour } = input;
        const broke = { ...behaviour, brokenPromises: behaviour.brokenPromises + 1 };
        expect(rankOf({ ...input, behaviour: broke })).toBeLessThanOrEqual(rankOf(input));
        if (behaviour.invoicesPaid === 0) return;
        const paid = { ...behaviour, invoicesPaid: behaviour.invoicesPaid + 1, paidOnTime: behaviour.paidOnTime + 1 };
        expect(rankOf({ ...input, behaviour: paid })).toBeGreaterThanOrEqual(rankOf(input));
      }),
    );
  });

  it('should count age as urgency that never falls and as a chance that never rises', () => {
    fc.assert(
      fc.property(inputs, days, (input, older) => {
        const later = { ...input, daysPastDue: input.daysPastDue + older };
        expect(latenessOf(later.daysPastDue)).toBeGreaterThanOrEqual(latenessOf(input.daysPastDue));
        expect(chanceOf(later)).toBeLessThanOrEqual(chanceOf(input));
        expect(chanceOf(later)).toBeGreaterThan(0);
        expect(chanceOf(later)).toBeLessThan(1);
      }),
    );
  });

  it('should rise with age for three months and never afterwards', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 89 }), fc.integer({ min: 90, max: 2_000 }), (input, young, old) => {
        const at = (daysPastDue: number) => rankOf({ ...input, daysPastDue });
        expect(at(young + 1)).toBeGreaterThanOrEqual(at(young));
        expect(at(old + 1)).toBeLessThanOrEqual(at(old));
      }),
    );
  });

  it('should fall, to half at least, the more comes in by itself', () => {
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(inputs, shares, shares, (input, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const at = (stays: number) => rankOf({ ...input, stays });
        expect(at(less)).toBeLessThanOrEqual(at(more));
        expect(at(1)).toBe(rankOf(input));
        expect(2 * at(0) + 2 + Number(input.hundredths) / 500).toBeGreaterThanOrEqual(rankOf(input));
      }),
    );
  });

  it('should sort as a key with the highest first', () => {
    fc.assert(
      fc.property(inputs, inputs, (a, b) => {
        const [first, second] = [rankOf(a), rankOf(b)];
        expect(rankKey(first)).toHaveLength(15);
        expect(rankKey(first) < rankKey(second)).toBe(first > second);
      }),
    );
  });
});

describe('amounts in hundredths', () => {
  it.each([
    ['JPY', 100n, 10_000n],
    ['EUR', 12_345n, 12_345n],
    ['KWD', 12_345n, 1_234n],
  ])('should make %s comparable', (currency, minorUnits, expected) => {
    expect(hundredthsOf(money(minorUnits, currency))).toBe(expected);
  });
});
