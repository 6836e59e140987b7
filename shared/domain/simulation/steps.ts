import { addDays, type BusinessDate, daysBetween } from '../../dates.ts';
import type { Grade } from '../account/account.ts';
import { type StepKind, type Strategy, stepKinds, stepsFor } from '../collection/strategy.ts';

/** An invoice as collections see it over time. */
export interface DueInvoice {
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly settledOn: BusinessDate | null;
  /** That it is paid late, 0 to 1; `null` where too little is known of the customer. */
  readonly lateProbability: number | null;
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

/** The oldest unpaid invoice of a day; one that is settled on the day is settled before anybody is chased. */
const oldestOwed = (invoices: readonly DueInvoice[], day: BusinessDate): DueInvoice | null => {
  let oldest: DueInvoice | null = null;
  for (const invoice of invoices) {
    const isOwed = invoice.issuedOn <= day && (invoice.settledOn === null || invoice.settledOn > day);
    if (isOwed && (oldest === null || invoice.dueOn < oldest.dueOn)) oldest = invoice;
  }
  return oldest;
};

/**
 * The steps that a strategy would have taken against a customer, day by day, counted from the oldest unpaid due date, one
 * a day at most, in their order and with the minimum gap; from the beginning again once nothing that was chased is owed
 * any more. What was overdue as the period began is taken up where its days are. It knows what was due and when it was
 * settled, and nothing of weekends, holidays, promises, disputes and holds: a count to compare two strategies by, not a
 * forecast.
 */
export const stepsTaken = (
  invoices: readonly DueInvoice[],
  { grade, minimumGapDays, strategy }: Chase,
  period: { readonly from: BusinessDate; readonly to: BusinessDate },
): StepCounts => {
  const counts: Record<StepKind, number> = { ...noSteps };
  /** Days from the due date of the step that was taken last; `null` before the first. */
  let reached: number | null = null;
  let lastOn: BusinessDate | null = null;
  let chasedFrom: BusinessDate | null = null;
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
    const oldest = oldestOwed(invoices, day);
    // What was chased is paid: whatever is owed besides begins anew.
    if (chasedFrom !== null && (oldest === null || oldest.dueOn > chasedFrom)) {
      reached = null;
      chasedFrom = null;
    }
    if (oldest === null) continue;
    const daysPastDue = daysBetween(oldest.dueOn, day);
    const steps = stepsFor(strategy, grade, oldest.lateProbability);
    // Steps of before the period were taken then.
    if (day === period.from) {
      reached = steps.findLast(({ daysFromDue }) => daysFromDue < daysPastDue)?.daysFromDue ?? null;
      chasedFrom = reached === null ? null : oldest.dueOn;
    }
    const step = steps.find(({ daysFromDue }) => reached === null || daysFromDue > reached);
    if (!step || daysPastDue < step.daysFromDue) continue;
    if (lastOn !== null && daysBetween(lastOn, day) < minimumGapDays) continue;
    reached = step.daysFromDue;
    chasedFrom = oldest.dueOn;
    // A reminder before the due date is left out once that is past.
    if (step.daysFromDue < 0 && daysPastDue > 0) continue;
    counts[step.kind] += 1;
    lastOn = day;
  }
  return counts;
};
