import type { BusinessDate } from '../../dates.ts';

/** A straight line between points `[x, y]` with rising x, level before the first and after the last. */
export type Curve = readonly (readonly [x: number, y: number])[];

/** All that a model may look at; `inputs.ts` says how each comes from the features. */
export const inputNames = [
  'lateHabit',
  'recentTurn',
  'nearMisses',
  'recentNearMisses',
  'usualDays',
  'middleDays',
  'recentDays',
  'lastDays',
  'daysLateHabit',
  'unsteadiness',
  'experience',
  'amount',
  'relativeAmount',
  'weightByAmount',
  'termsDays',
  'dueWeekday',
  'dueDayOfMonth',
  'dueMonth',
  'disputed',
  'disputeHabit',
] as const;
export type InputName = (typeof inputNames)[number];
export type Inputs = Readonly<Record<InputName, number>>;

/** What one input says: the height of its curve at the input's value. */
export interface Term {
  readonly input: InputName;
  readonly curve: Curve;
}

/** Intercept and terms add up: to the log-odds of being late, or to days from the due date. */
export interface AdditiveModel {
  readonly intercept: number;
  readonly terms: readonly Term[];
}

/** The customer of whom nothing is known yet, and how soon customers are taken for what they do themselves. */
export interface Newcomer {
  readonly lateRatio: number;
  /** A customer's own ratio counts against so many invoices of the newcomer. */
  readonly lateCountsAs: number;
  /** Days from the due date to payment, negative when early. */
  readonly daysFromDue: number;
  readonly daysLate: number;
  readonly daysCountAs: number;
  /** How far the payments of one customer usually lie apart, in days. */
  readonly spreadDays: number;
  readonly disputeRatio: number;
}

/** Probability, payment date and its range. */
export interface Forecast {
  readonly lateness: AdditiveModel;
  readonly days: AdditiveModel;
  /** What is added to the expected days, by the expected days: payment comes before that in 1, 5 and 9 of 10 cases. */
  readonly spread: { readonly p10: Curve; readonly p50: Curve; readonly p90: Curve };
}

/** A late-payment model as it stands in the policy: plain numbers, a few kilobytes. */
export interface LateModel {
  readonly format: 1;
  /** What it was learned from; `null` for the built-in one. */
  readonly learnedFrom: {
    readonly invoices: number;
    readonly customers: number;
    /** What was settled before this day. */
    readonly until: BusinessDate;
  } | null;
  readonly newcomer: Newcomer;
  /** By what is known when an invoice is issued. */
  readonly atIssue: Forecast;
  /** For invoices of which it is known whether they are disputed; `null` where the model never learned it. */
  readonly byDispute: Forecast | null;
}
