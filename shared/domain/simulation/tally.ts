import type { Grade } from '../account/account.ts';
import { type Outcome, outcomes } from '../credit-check/decision.ts';
import { addFates, noFate, type OrderFate } from './fate.ts';
import { isFlipped, type Redecided } from './recorded.ts';

/** Exposure of orders in one currency, and what became of them so far. */
export interface ExposureFigures extends OrderFate {
  readonly currency: string;
  readonly orders: number;
  /** What the orders add to the exposure when they are let through, in minor units. */
  readonly amount: bigint;
  /** Of that, orders of which nothing was invoiced: what they would have become is not known. */
  readonly notInvoiced: bigint;
}

/** Flips in one direction: an order let through that would not be, or the other way round. */
export type Direction = 'added' | 'refused';

export interface FlipFigures {
  readonly from: Outcome;
  readonly to: Outcome;
  readonly decisions: number;
}

/** What a policy would have changed among some decisions. */
export interface Tally {
  readonly decisions: number;
  readonly flipped: number;
  readonly added: readonly ExposureFigures[];
  readonly refused: readonly ExposureFigures[];
}

export interface SimulatedDecisions extends Tally {
  readonly flips: readonly FlipFigures[];
  readonly byGrade: readonly (Tally & { readonly grade: Grade | null })[];
  readonly bySegment: readonly (Tally & { readonly segment: string })[];
}

/** A flip changes the exposure when one of the two lets the order through. */
const directionOf = ({ check, outcome }: Redecided): Direction | null => {
  if (check.outcome === 'APPROVED') return outcome === 'APPROVED' ? null : 'refused';
  return outcome === 'APPROVED' ? 'added' : null;
};

/** An order that was asked for several times is counted once: as it was decided last. */
const lastOfEachOrder = (flips: readonly Redecided[]): readonly Redecided[] => {
  const last = new Map<string, Redecided>();
  for (const flip of flips) {
    const before = last.get(flip.check.orderId);
    if (!before || before.check.decidedAt <= flip.check.decidedAt) last.set(flip.check.orderId, flip);
  }
  return [...last.values()];
};

const exposures = (
  flips: readonly Redecided[],
  direction: Direction,
  fates: ReadonlyMap<string, OrderFate>,
): readonly ExposureFigures[] => {
  const byCurrency = new Map<string, ExposureFigures>();
  for (const { check, currency, increase } of lastOfEachOrder(flips.filter((one) => directionOf(one) === direction))) {
    const sum = byCurrency.get(currency) ?? { ...noFate, currency, orders: 0, amount: 0n, notInvoiced: 0n };
    const fate = fates.get(check.orderId) ?? noFate;
    byCurrency.set(currency, {
      ...addFates(sum, fate),
      currency,
      orders: sum.orders + 1,
      amount: sum.amount + increase,
      notInvoiced: sum.notInvoiced + (fate.invoiced === 0n ? increase : 0n),
    });
  }
  return [...byCurrency.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
};

const tallyOf = (decided: readonly Redecided[], fates: ReadonlyMap<string, OrderFate>): Tally => {
  const flips = decided.filter(isFlipped);
  return {
    decisions: decided.length,
    flipped: flips.length,
    added: exposures(flips, 'added', fates),
    refused: exposures(flips, 'refused', fates),
  };
};

/** How many decisions are made otherwise, by what they were and what they would be. */
export const flipsOf = (decided: readonly Pick<Redecided, 'check' | 'outcome'>[]): readonly FlipFigures[] =>
  outcomes
    .flatMap((from) => outcomes.map((to) => ({ from, to })))
    .map(({ from, to }) => ({
      from,
      to,
      decisions: decided.filter(({ check, outcome }) => check.outcome === from && outcome === to).length,
    }))
    .filter(({ decisions, from, to }) => from !== to && decisions > 0);

const grouped = <K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

const byName = (a: string | null, b: string | null): number => ((a ?? '~') < (b ?? '~') ? -1 : 1);

/**
 * What another policy would have decided otherwise, at all and by grade and segment as they were at the time.
 * @param fates of the orders whose decision is flipped, by order.
 */
export const tally = (decided: readonly Redecided[], fates: ReadonlyMap<string, OrderFate>): SimulatedDecisions => ({
  ...tallyOf(decided, fates),
  flips: flipsOf(decided),
  byGrade: [...grouped(decided, ({ grade }) => grade)]
    .map(([grade, group]) => ({ grade, ...tallyOf(group, fates) }))
    .sort((a, b) => byName(a.grade, b.grade)),
  bySegment: [...grouped(decided, ({ segment }) => segment)]
    .map(([segment, group]) => ({ segment, ...tallyOf(group, fates) }))
    .sort((a, b) => byName(a.segment, b.segment)),
});
