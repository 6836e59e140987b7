import type { LateModel } from './model.ts';

/**
 * What a new environment predicts by until it has learned from its own ledger: customers pay as they have paid, and of whom little is known is taken for
 * somebody who is late three times in ten.
 */
export const builtInModel: LateModel = {
  format: 1,
  learnedFrom: null,
  newcomer: {
    lateRatio: 0.3,
    lateCountsAs: 4,
    daysFromDue: 0,
    daysLate: 3,
    daysCountAs: 4,
    spreadDays: 7,
    disputeRatio: 0.1,
  },
  atIssue: {
    lateness: {
      intercept: 0,
      terms: [
        {
          input: 'lateHabit',
          curve: [
            [-6, -6],
            [6, 6],
          ],
        },
      ],
    },
    days: {
      intercept: 0,
      terms: [
        {
          input: 'usualDays',
          curve: [
            [-180, -180],
            [180, 180],
          ],
        },
      ],
    },
    spread: { p10: [[0, -10]], p50: [], p90: [[0, 15]] },
  },
  byDispute: null,
};
