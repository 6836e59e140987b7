import { currencyDigits, type MoneyJson } from '../../money.ts';
import { builtInCollections } from '../collection/strategy.ts';
import { builtInGrading } from '../grading/policy.ts';
import { builtInModel } from '../prediction/built-in.ts';
import { builtInLimits } from '../recommendation/policy.ts';
import { builtInWarnings } from '../warning/policy.ts';
import type { PolicyDocument } from './document.ts';
import { builtInPublishing, builtInUnusualOrder } from './parts.ts';

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
      unusualOrder: builtInUnusualOrder,
    },
    rules: [],
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
      delegations: [],
    },
    grading: builtInGrading,
    limits: builtInLimits,
    prediction: builtInModel,
    collections: builtInCollections,
    calendars: { closedDays: [] },
    warnings: builtInWarnings,
    publishing: builtInPublishing,
  };
};

type Parts = Omit<PolicyDocument, 'creditChecks' | 'approvals'>;

/** A document as it may be stored: those that were written before a part was there lack it. */
export type StoredPolicyDocument = Partial<Parts> & {
  readonly creditChecks: Omit<PolicyDocument['creditChecks'], 'unusualOrder'> & Partial<PolicyDocument['creditChecks']>;
  readonly approvals: Omit<PolicyDocument['approvals'], 'delegations'> & Partial<PolicyDocument['approvals']>;
};

/** The whole of a stored document: for a part that it was written without, what is built in holds. */
export const completed = (stored: StoredPolicyDocument): PolicyDocument => {
  const builtIn = builtInDocument(stored.approvals.currency);
  return {
    ...builtIn,
    ...stored,
    creditChecks: { ...builtIn.creditChecks, ...stored.creditChecks },
    approvals: { ...builtIn.approvals, ...stored.approvals },
  };
};
