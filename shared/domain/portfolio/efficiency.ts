import { addDays, type BusinessDate, daysBetween } from '../../dates.ts';
import { daysOf, share } from './ratio.ts';

/**
 * How fast debts come in, by the formulas of the Credit Research Foundation ("Ratios and Formulas in Customer Financial
 * Analysis"). Amounts in minor units of one currency; `null` where a formula would divide by nothing.
 */

/** Days sales outstanding = receivables at the end / credit sales of the period x days of the period. */
export const daysSalesOutstanding = (receivables: bigint, creditSales: bigint, days: number): number | null =>
  daysOf(receivables, creditSales, days);

/** Best possible DSO: the same of what is not overdue. The distance between the two is what late payers cost. */
export const bestPossibleDso = (current: bigint, creditSales: bigint, days: number): number | null =>
  daysOf(current, creditSales, days);

export interface Collected {
  /** Receivables at the beginning of the period, and at its end. */
  readonly beginning: bigint;
  readonly ending: bigint;
  /** What of those at the end is not overdue. */
  readonly endingCurrent: bigint;
  readonly creditSales: bigint;
}

/**
 * Collection effectiveness index = (beginning + credit sales - ending) / (beginning + credit sales - ending current): what
 * was collected of what could have been. 1 when nothing is overdue at the end.
 */
export const collectionEffectiveness = ({ beginning, creditSales, ending, endingCurrent }: Collected): number | null =>
  share(beginning + creditSales - ending, beginning + creditSales - endingCurrent);

/** A period by its first and last day, and the months (`2026-03`) that it is made of. */
export interface SalesPeriod {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly days: number;
  readonly months: readonly string[];
}

const firstOf = (month: string): BusinessDate => `${month}-01`;

const monthBefore = (month: string): string => addDays(firstOf(month), -1).slice(0, 7);

/** So many calendar months, the last of them up to a day: sales are kept by month. */
export const salesPeriod = (to: BusinessDate, count: number): SalesPeriod => {
  const months = [to.slice(0, 7)];
  for (let month = 1; month < count; month += 1) months.unshift(monthBefore(months[0] ?? to.slice(0, 7)));
  const from = firstOf(months[0] ?? to.slice(0, 7));
  return { from, to, days: daysBetween(from, to) + 1, months };
};
