import { addDays, type BusinessDate } from '../../dates.ts';
import type { LateFeatures } from './features.ts';
import { inputsOf } from './inputs.ts';
import type { AdditiveModel, Curve, Forecast, InputName, Inputs, LateModel } from './model.ts';

/** What one input adds to the log-odds of a late payment. */
export interface Contribution {
  readonly input: InputName | 'intercept';
  readonly value: number | null;
  readonly logOdds: number;
}

export interface LatenessPrediction {
  /** That the invoice is paid after its due date, 0 to 1. */
  readonly probability: number;
  /** Days from the due date to the expected payment, negative when it is expected early: as likely earlier as later. */
  readonly expectedDaysFromDue: number;
  /** The same, never below zero. */
  readonly expectedDaysLate: number;
  /** The payment comes earlier in one of ten cases, and later in one of ten. */
  readonly daysFromDueQuantiles: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** What makes up the log-odds; their sum is that of the probability. */
  readonly contributions: readonly Contribution[];
}

/** How likely an invoice is paid late, and when it is paid. */
export const predictLateness = (model: LateModel, features: LateFeatures): LatenessPrediction => {
  const forecast = forecastFor(model, features);
  const inputs = inputsOf(features, model.newcomer);
  const contributions: Contribution[] = [
    { input: 'intercept', value: null, logOdds: forecast.lateness.intercept },
    ...forecast.lateness.terms.map(({ input, curve }) => ({
      input,
      value: inputs[input],
      logOdds: heightAt(curve, inputs[input]),
    })),
  ];
  const logOdds = contributions.reduce((sum, contribution) => sum + contribution.logOdds, 0);
  const expected = sumOf(forecast.days, inputs);
  const { p10, p50, p90 } = forecast.spread;
  const middle = expected + heightAt(p50, expected);
  return {
    probability: 1 / (1 + Math.exp(-logOdds)),
    expectedDaysFromDue: middle,
    expectedDaysLate: Math.max(0, middle),
    daysFromDueQuantiles: {
      p10: Math.min(middle, expected + heightAt(p10, expected)),
      p50: middle,
      p90: Math.max(middle, expected + heightAt(p90, expected)),
    },
    contributions,
  };
};

/** The day on which an invoice is expected to be paid; never before it was issued. */
export const expectedPaidOn = (
  prediction: LatenessPrediction,
  invoice: { readonly issuedOn: BusinessDate; readonly dueOn: BusinessDate },
): BusinessDate => paidBy(invoice, prediction.expectedDaysFromDue);

/** The days by which an invoice is paid in 1 of 10, 5 of 10 and 9 of 10 cases. */
export const paidByQuantiles = (
  prediction: LatenessPrediction,
  invoice: { readonly issuedOn: BusinessDate; readonly dueOn: BusinessDate },
): { readonly p10: BusinessDate; readonly p50: BusinessDate; readonly p90: BusinessDate } => {
  const { p10, p50, p90 } = prediction.daysFromDueQuantiles;
  return { p10: paidBy(invoice, p10), p50: paidBy(invoice, p50), p90: paidBy(invoice, p90) };
};

const paidBy = (
  { issuedOn, dueOn }: { readonly issuedOn: BusinessDate; readonly dueOn: BusinessDate },
  days: number,
): BusinessDate => {
  const date = addDays(dueOn, Math.round(days));
  return date < issuedOn ? issuedOn : date;
};

/** Disputes are looked at only by a model that has learned them, and only where they are known. */
const forecastFor = (model: LateModel, features: LateFeatures): Forecast =>
  features.disputed !== undefined && model.byDispute !== null ? model.byDispute : model.atIssue;

const sumOf = ({ intercept, terms }: AdditiveModel, inputs: Inputs): number =>
  terms.reduce((sum, { input, curve }) => sum + heightAt(curve, inputs[input]), intercept);

/** The height of a curve; zero for one without points. */
export const heightAt = (curve: Curve, x: number): number => {
  const first = curve[0];
  if (first === undefined) return 0;
  let [leftX, leftY] = first;
  if (x <= leftX) return leftY;
  for (const [rightX, rightY] of curve) {
    if (x <= rightX) return leftY + ((rightY - leftY) * (x - leftX)) / (rightX - leftX);
    [leftX, leftY] = [rightX, rightY];
  }
  return leftY;
};
