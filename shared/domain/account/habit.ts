import { type BusinessDate, daysBetween } from '../../dates.ts';
import { maximum } from '../../money.ts';
import type { OrderHabit } from './account.ts';

/** The habit with one more invoice, its value in minor units of the account's currency. */
export const withInvoice = (habit: OrderHabit | null, value: bigint, issuedOn: BusinessDate): OrderHabit =>
  habit
    ? {
        ...habit,
        invoices: habit.invoices + 1,
        invoiced: habit.invoiced + value,
        since: issuedOn < habit.since ? issuedOn : habit.since,
      }
    : { invoices: 1, invoiced: value, since: issuedOn, orderedOn: null, ordered: 0n };

/** What was held for orders on a day, less what of it was given back on that day. */
export const orderedOn = (habit: OrderHabit, day: BusinessDate): bigint =>
  habit.orderedOn === day ? habit.ordered : 0n;

/** The habit with what an order came to hold today. Whoever was never invoiced has none to compare it with. */
export const withOrder = (habit: OrderHabit | null, held: bigint, today: BusinessDate): OrderHabit | null =>
  habit && { ...habit, orderedOn: today, ordered: maximum(orderedOn(habit, today) + held, 0n) };

/** Days over which the invoices of a habit have come, the first and today included. */
export const daysOf = ({ since }: OrderHabit, today: BusinessDate): number =>
  Math.max(1, daysBetween(since, today) + 1);
