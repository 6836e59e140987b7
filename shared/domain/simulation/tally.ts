import type { Grade } from '../account/account.ts';
import { type Outcome, outcomes } from '../credit-check/decision.ts';
import { addFates, noFate, type OrderFate } from './fate.ts';
import { isFlipped, type Redecided } from './recorded.ts';

/** Exposure of orders in one currency, and what became of them so far. */
export interface ExposureFigures extends OrderFate {
  readonly currency: string;
  readonly orders: number;
  /** What is let through of the orders by the one policy and not by the other, in minor units. */
  readonly amount: bigint;
  /** Of that, orders of which nothing was invoiced: what they would have become is not known. */
  readonly notInvoiced: bigint;
  /** Of that, orders whose invoices nobody looked at, for want of time. */
  readonly notLookedAt: bigint;
}

/** What became of orders. */
export interface Fates {
  readonly ofOrder: ReadonlyMap<string, OrderFate>;
  /** Customers whose invoices were looked at. */
  readonly customers: ReadonlySet<string>;
}

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

/** An order under both policies: what was let through of it, and what would have been. */
interface OrderUnderBoth {
  readonly last: Redecided;
  /** In minor units of the account's currency. */
  readonly was: bigint;
  readonly wouldBe: bigint;
}

const byTime = (a: Redecided, b: Redecided): number => (a.check.decidedAt < b.check.decidedAt ? -1 : 1);

/**
 * The orders behind some decisions. What is let through of an order is what its last approved check was for: one that was
 * refused first and approved later went out, and one that was held and then not amended stays as it was. Checks that
 * only ask hold nothing; they count where the order was invoiced after all.
 */
const ordersOf = (decided: readonly Redecided[], { ofOrder }: Fates): readonly OrderUnderBoth[] => {
  const orders = grouped(
    decided.filter(({ check, reserve }) => reserve || ofOrder.has(check.orderId)),
    ({ check }) => check.orderId,
  );
  return [...orders.values()].flatMap((asked) => {
    const inOrder = [...asked].sort(byTime);
    const last = inOrder.at(-1);
    if (!last) return [];
    const was = inOrder.findLast(({ check }) => check.outcome === 'APPROVED')?.value ?? 0n;
    const wouldBe = inOrder.findLast(({ outcome }) => outcome === 'APPROVED')?.value ?? 0n;
    return [{ last, was, wouldBe }];
  });
};

const amountOf = ({ was, wouldBe }: OrderUnderBoth, direction: 'added' | 'refused'): bigint =>
  direction === 'added' ? wouldBe - was : was - wouldBe;

const exposures = (
  orders: readonly OrderUnderBoth[],
  direction: 'added' | 'refused',
  { customers, ofOrder }: Fates,
): readonly ExposureFigures[] => {
  const byCurrency = new Map<string, ExposureFigures>();
  for (const order of orders) {
    const amount = amountOf(order, direction);
    if (amount <= 0n) continue;
    const { check, currency } = order.last;
    const nothing = { ...noFate, currency, orders: 0, amount: 0n, notInvoiced: 0n, notLookedAt: 0n };
    const sum = byCurrency.get(currency) ?? nothing;
    const isLookedAt = customers.has(check.customerId);
    const fate = ofOrder.get(check.orderId);
    byCurrency.set(currency, {
      ...addFates(sum, fate ?? noFate),
      currency,
      orders: sum.orders + 1,
      amount: sum.amount + amount,
      notInvoiced: sum.notInvoiced + (isLookedAt && !fate ? amount : 0n),
      notLookedAt: sum.notLookedAt + (isLookedAt ? 0n : amount),
    });
  }
  return [...byCurrency.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
};

const tallyOf = (decided: readonly Redecided[], orders: readonly OrderUnderBoth[], fates: Fates): Tally => ({
  decisions: decided.length,
  flipped: decided.filter(isFlipped).length,
  added: exposures(orders, 'added', fates),
  refused: exposures(orders, 'refused', fates),
});

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
 * What another policy would have decided otherwise, at all and by grade and segment: decisions by those of the time,
 * orders by those of their last check.
 */
export const tally = (decided: readonly Redecided[], fates: Fates): SimulatedDecisions => {
  const orders = ordersOf(decided, fates);
  return {
    ...tallyOf(decided, orders, fates),
    flips: flipsOf(decided),
    byGrade: [...grouped(decided, ({ grade }) => grade)]
      .map(([grade, group]) => ({
        grade,
        ...tallyOf(
          group,
          orders.filter(({ last }) => last.grade === grade),
          fates,
        ),
      }))
      .sort((a, b) => byName(a.grade, b.grade)),
    bySegment: [...grouped(decided, ({ segment }) => segment)]
      .map(([segment, group]) => ({
        segment,
        ...tallyOf(
          group,
          orders.filter(({ last }) => last.segment === segment),
          fates,
        ),
      }))
      .sort((a, b) => byName(a.segment, b.segment)),
  };
};
