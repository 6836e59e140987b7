import type { LateFeatures, MonthFigures } from './features.ts';
import type { Inputs, Newcomer } from './model.ts';

/** A month counts half after so many, where the last months are looked at. */
const RECENT_HALF_LIFE_MONTHS = 2;
/** Log-odds stay within these: nobody is late for certain. */
const LEAST_RATIO = 0.002;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const logOdds = (ratio: number): number => {
  const within = clamp(ratio, LEAST_RATIO, 1 - LEAST_RATIO);
  return Math.log(within / (1 - within));
};
/** The sum and `weight` times the usual, over all of them. */
const shrunken = (usual: number, weight: number, sum: number, count: number): number =>
  (sum + usual * weight) / (count + weight);

const recency = ({ monthsAgo }: MonthFigures): number => 0.5 ** (monthsAgo / RECENT_HALF_LIFE_MONTHS);
const sumOver = (months: readonly MonthFigures[], of: (month: MonthFigures) => number): number =>
  months.reduce((sum, month) => sum + of(month), 0);

/**
 * What the curves of a model are drawn over. A customer with few payments is taken for a newcomer, the more so the fewer they are: shrunken
 * ratios and averages say both how somebody pays and how well that is known. What a record says beyond another input is a difference to it, so
 * that zero means that it says nothing.
 */
export const inputsOf = (features: LateFeatures, newcomer: Newcomer): Inputs => {
  const { paid, late, months, termsDays, amount, averageAmount } = features;
  const { lateRatio: newcomersRatio, lateCountsAs, daysCountAs, spreadDays } = newcomer;
  const daysFromDue = ({ averageDaysFromDue }: { averageDaysFromDue: number }): number => averageDaysFromDue;

  const lateRatio = shrunken(newcomersRatio, lateCountsAs, late, paid);
  const usualDays = shrunken(newcomer.daysFromDue, daysCountAs, daysFromDue(features) * paid, paid);
  const recentPaid = sumOver(months, (month) => recency(month) * month.paid);
  const monthlyPaid = sumOver(months, (month) => month.paid);

  const recentLate = sumOver(months, (month) => recency(month) * month.late);
  const recentRatio = shrunken(lateRatio, lateCountsAs, recentLate, recentPaid);
  const nearlyLate = sumOver(months, (month) => month.paid * nearness(daysFromDue(month), spreadDays));
  const nearRatio = shrunken(newcomersRatio, lateCountsAs, nearlyLate, monthlyPaid);
  const recentSum = sumOver(months, (month) => recency(month) * month.paid * daysFromDue(month));
  const recentlyNear = sumOver(
    months,
    (month) => recency(month) * month.paid * nearness(daysFromDue(month), spreadDays),
  );
  const recentNearRatio = shrunken(nearRatio, lateCountsAs, recentlyNear, recentPaid);
  const newest = months[0];
  const lastDays = newest
    ? shrunken(usualDays, daysCountAs, daysFromDue(newest) * newest.paid, newest.paid)
    : usualDays;
  const middle = middleOf(months.map((month) => [daysFromDue(month), month.paid]));
  const away = sumOver(months, (month) => month.paid * Math.min(3 * spreadDays, Math.abs(daysFromDue(month) - middle)));
  return {
    lateHabit: logOdds(lateRatio),
    recentTurn: logOdds(recentRatio) - logOdds(lateRatio),
    nearMisses: logOdds(nearRatio) - logOdds(lateRatio),
    recentNearMisses: logOdds(recentNearRatio) - logOdds(nearRatio),
    usualDays,
    middleDays: shrunken(newcomer.daysFromDue, daysCountAs, middle * monthlyPaid, monthlyPaid),
    recentDays: shrunken(usualDays, daysCountAs, recentSum, recentPaid) - usualDays,
    lastDays: lastDays - usualDays,
    daysLateHabit: shrunken(newcomer.daysLate, daysCountAs, features.averageDaysLate * paid, paid),
    unsteadiness: shrunken(1, daysCountAs + 2, away / spreadDays, monthlyPaid),
    experience: Math.log1p(paid),
    amount: Math.log10(Math.max(1, Math.abs(amount))),
    relativeAmount: averageAmount > 0 && amount > 0 ? clamp(Math.log2(amount / averageAmount), -4, 4) : 0,
    weightByAmount: shrunken(0, daysCountAs, (features.weightedDaysLate - features.averageDaysLate) * paid, paid),
    termsDays,
    dueWeekday: features.dueWeekday,
    dueDayOfMonth: features.dueDayOfMonth,
    dueMonth: features.dueMonth,
    disputed: features.disputed ? 1 : 0,
    disputeHabit:
      features.pastDisputes === undefined
        ? newcomer.disputeRatio
        : shrunken(newcomer.disputeRatio, lateCountsAs, features.pastDisputes, paid),
  };
};

/** 0 for paid far before the due date, 1 for far after it, and 1/2 on it, whether or not the last day was missed. */
const nearness = (daysFromDue: number, spreadDays: number): number =>
  1 / (1 + Math.exp(clamp((-1.7 * daysFromDue) / spreadDays, -30, 30)));

/** The weighted median; zero of nothing. */
const middleOf = (weighted: readonly (readonly [value: number, weight: number])[]): number => {
  const sorted = weighted.toSorted(([a], [b]) => a - b);
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let below = 0;
  for (const [index, [value, weight]] of sorted.entries()) {
    below += weight;
    if (below > half) return value;
    if (below === half) return (value + (sorted[index + 1]?.[0] ?? value)) / 2;
  }
  return 0;
};
