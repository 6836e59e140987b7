import fc from 'fast-check';
import type { Grade } from '../../shared/domain/account/account.ts';
import type { PolicyRule } from '../../shared/domain/policy/rules.ts';
import { eur, usd } from './movements.ts';

export const grades = fc.constantFrom<Grade>('A', 'B', 'C', 'D', 'E');
export const segments = fc.constantFrom('RETAIL', 'TRADE', 'PUBLIC');
export const regions = fc.constantFrom('EU', 'US');
export const industries = fc.constantFrom('Food', 'Steel');
export const productCategories = fc.constantFrom('TOOLS', 'SEEDS');

const someOf = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 2 });
const percent = fc.constantFrom('0', '2.5', '10', '33.333333', '100');
const dates = fc.constantFrom('2026-02-01', '2026-03-01', '2026-03-02', '2026-03-03');

/** Amounts in minor units that bounds of rules and of orders are drawn from: small, so that they meet. */
const cents = fc.bigInt({ min: 1n, max: 2_000_00n });
const bounds = fc.oneof({ weight: 5, arbitrary: cents.map(eur) }, { weight: 1, arbitrary: cents.map(usd) });

/** A rule, with an id of its own by its place, that often matches and often does not. */
const anyRule = fc.record({
  when: fc.record(
    {
      segments: someOf(segments),
      regions: someOf(regions),
      industries: someOf(industries),
      productCategories: someOf(productCategories),
      grades: someOf(grades),
      amountAbove: bounds,
      amountUpTo: bounds,
      from: dates,
      to: dates,
    },
    { requiredKeys: [] },
  ),
  set: fc.record(
    {
      termsDays: fc.constantFrom(0, 14, 45, 90),
      earlyPaymentDiscountPercent: percent,
      tolerancePercent: percent,
      maxDaysPastDue: fc.constantFrom(0, 10, 60),
      maxOrder: bounds,
      outcome: fc.constantFrom('REFERRED' as const, 'DECLINED' as const),
      requiredLevel: fc.constantFrom(1, 2, 3),
      strategy: fc.constantFrom('standard', 'strict'),
    },
    { requiredKeys: [] },
  ),
});

/** Rules of a policy, those with more conditions as likely as those with none. */
export const anyRules = fc.array(fc.tuple(anyRule, fc.constantFrom(0, 1, 2, 9)), { maxLength: 6 }).map((rules) =>
  rules.map(([{ set, when }, conditions], index): PolicyRule => {
    const kept = Object.fromEntries(Object.entries(when).slice(0, conditions));
    return { id: `rule-${index}`, when: kept, set };
  }),
);

/**
 * Rules that change the tolerance by the amount of the order, in euro cents, and sometimes put an order to a person.
 * @param most bounds are at most so many cents.
 */
export const rulesByAmount = (most: bigint) => {
  const bound = fc.option(fc.bigInt({ min: 1n, max: most }).map(eur));
  const rule = fc.record({
    amountAbove: bound,
    amountUpTo: bound,
    tolerancePercent: fc.option(percent, { freq: 4 }),
    isReferred: fc.nat({ max: 7 }).map((one) => one === 0),
  });
  return fc.array(rule, { maxLength: 4 }).map((rules) =>
    rules.map(
      ({ amountAbove, amountUpTo, isReferred, tolerancePercent }, index): PolicyRule => ({
        id: `rule-${index}`,
        when: { ...(amountAbove ? { amountAbove } : {}), ...(amountUpTo ? { amountUpTo } : {}) },
        set: {
          ...(tolerancePercent === null ? {} : { tolerancePercent }),
          ...(isReferred ? { outcome: 'REFERRED' } : {}),
        },
      }),
    ),
  );
};
