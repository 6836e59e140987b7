import type { BusinessDate } from '../../dates.ts';
import { type BehaviourByMonth, monthBefore, monthOf, worstOf } from '../behaviour/months.ts';

/** Months that a report looks back on, the current one among them. */
export const MONTHS_OF_REPORT = 12;

/** The current month and those before, the oldest first. */
export const monthsOfReport = (today: BusinessDate): readonly string[] =>
  Array.from({ length: MONTHS_OF_REPORT }, (_, index) => monthBefore(monthOf(today), MONTHS_OF_REPORT - 1 - index));

/** How what was paid in a month was paid. */
export interface MonthPaid {
  readonly invoicesPaid: number;
  readonly paidOnTime: number;
  /** `null` where nothing was paid. */
  readonly averageDaysLate: number | null;
  readonly worstDaysLate: number | null;
}

const nothingPaid: MonthPaid = { invoicesPaid: 0, paidOnTime: 0, averageDaysLate: null, worstDaysLate: null };

/** A month that bounced payments have taken more from than was paid in it counts as one in which nothing was paid. */
export const paidIn = (behaviour: BehaviourByMonth, month: string): MonthPaid => {
  const sums = behaviour.get(month);
  if (!sums || sums.invoicesPaid <= 0) return nothingPaid;
  return {
    invoicesPaid: sums.invoicesPaid,
    paidOnTime: Math.max(0, sums.paidOnTime),
    averageDaysLate: Math.max(0, sums.daysLate) / sums.invoicesPaid,
    worstDaysLate: worstOf(sums),
  };
};
