import {
  averageDaysLate,
  averageDaysToPay,
  type Behaviour,
  onTimeRatio,
  weightedDaysLate,
} from '../domain/behaviour/behaviour.ts';
import type { ConductFacts } from '../domain/behaviour/conduct.ts';
import { toMoneyJson } from '../money.ts';
import type { ProfileView } from './customers.ts';

const RATIO_DECIMALS = 4;

const rounded = (value: number | null): number | null =>
  value === null ? null : Number(value.toFixed(RATIO_DECIMALS));

const recentView = (conduct: ConductFacts, currency: string) => ({
  recentDaysLate: rounded(conduct.recentDaysLate),
  worstDaysPastDue12m: conduct.worstDaysPastDue12m,
  overdueShare: rounded(conduct.overdueShare),
  brokenPromises12m: conduct.brokenPromises12m,
  disputes12m: conduct.disputes12m,
  bounces12m: conduct.bounces12m,
  defaults24m: conduct.defaults24m,
  averageMonthlySales:
    conduct.averageMonthlySales === null ? null : toMoneyJson({ minorUnits: conduct.averageMonthlySales, currency }),
  salesTrend: rounded(conduct.salesTrend),
  relationshipMonths: conduct.relationshipMonths,
});

/** How a customer behaves, as the profile shows it; ratios and days to four decimals. */
export const behaviourView = (
  behaviour: Behaviour,
  conduct: ConductFacts,
  currency: string,
): ProfileView['behaviour'] => ({
  onTimeRatio: rounded(onTimeRatio(behaviour)),
  averageDaysToPay: rounded(averageDaysToPay(behaviour)),
  averageDaysLate: rounded(averageDaysLate(behaviour)),
  invoicesPaid: behaviour.invoicesPaid,
  brokenPromises: behaviour.brokenPromises,
  weightedDaysLate: rounded(weightedDaysLate(behaviour)),
  disputes: behaviour.disputes,
  bounces: behaviour.bounces,
  defaults: behaviour.defaults,
  ...recentView(conduct, currency),
});
