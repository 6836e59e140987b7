import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountBounds, type Matched, settingsFor } from '../../shared/domain/policy/matching.ts';
import { defaultPolicy } from '../../shared/domain/policy/policy.ts';
import type { PolicyRule } from '../../shared/domain/policy/rules.ts';
import { eur } from '../support/movements.ts';
import { anyRules, grades, industries, productCategories, regions, segments } from '../support/policy-rules.ts';

const orders: fc.Arbitrary<Matched & { amount: ReturnType<typeof eur> }> = fc.record({
  segment: segments,
  region: fc.option(regions),
  industry: fc.option(industries),
  grade: fc.option(grades),
  productCategory: fc.option(productCategories, { nil: undefined }),
  amount: fc.bigInt({ min: 1n, max: 2_100_00n }).map(eur),
  today: fc.constantFrom('2026-02-28', '2026-03-02', '2026-03-05'),
});

/** As the rules are read out: everything that a rule names must be so. */
const holds = ({ when }: PolicyRule, order: Matched): boolean => {
  const { amount } = order;
  const named: readonly (readonly [readonly string[] | undefined, string | null | undefined])[] = [
    [when.segments, order.segment],
    [when.regions, order.region],
    [when.industries, order.industry],
    [when.grades, order.grade],
    [when.productCategories, order.productCategory],
  ];
  if (named.some(([names, name]) => names && !names.some((one) => one === name))) return false;
  if (when.from && order.today < when.from) return false;
  if (when.to && when.to < order.today) return false;
  for (const bound of [when.amountAbove, when.amountUpTo])
    if (bound && bound.currency !== amount?.currency) return false;
  if (when.amountAbove && (amount?.minorUnits ?? 0n) <= when.amountAbove.minorUnits) return false;
  return !when.amountUpTo || (amount?.minorUnits ?? 0n) <= when.amountUpTo.minorUnits;
};

const names = [
  'termsDays',
  'earlyPaymentDiscountPercent',
  'tolerancePercent',
  'maxDaysPastDue',
  'outcome',
  'requiredLevel',
  'strategy',
] as const;

describe('the settings for an order', () => {
  it('should be, each, what the first matching rule says that speaks of it', () => {
    let ruled = 0;
    fc.assert(
      fc.property(anyRules, orders, (rules, order) => {
        const settings = settingsFor({ ...defaultPolicy, rules }, order);
        const terms = order.grade && defaultPolicy.grading.grades[order.grade];
        for (const name of names) {
          const first = rules.find((rule) => holds(rule, order) && rule.set[name] !== undefined);
          if (!first || settings.because[name] === 'grade') continue;
          ruled += 1;
          expect(settings[name]).toBe(first.set[name]);
          expect(settings.because[name]).toBe(first.id);
        }
        expect(settings.termsDays).toBeLessThanOrEqual(terms?.maxTermsDays ?? 365);
        expect(settings.maxDaysPastDue).toBeLessThanOrEqual(terms?.maxDaysPastDue ?? 365);
        const largest = rules.find((rule) => holds(rule, order) && rule.set.maxOrder?.currency === 'EUR');
        expect(settings.maxOrder).toEqual(largest?.set.maxOrder ?? null);
      }),
      { numRuns: 2_000 },
    );
    expect(ruled).toBeGreaterThan(1_000);
  });

  it('should not change with the amount but at the bounds of the rules', () => {
    fc.assert(
      fc.property(anyRules, orders, fc.bigInt({ min: 1n, max: 2_100_00n }), (rules, order, other) => {
        const policy = { ...defaultPolicy, rules };
        const [low, high] =
          order.amount.minorUnits < other ? [order.amount.minorUnits, other] : [other, order.amount.minorUnits];
        const bounds = amountBounds(policy, order, 'EUR').filter((bound) => low <= bound && bound < high);
        if (bounds.length > 0) return;
        expect(settingsFor(policy, { ...order, amount: eur(low) })).toEqual(
          settingsFor(policy, { ...order, amount: eur(high) }),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
