import type { LateFeatures } from './features.ts';
import type { InputName, Newcomer } from './model.ts';

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const logOdds = (ratio: number): number => Math.log(ratio / (1 - ratio));

/**
 * What the curves of a model are drawn over. A customer with few payments is taken for a newcomer, the more so the fewer they are: shrunken
 * ratios and averages say both how somebody pays and how well that is known.
 */
export const inputsOf = (features: LateFeatures, newcomer: Newcomer): Readonly<Record<InputName, number>> => {
  const { paid, late, recentPaid, recentLate, termsDays } = features;
  const weight = newcomer.countsAs;
  const towards = (usual: number, sum: number, count: number): number => (sum + usual * weight) / (count + weight);
  const lateRatio = towards(newcomer.lateRatio, late, paid);
  const usualDays = towards(newcomer.daysFromDue, (features.averageDaysToPay - termsDays) * paid, paid);
  const daysLate = towards(newcomer.daysLate, features.averageDaysLate * paid, paid);
  return {
    lateHabit: logOdds(clamp(lateRatio, 0.002, 0.998)),
    recentHabit: logOdds(clamp(towards(lateRatio, recentLate, recentPaid), 0.002, 0.998)),
    usualDays,
    recentDays: towards(usualDays, (features.recentDaysToPay - termsDays) * recentPaid, recentPaid),
    daysLateHabit: daysLate,
    weightByAmount: towards(0, (features.weightedDaysLate - features.averageDaysLate) * paid, paid),
    experience: Math.log1p(paid),
    amount: Math.log10(Math.max(1, features.amount)),
    relativeAmount:
      paid === 0 || features.averageAmount <= 0 || features.amount <= 0
        ? 0
        : clamp(Math.log2(features.amount / features.averageAmount), -4, 4),
    termsDays,
    dueWeekday: features.dueWeekday,
    dueDayOfMonth: features.dueDayOfMonth,
    dueMonth: features.dueMonth,
    disputed: features.disputed === true ? 1 : 0,
  };
};
