import type { Money } from '../../money.ts';
import { type CollectionCase, isTaken } from './case.ts';
import { evolveAll } from './evolve.ts';
import { nextOf, type PlannedStep } from './next-step.ts';
import { review } from './review.ts';
import { type CaseFacts, type Owed, type Standing, standingOf, totalsOf } from './standing.ts';
import type { StepKind } from './strategy.ts';

export type WhyNot =
  | 'TAKEN'
  | 'CLOSED'
  | 'PAUSED'
  | 'PROMISED'
  | 'DISPUTED'
  | 'WITH_LEGAL'
  /** Its hours, its day or the gap have moved: it is planned anew. */
  | 'NOT_NOW'
  /** Another step comes next. */
  | 'SUPERSEDED';

/** Whether a step may be taken now, and what it is about: items by due date, and what remains of them by currency. */
export type LastLook =
  | { readonly send: true; readonly items: readonly Owed[]; readonly totals: readonly Money[] }
  | { readonly send: false; readonly because: WhyNot };

/** What a step is about: everything chaseable that is overdue; before the due date what will be due next, too. */
export const itemsOf = (kind: StepKind, { chaseable, overdue }: Standing): readonly Owed[] =>
  kind === 'REMINDER_BEFORE_DUE' ? chaseable : overdue;

/**
 * The last look before a step is taken, on facts read at that moment: what has been paid, disputed, promised or credited
 * since it was planned is not chased, and the amounts are what remains now.
 */
export const mayStillSend = (state: CollectionCase, step: Pick<PlannedStep, 'key'>, facts: CaseFacts): LastLook => {
  if (isTaken(state, step.key)) return { send: false, because: 'TAKEN' };
  const current = evolveAll(state, review(state, facts));
  if (current.status !== 'OPEN') return { send: false, because: current.status };
  const next = nextOf(current, facts).step;
  if (next?.key !== step.key) return { send: false, because: 'SUPERSEDED' };
  const items = itemsOf(next.step.kind, standingOf(current, facts));
  if (next.at > facts.now || items.length === 0) return { send: false, because: 'NOT_NOW' };
  return { send: true, items, totals: totalsOf(items) };
};
