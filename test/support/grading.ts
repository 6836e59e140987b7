import type { ConductFacts } from '../../shared/domain/behaviour/conduct.ts';
import { type CharacteristicValues, isMoreBetter } from '../../shared/domain/grading/characteristics.ts';
import type { CeilingFacts } from '../../shared/domain/grading/grade.ts';
import { builtInGrading, type CharacteristicName, characteristicNames } from '../../shared/domain/grading/policy.ts';
import type { Statement } from '../../shared/domain/grading/sources.ts';

/** Of a customer of whom nothing is known. */
export const noConduct: ConductFacts = {
  invoicesPaid: 0,
  onTimeRatio: null,
  averageDaysToPay: null,
  averageDaysLate: null,
  weightedDaysLate: null,
  recentDaysLate: null,
  worstDaysPastDue12m: null,
  overdueShare: null,
  utilization: null,
  brokenPromises12m: 0,
  disputes12m: 0,
  bounces12m: 0,
  defaults24m: 0,
  averageMonthlySales: null,
  salesTrend: null,
  relationshipMonths: null,
};

/** Of one who has always paid on time. */
export const goodConduct: ConductFacts = {
  ...noConduct,
  invoicesPaid: 30,
  onTimeRatio: 1,
  averageDaysToPay: 20,
  averageDaysLate: 0,
  weightedDaysLate: 0,
  recentDaysLate: 0,
  worstDaysPastDue12m: 0,
  overdueShare: 0,
  utilization: 0.3,
  averageMonthlySales: 100_00n,
  salesTrend: 0,
  relationshipMonths: 40,
};

/** Of one who pays when the lawyers write. */
export const badConduct: ConductFacts = {
  ...goodConduct,
  onTimeRatio: 0.1,
  averageDaysLate: 45,
  weightedDaysLate: 45,
  recentDaysLate: 50,
  worstDaysPastDue12m: 80,
  overdueShare: 0.9,
  utilization: 1.2,
  brokenPromises12m: 3,
  bounces12m: 2,
};

const eur = (amount: string) => ({ amount, currency: 'EUR' });

export const soundAccounts: Statement = {
  asOf: '2025-12-31',
  revenue: eur('1000000.00'),
  netProfit: eur('90000.00'),
  totalAssets: eur('500000.00'),
  totalLiabilities: eur('250000.00'),
  currentAssets: eur('300000.00'),
  currentLiabilities: eur('150000.00'),
};

export const noFacts: CeilingFacts = {
  daysPastDue: 0,
  brokenPromises: 0,
  bouncedPayments: 0,
  defaults: 0,
  isInsolvent: false,
};

export const nothingKnown = Object.fromEntries(
  characteristicNames.map((name) => [name, null]),
) as unknown as CharacteristicValues;

/** The built-in scorecard asked with the best value, or the worst, of everything. */
export const extremeValues = (which: 'best' | 'worst'): CharacteristicValues =>
  Object.fromEntries(
    characteristicNames.map((name: CharacteristicName) => [
      name,
      isMoreBetter[name] === (which === 'best') ? 1e6 : -1e6,
    ]),
  ) as unknown as CharacteristicValues;

export const scorecard = builtInGrading.scorecard;
