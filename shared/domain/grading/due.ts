import { addDays, type BusinessDate, type Moment, momentAt, startOfBusinessDate } from '../../dates.ts';
import type { Account } from '../account/account.ts';
import type { EntryKind } from '../history/entry.ts';
import type { NextGrade } from './grade.ts';
import type { GradingPolicy } from './policy.ts';

/** What changes something that customers are scored by, or that bounds their grade. */
const inputs: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'CustomerChanged',
  'CreditLimitChanged',
  'TemporaryLimitGranted',
  'TemporaryLimitEnded',
  'RatingRecorded',
  'ReceivablePosted',
  'ReceivableWrittenOff',
  'PaymentReceived',
  'CashApplied',
  'CashUnapplied',
  'PaymentReversed',
  'CreditNotePosted',
  'DisputeOpened',
  'DisputeResolved',
  'InsolvencyReported',
  'InsolvencyEnded',
]);

/**
 * When a customer is to be graded after something was recorded: today, if that changed what the grade rests on. Orders
 * do not: they come and go, and the invoice that follows counts. Nor does what happens in a collection case, whose
 * customer is late and so graded each day.
 */
export const gradeDueAfter = (
  kind: EntryKind,
  { gradeDueOn }: Pick<Account, 'gradeDueOn'>,
  today: BusinessDate,
): BusinessDate | null => {
  if (!inputs.has(kind)) return gradeDueOn;
  return gradeDueOn !== null && gradeDueOn < today ? gradeDueOn : today;
};

/** Whether the daily run grades the customer: it is due, or something is overdue, which is more so each day. */
export const isGradeDue = (
  { gradeDueOn, oldestOpenDueOn }: Pick<Account, 'gradeDueOn' | 'oldestOpenDueOn'>,
  today: BusinessDate,
): boolean => (gradeDueOn !== null && gradeDueOn <= today) || (oldestOpenDueOn !== null && oldestOpenDueOn < today);

/**
 * As of when a customer is graded: now, or the latest that the account knows of. News may come days late; by then the
 * customer has been graded by what came later, and must not be put back to a day that is over.
 */
export const gradingMoment = (
  { gradedOn, lastEntryAt }: Pick<Account, 'gradedOn' | 'lastEntryAt'>,
  moment: Moment,
  timeZone: string,
): Moment => {
  const graded = gradedOn !== null && gradedOn > moment.today ? startOfBusinessDate(gradedOn, timeZone) : '';
  const latest = [lastEntryAt, graded].reduce((one, other) => (other > one ? other : one), moment.now);
  return latest === moment.now ? moment : momentAt(Date.parse(latest), timeZone);
};

/** When a customer is graded next though nothing may change: for a rise that is waited for, or for the review. */
export const nextGradeDueOn = (
  { grade, risesOn }: Pick<NextGrade, 'grade' | 'risesOn'>,
  { grades }: Pick<GradingPolicy, 'grades'>,
  today: BusinessDate,
): BusinessDate | null => {
  if (grade === null) return null;
  const review = addDays(today, grades[grade].reviewDays);
  return risesOn !== null && risesOn < review ? risesOn : review;
};
