import { daysBetween } from '../../shared/dates.ts';
import { medianOf } from './fit/losses.ts';
import type { Observation, Observed, Seen } from './observe.ts';

/** An observation to learn from, with what was known of its end on the day of learning. */
export type Sample = Pick<Observation, 'customerId' | 'issuedOn' | 'dueOn' | 'features' | 'isLate' | 'daysFromDue'>;

/** Below this share of what has an outcome, the unbiased ones are too few. */
const ENOUGH = 0.5;

/**
 * What may be learned from on a day: what was issued and due before it. That it was late is known of everything unpaid by then, and nobody is
 * left out for paying slowly or never, or let in for paying early. How late the unpaid will be is not known: it is taken for what those came to
 * who had been as late. Where hardly anything is due yet, what is paid has to do.
 * @returns in the order of issue.
 */
export const samplesUntil = ({ paid, open }: Observed, until: string): readonly Sample[] => {
  const settled = paid.filter(({ issuedOn, paidOn }) => issuedOn < until && paidOn < until);
  const isDue = ({ issuedOn, dueOn }: Seen): boolean => issuedOn < until && dueOn < until;
  const due: readonly (Observation | Seen)[] = inOrder(paid.filter(isDue), open.filter(isDue));
  if (due.length < ENOUGH * settled.length) return settled;
  const daysLate = settled.map(({ daysFromDue }) => daysFromDue).filter((days) => days > 0);
  const expected = new Map<number, number>();
  const comesTo = (daysSoFar: number): number => {
    const known =
      expected.get(daysSoFar) ?? Math.max(daysSoFar, medianOf(daysLate.filter((days) => days >= daysSoFar)));
    expected.set(daysSoFar, known);
    return known;
  };
  return due.map((seen) =>
    'paidOn' in seen && seen.paidOn < until
      ? seen
      : { ...seen, isLate: true, daysFromDue: comesTo(daysBetween(seen.dueOn, until)) },
  );
};

const inOrder = (paid: readonly Observation[], open: readonly Seen[]): readonly (Observation | Seen)[] =>
  open.length === 0
    ? paid
    : [...paid, ...open].toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));
