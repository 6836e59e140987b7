import { monthBefore, monthsBetween } from './months.ts';

/** What was invoiced to a customer by month, less what was credited; a month without either is not among them. */
export type SalesByMonth = ReadonlyMap<string, bigint>;

/** The trend looks at so many whole months, and compares this many of them, the last, with those before. */
export const TREND_MONTHS = 12;
const RECENT_MONTHS = 3;
/** Fewer months than that before say nothing of a trend. */
const FEWEST_MONTHS_BEFORE = 3;

/** The whole months before this one, the newest first: at most so many, and none before the first sale. */
const wholeMonths = (sales: SalesByMonth, thisMonth: string, most: number): readonly bigint[] => {
  const first = [...sales.keys()].sort()[0];
  if (first === undefined) return [];
  const count = Math.max(0, Math.min(most, monthsBetween(first, thisMonth)));
  return Array.from({ length: count }, (_, ago) => sales.get(monthBefore(thisMonth, ago + 1)) ?? 0n);
};

const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

/**
 * The average sales of a whole month, rounded down; `null` while no whole month has passed since the first sale.
 * @param months how many are looked at, at most. @param sales of these months and, if there was one, of a month before.
 */
export const averageMonthlySales = (sales: SalesByMonth, thisMonth: string, months: number): bigint | null => {
  const whole = wholeMonths(sales, thisMonth, months);
  return whole.length === 0 ? null : sumOf(whole) / BigInt(whole.length);
};

/**
 * How the last three whole months compare with those before, by their averages: 0.25 for a quarter more, -1 for nothing
 * any more. `null` while fewer than three months before are known, or nothing was sold in them.
 */
export const salesTrend = (sales: SalesByMonth, thisMonth: string): number | null => {
  const whole = wholeMonths(sales, thisMonth, TREND_MONTHS);
  const recent = whole.slice(0, RECENT_MONTHS);
  const before = whole.slice(RECENT_MONTHS);
  const base = sumOf(before);
  if (before.length < FEWEST_MONTHS_BEFORE || base <= 0n) return null;
  const ratio = (Number(sumOf(recent)) * before.length) / (Number(base) * recent.length);
  return Math.max(-1, ratio - 1);
};
