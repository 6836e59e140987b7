import { daysBetween } from '../../shared/dates.ts';
import { medianOf } from './fit/losses.ts';
import type { Observation } from './observe.ts';

/** An observation to learn from, with what was known of its end on the day of learning. */
export type Sample = Pick<Observation, 'customerId' | 'issuedOn' | 'dueOn' | 'features' | 'isLate' | 'daysFromDue'>;

/** Below this share of what has an outcome, the unbiased ones are too few. */
const ENOUGH = 0.5;

/**
 * What may be learned from on a day: what was issued and due before it. That it was late is known of everything unpaid by then, and nobody is
 * left out for paying slowly, or let in for paying early. How late the unpaid will be is not known: it is taken for what those came to
 * who had been as late. Where hardly anything is due yet, what is paid has to do.
 */
export const samplesUntil = (observations: readonly Observation[], until: string): readonly Sample[] => {
  const issued = observations.filter(({ issuedOn }) => issuedOn < until);
  const paid = issued.filter(({ paidOn }) => paidOn < until);
  const due = issued.filter(({ dueOn }) => dueOn < until);
  if (due.length < ENOUGH * paid.length) return paid;
  const daysLate = paid.map(({ daysFromDue }) => daysFromDue).filter((days) => days > 0);
  const expected = new Map<number, number>();
  const comesTo = (daysSoFar: number): number => {
    const known =
      expected.get(daysSoFar) ?? Math.max(daysSoFar, medianOf(daysLate.filter((days) => days >= daysSoFar)));
    expected.set(daysSoFar, known);
    return known;
  };
  return due.map((observation) =>
    observation.paidOn < until
      ? observation
      : { ...observation, isLate: true, daysFromDue: comesTo(daysBetween(observation.dueOn, until)) },
  );
};
