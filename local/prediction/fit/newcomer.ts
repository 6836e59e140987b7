import type { Newcomer } from '../../../shared/domain/prediction/model.ts';
import type { Sample } from '../samples.ts';
import { medianOf } from './losses.ts';

/** How many invoices of somebody unknown a customer's own record counts against: what is tried. */
const COUNTS = [0.25, 0.5, 1, 2, 4, 8, 16, 32];
const SMALLEST_SPREAD_DAYS = 1;
const SMALLEST_ERROR_DAYS = 0.1;
const DEFAULT_SPREAD_DAYS = 7;
const NORMAL_DEVIATION = 1.48;

/** What a customer is taken for of whom nothing is known, and how soon that gives way to what they do: by what would have foretold best. */
export const newcomerOf = (samples: readonly Sample[]): Newcomer => {
  const customers = [...Map.groupBy(samples, ({ customerId }) => customerId).values()];
  const each = (of: (sample: Sample) => number): readonly number[] =>
    customers.map((own) => mean(own.map((sample) => of(sample))));
  const count = customers.length;
  // Each customer once, and half a late and half a prompt one more: nothing is certain.
  const lateRatio = (sum(each(({ isLate }) => (isLate ? 1 : 0))) + 0.5) / (count + 1);
  const daysFromDue = medianOf(each((sample) => sample.daysFromDue));
  const daysLate = medianOf(each((sample) => Math.max(0, sample.daysFromDue)));
  const spreads = customers
    .filter((own) => own.length > 1)
    .flatMap((own) => {
      const middle = medianOf(own.map((sample) => sample.daysFromDue));
      return own.map((sample) => Math.abs(sample.daysFromDue - middle));
    });
  const disputes = samples.filter(({ features }) => features.disputed === true).length;
  return {
    lateRatio,
    lateCountsAs: best(COUNTS, (weight) =>
      sum(
        samples.map(({ features, isLate }) => {
          const ratio = (features.late + weight * lateRatio) / (features.paid + weight);
          return -Math.log(Math.max(1e-3, isLate ? ratio : 1 - ratio));
        }),
      ),
    ),
    daysFromDue,
    daysLate,
    daysCountAs: best(COUNTS, (weight) => {
      const errors = samples.map(({ features, daysFromDue: days }) => {
        const own = features.averageDaysFromDue * features.paid;
        return Math.abs(days - (own + weight * daysFromDue) / (features.paid + weight));
      });
      // As if errors were of Laplace's distribution.
      return errors.length * Math.log(mean(errors) + SMALLEST_ERROR_DAYS);
    }),
    spreadDays:
      spreads.length === 0 ? DEFAULT_SPREAD_DAYS : Math.max(SMALLEST_SPREAD_DAYS, NORMAL_DEVIATION * medianOf(spreads)),
    disputeRatio: (disputes + 0.5) / (samples.length + 1),
  };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);

/** What is expected of any ledger, and how strongly: customers differ, and two invoices say as much as all that is known of others. */
const USUAL_COUNT = 2;
const CONVICTION = 0.3;

/** The choice with the least cost in log-likelihood, where the usual one has a start. */
const best = (choices: readonly number[], costOf: (choice: number) => number): number =>
  choices
    .map((choice) => ({ choice, cost: costOf(choice) + CONVICTION * Math.log2(choice / USUAL_COUNT) ** 2 }))
    .toSorted((a, b) => a.cost - b.cost)[0]?.choice ?? USUAL_COUNT;
