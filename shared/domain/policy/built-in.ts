import { currencyDigits, type MoneyJson } from '../../money.ts';
import { builtInCollections } from '../collection/strategy.ts';
import type { PolicyDocument } from './document.ts';

/** The document that a new environment starts with: its amounts, whole units, are in that environment's currency. */
export const builtInDocument = (currency: string): PolicyDocument => {
  const digits = currencyDigits(currency) ?? 0;
  const amount = (units: number): MoneyJson => ({ amount: units.toFixed(digits), currency });
  return {
    creditChecks: {
      tolerancePercent: '0',
      reservationDays: 14,
      maxDaysPastDue: 30,
      utilizationWarningPercent: '80',
      maxRateAgeDays: 3,
      defaultTermsDays: 30,
      maxOrders: [],
      segmentsWithoutCredit: [],
    },
    approvals: {
      currency,
      limits: [
        { level: 1, role: 'credit-analysts', decidedBy: 'ONE_OF' },
        {
          level: 2,
          role: 'credit-managers',
          decidedBy: 'ONE_OF',
          neededAbove: amount(50_000),
          neededAboveIncreasePercent: '50',
        },
        { level: 3, role: 'finance-directors', decidedBy: 'ONE_OF', neededAbove: amount(250_000) },
      ],
      straightThrough: { grades: ['A', 'B'], withinRecommendation: true, upTo: amount(25_000) },
      orderReleases: [
        { level: 1, role: 'credit-analysts', decidedBy: 'ONE_OF' },
        { level: 2, role: 'credit-managers', decidedBy: 'ONE_OF', neededAbove: amount(20_000) },
      ],
      remindAfterDays: 1,
      escalateAfterDays: 2,
      expireAfterDays: 14,
      lapse: { exposureGrowthPercent: '10', onGradeDrop: true },
      signInAbove: null,
    },
    collections: builtInCollections,
  };
};
