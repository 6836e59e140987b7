import { addDays, type BusinessDate, daysBetween } from '../../dates.ts';
import type { Grade } from '../account/account.ts';
import { type StepKind, type Strategy, stepKinds, stepsFor } from '../collection/strategy.ts';

/** An invoice as collections see it over time. */
export interface DueInvoice {
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly settledOn: BusinessDate | null;
}

export interface Chase {
  readonly strategy: Strategy;
  readonly grade: Grade | null;
  readonly minimumGapDays: number;
}

export type StepCounts = Readonly<Record<StepKind, number>>;

export const noSteps = Object.fromEntries(stepKinds.map((kind) => [kind, 0])) as StepCounts;

export const addSteps = (a: StepCounts, b: StepCounts): StepCounts =>
  Object.fromEntries(stepKinds.map((kind) => [kind, a[kind] + b[kind]])) as StepCounts;

/** What was owed on a day, oldest due first; an invoice settled on the day is settled before anybody is chased. */
const owedOn = (invoices: readonly DueInvoice[], day: BusinessDate): readonly DueInvoice[] =>
  invoices.filter(({ issuedOn, settledOn }) => issuedOn <= day && (settledOn === null || settledOn > day));

/**
 * The steps that a strategy would have taken against a customer, day by day, counted from the oldest unpaid due date, one
 * a day at most, in their order and with the minimum gap; from the beginning again once nothing that was chased is owed
 * any more. It knows what was due and when it was settled, and nothing of weekends, holidays, promises, disputes and
 * holds: a count to compare two strategies by, not a forecast.
 */
export const stepsTaken = (
  invoices: readonly DueInvoice[],
  { grade, minimumGapDays, strategy }: Chase,
  period: { readonly from: BusinessDate; readonly to: BusinessDate },
): StepCounts => {
  const steps = stepsFor(strategy, grade);
  const counts: Record<StepKind, number> = { ...noSteps };
  let taken = 0;
  let lastOn: BusinessDate | null = null;
  let chasedFrom: BusinessDate | null = null;
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
    const owed = owedOn(invoices, day);
    const oldest = owed.map(({ dueOn }) => dueOn).sort()[0] ?? null;
    // What was chased is paid: whatever is owed besides begins anew.
    if (chasedFrom !== null && (oldest === null || oldest > chasedFrom)) {
      taken = 0;
      chasedFrom = null;
    }
    const step = steps[taken];
    if (oldest === null || !step || daysBetween(oldest, day) < step.daysFromDue) continue;
    if (lastOn !== null && daysBetween(lastOn, day) < minimumGapDays) continue;
    taken += 1;
    chasedFrom = oldest;
    // A reminder before the due date is left out once that is past.
    if (step.daysFromDue < 0 && day > oldest) continue;
    counts[step.kind] += 1;
    lastOn = day;
  }
  return counts;
};
