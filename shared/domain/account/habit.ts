import { type BusinessDate, daysBetween } from '../../dates.ts';
import { maximum } from '../../money.ts';
import type { OrderHabit } from './account.ts';

/** What an order is worth that is invoiced, in minor units of the account's currency. */
export interface InvoicedOrder {
  readonly worth: bigint;
  /** No other invoice of it came before. */
  readonly isFirst: boolean;
}

/**
 * The habit with one more invoice, its value in minor units of the account's currency. An order counts with its first
 * invoice: what is cancelled or never shipped is no habit.
 * @param order the one that it is of; `null` where it held nothing, and the invoice is an order of its own.
 */
export const withInvoice = (
  habit: OrderHabit | null,
  value: bigint,
  issuedOn: BusinessDate,
  order: InvoicedOrder | null,
): OrderHabit => {
  const before = habit ?? {
    ...{ invoices: 0, invoiced: 0n, since: issuedOn, orders: 0, ordersWorth: 0n },
    ...{ orderedOn: null, ordered: 0n },
  };
  const isAnother = order === null || order.isFirst;
  return {
    ...before,
    invoices: before.invoices + 1,
    invoiced: before.invoiced + value,
    since: issuedOn < before.since ? issuedOn : before.since,
    orders: before.orders + (isAnother ? 1 : 0),
    ordersWorth: before.ordersWorth + (isAnother ? maximum(value, order?.worth ?? 0n) : 0n),
  };
};

/** Orders of the habit are others than its invoices: some of them were shipped in parts. */
export const hasOrdersBesides = ({ invoiced, invoices, orders, ordersWorth }: OrderHabit): boolean =>
  orders !== invoices || ordersWorth !== invoiced;

/** What was held for orders on a day, less what of it was given back on that day. */
export const orderedOn = (habit: OrderHabit, day: BusinessDate): bigint =>
  habit.orderedOn === day ? habit.ordered : 0n;

/** The habit with what an order came to hold today. Whoever was never invoiced has none to compare it with. */
export const withOrder = (habit: OrderHabit | null, held: bigint, today: BusinessDate): OrderHabit | null =>
  habit && { ...habit, orderedOn: today, ordered: maximum(orderedOn(habit, today) + held, 0n) };

/** The habit of a customer whose pace of a day was told of. */
export const withPaceTold = (habit: OrderHabit | null, today: BusinessDate): OrderHabit | null =>
  habit && { ...habit, paceToldOn: today };

/** Days over which the invoices of a habit have come, the first and today included. */
export const daysOf = ({ since }: OrderHabit, today: BusinessDate): number =>
  Math.max(1, daysBetween(since, today) + 1);
