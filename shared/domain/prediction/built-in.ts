import type { LateModel } from './model.ts';

/**
 * What a new environment predicts by until it has learned from its own ledger: customers pay as they have paid, and of whom little is known is taken for
 * somebody who is late three times in ten, by a few days.
 */
export const builtInModel: LateModel = {
  format: 1,
  learnedFrom: null,
  newcomer: { lateRatio: 0.3, daysFromDue: 0, daysLate: 3, countsAs: 4 },
  atIssue: {
    lateness: {
      intercept: 0,
      terms: [
        {
          input: 'lateHabit',
          curve: [
            [-6.5, -6.5],
            [6.5, 6.5],
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
            [-365, -365],
            [365, 365],
          ],
        },
      ],
    },
    spread: { p10: [[0, -10]], p50: [], p90: [[0, 15]] },
  },
  byDispute: null,
};
