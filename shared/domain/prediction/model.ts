import type { BusinessDate } from '../../dates.ts';

/** A straight line between points `[x, y]` with rising x, level beyond the first and the last. */
export type Curve = readonly (readonly [x: number, y: number])[];

/** What one input of a model says: the height of its curve at the input's value. */
export interface Term {
  readonly input: InputName;
  readonly curve: Curve;
}

/** Intercept and terms add up: to the log-odds of being late, or to days from the due date. */
export interface AdditiveModel {
  readonly intercept: number;
  readonly terms: readonly Term[];
}

/** The customer who is not known yet; what a customer has done counts against so many invoices of this one. */
export interface Newcomer {
  readonly lateRatio: number;
  /** Average days from the due date to payment, negative when early. */
  readonly daysFromDue: number;
  readonly daysLate: number;
  readonly countsAs: number;
}

/** Probability, payment date and its range. */
export interface Forecast {
  readonly lateness: AdditiveModel;
  readonly days: AdditiveModel;
  /** What is added to the expected days, by the expected days, for payment to have come in 1 of 10, 5 of 10, 9 of 10 cases. */
  readonly spread: { readonly p10: Curve; readonly p50: Curve; readonly p90: Curve };
}

/** A late-payment model as it stands in the policy: plain numbers, a few kilobytes. */
export interface LateModel {
  readonly format: 1;
  /** What it was learned from; `null` for the built-in one. */
  readonly learnedFrom: {
    readonly invoices: number;
    readonly customers: number;
    readonly until: BusinessDate;
  } | null;
  readonly newcomer: Newcomer;
  /** By what is known when an invoice is issued. */
  readonly atIssue: Forecast;
  /** For invoices of which it is known whether they are disputed; `null` where the model never learned it. */
  readonly byDispute: Forecast | null;
}

export const inputNames = [
  'lateHabit',
  'recentHabit',
  'usualDays',
  'recentDays',
  'daysLateHabit',
  'weightByAmount',
  'experience',
  'amount',
  'relativeAmount',
  'termsDays',
  'dueWeekday',
  'dueDayOfMonth',
  'dueMonth',
  'disputed',
] as const;
export type InputName = (typeof inputNames)[number];
