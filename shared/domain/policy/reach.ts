import { daysBetween } from '../../dates.ts';
import { fromMoneyJson } from '../../money.ts';
import type { Names, Reach, Span } from './extent.ts';
import type { RuleDocument } from './rules.ts';

const anyOf = (names: readonly string[] | undefined): Names =>
  names === undefined
    ? { kind: 'NAMES', allBut: true, names: new Set() }
    : { kind: 'NAMES', allBut: false, names: new Set(names) };

const span = (above: bigint | null, upTo: bigint | null): Span => ({ kind: 'SPAN', above, upTo });

/** Days are counted from here; which day it is does not matter. */
const FIRST_DAY = '2000-01-01';
const dayNumber = (date: string): bigint => BigInt(daysBetween(FIRST_DAY, date));

/**
 * What the conditions of a rule hold for: the customer's segment, region, industry and grade, the product category, the
 * currency and the amount of the order, the day.
 * @param currency of the orders that are looked at, where it is one; amounts of a rule are bound to theirs anyway.
 */
export const reachOf = ({ when }: Pick<RuleDocument, 'when'>, currency?: string): Reach => {
  const { amountAbove, amountUpTo, from, to } = when;
  const ownCurrency = amountAbove?.currency ?? amountUpTo?.currency ?? currency;
  return [
    anyOf(when.segments),
    anyOf(when.regions),
    anyOf(when.industries),
    anyOf(when.grades),
    anyOf(when.productCategories),
    anyOf(ownCurrency === undefined ? undefined : [ownCurrency]),
    span(
      amountAbove ? fromMoneyJson(amountAbove).minorUnits : null,
      amountUpTo ? fromMoneyJson(amountUpTo).minorUnits : null,
    ),
    span(from === undefined ? null : dayNumber(from) - 1n, to === undefined ? null : dayNumber(to)),
  ];
};

/** The same of a collection strategy, which asks for less. */
export const reachOfStrategy = (strategy: {
  readonly grades?: readonly string[];
  readonly segments?: readonly string[];
}): Reach => [anyOf(strategy.segments), anyOf(strategy.grades)];
