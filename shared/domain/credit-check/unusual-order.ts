import { maximum, multiply } from '../../money.ts';
import type { OrderHabit } from '../account/account.ts';
import { daysOf, orderedOn } from '../account/habit.ts';
import type { JsonObject } from '../history/entry.ts';
import { heldAmount } from '../reservation/reservation.ts';
import type { Reason } from './decision.ts';
import type { Facts } from './facts.ts';
import { inAccountCurrency, type Rule } from './verdict.ts';

/** Larger than so many times an average. Compared as products, so that no average is ever rounded. */
const isLarge = (value: bigint, count: number, sum: bigint, times: string): boolean =>
  value * BigInt(count) > multiply(sum, times, 'down');

/** What is usual for an order: the average order, or the average invoice where that is more. */
const usualSize = ({ invoiced, invoices, orders, ordersWorth }: OrderHabit) =>
  ordersWorth * BigInt(invoices) > invoiced * BigInt(orders)
    ? ({ of: 'order', count: orders, sum: ordersWorth } as const)
    : ({ of: 'invoice', count: invoices, sum: invoiced } as const);

/**
 * By size: the order is worth more than so many times the average order, or the average invoice where that is more:
 * whoever ships in parts has small invoices, and who splits an order for the check small orders. By pace: with it, what
 * was ordered today is more than so many times what the invoices come to on an average day, and larger than an order
 * may be: whoever orders once a month orders a month's worth each time, and may well do so in several orders. A first
 * order of the day is judged by its size alone.
 */
export const unusualOrderReason = (facts: Facts): Reason | null => {
  const { account, existing, increase, moment, orderValue, policy } = facts;
  const { habit } = account;
  const bounds = policy.unusualOrder;
  if (!bounds || !habit || habit.invoices < bounds.minimumInvoices) return null;
  if (orderValue === null || increase === null || increase <= 0n) return null;
  const already = orderedOn(habit, moment.today);
  const byOthers = maximum(already - (existing ? heldAmount(existing) : 0n), 0n);
  const days = daysOf(habit, moment.today);
  const today = already + increase;
  const usual = usualSize(habit);
  const isBig = isLarge(orderValue, usual.count, usual.sum, bounds.timesAverage);
  const isFast =
    byOthers > 0n &&
    isLarge(today, days, habit.invoiced, bounds.timesDailyPace) &&
    isLarge(today, usual.count, usual.sum, bounds.timesAverage);
  if (!isBig && !isFast) return null;
  const told: JsonObject = {
    ...(isBig ? { order: inAccountCurrency(facts, orderValue) } : {}),
    averageInvoice: inAccountCurrency(facts, habit.invoiced / BigInt(habit.invoices)),
    ...(usual.of === 'order' ? { averageOrder: inAccountCurrency(facts, usual.sum / BigInt(usual.count)) } : {}),
    timesAverage: bounds.timesAverage,
    ...(isFast
      ? {
          orderedToday: inAccountCurrency(facts, today),
          averageDay: inAccountCurrency(facts, habit.invoiced / BigInt(days)),
          timesDailyPace: bounds.timesDailyPace,
        }
      : {}),
  };
  const message = isBig
    ? `The order is worth more than ${bounds.timesAverage} times the customer's average ${usual.of}.`
    : `With this order more than ${bounds.timesDailyPace} times of an average day was ordered today, and more than ${bounds.timesAverage} times the average ${usual.of}.`;
  return { code: 'UNUSUAL_ORDER', message, facts: told };
};

/** What an order is unusual by, as its reason tells. */
export const unusualBy = ({ facts }: { readonly facts: JsonObject }) => ({
  size: facts['order'] !== undefined,
  pace: facts['orderedToday'] !== undefined,
});

/** Objects where the policy puts unusual orders to a person; where it only warns, an approval tells of them. */
export const unusualOrder: Rule = {
  name: 'unusual-order',
  judge: (facts) => {
    const reason = facts.policy.unusualOrder?.action === 'REFER' ? unusualOrderReason(facts) : null;
    return reason && { outcome: 'REFERRED', reason };
  },
};

/** The warning on an approval. */
export const unusualOrderWarning = (facts: Facts): Reason | null =>
  facts.policy.unusualOrder?.action === 'WARN' ? unusualOrderReason(facts) : null;
