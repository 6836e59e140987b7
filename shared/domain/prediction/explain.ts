import type { LateFeatures } from './features.ts';
import type { InputName, LateModel } from './model.ts';
import { type Contribution, predictLateness } from './predict.ts';

/** Why an invoice is likely late, or not: one line for each part of the model that says something. */
export interface Explanation {
  readonly feature: Contribution['input'];
  /** The value of the input that the model looked at; `null` for the usual invoice. */
  readonly value: number | null;
  /** What it adds to the log-odds of a late payment; all of them add up to those of the probability. */
  readonly contribution: number;
  readonly text: string;
}

const days = (value: number): string => {
  const whole = Math.round(Math.abs(value));
  if (whole === 0) return 'on the due date';
  return `${whole} day${whole === 1 ? '' : 's'} ${value < 0 ? 'before' : 'after'} the due date`;
};
const more = (value: number, high: string, low: string): string => (value >= 0 ? high : low);
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January February March April May June July August September October November December'.split(' ');

const texts: Readonly<Record<InputName, (value: number, features: LateFeatures) => string>> = {
  lateHabit: (_, { late, paid }) => (paid === 0 ? 'has paid nothing yet' : `late with ${late} of ${paid} so far`),
  recentTurn: (value) => more(value, 'late more often lately', 'late less often lately'),
  nearMisses: (value) => more(value, 'often only just on time', 'seldom close to the due date'),
  recentNearMisses: (value) => more(value, 'closer to being late lately', 'farther from being late lately'),
  usualDays: (value) => `pays ${days(value)} on average`,
  middleDays: (value) => `pays ${days(value)} as a rule`,
  recentDays: (value) => more(value, 'pays later lately', 'pays sooner lately'),
  lastDays: (value) => more(value, 'last paid later than usual', 'last paid sooner than usual'),
  daysLateHabit: (value) => `${value.toFixed(1)} days late on average`,
  unsteadiness: (value) => more(value - 1, 'pays irregularly', 'pays regularly'),
  experience: (_, { paid }) => `${paid} invoice${paid === 1 ? '' : 's'} paid so far`,
  amount: () => 'size of the amount',
  relativeAmount: (value) => more(value, 'larger than usual for the customer', 'smaller than usual for the customer'),
  weightByAmount: (value) => more(value, 'pays large amounts later', 'pays large amounts sooner'),
  termsDays: (value) => `due ${value} days after issue`,
  dueWeekday: (value) => `due on a ${weekdays[value - 1] ?? 'day'}`,
  dueDayOfMonth: (value) => `due on day ${value} of the month`,
  dueMonth: (value) => `due in ${months[value - 1] ?? 'a month'}`,
  disputed: (value) => (value === 1 ? 'disputed' : 'not disputed'),
  disputeHabit: (value) => `disputes ${Math.round(100 * value)} % of its invoices`,
};

/** What makes a prediction, the most telling first, after what holds for every invoice. */
export const explain = (model: LateModel, features: LateFeatures): readonly Explanation[] =>
  predictLateness(model, features)
    .contributions.map(({ input, value, logOdds }) => ({
      feature: input,
      value,
      contribution: logOdds,
      text: input === 'intercept' ? 'the usual invoice' : texts[input](value ?? 0, features),
    }))
    .toSorted(
      (a, b) =>
        Number(b.feature === 'intercept') - Number(a.feature === 'intercept') ||
        Math.abs(b.contribution) - Math.abs(a.contribution),
    );
