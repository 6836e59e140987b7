import type { Money } from '../../money.ts';
import { type CollectionCase, isTaken } from './case.ts';
import { evolveAll } from './evolve.ts';
import { isSpent, nextOf, type PlannedStep } from './next-step.ts';
import { review } from './review.ts';
import { type CaseFacts, type Owed, standingOf, totalsOf } from './standing.ts';
import { isGentle, type StepKind } from './strategy.ts';

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

/** The latest due date that older cycles have told of which have nothing more to say. */
const spokenFor = (state: CollectionCase, number: number, facts: CaseFacts): string | null => {
  const own = state.cycles.find((cycle) => cycle.number === number);
  const spent = state.cycles.filter(
    (cycle) =>
      cycle !== own &&
      !cycle.settled &&
      (!own || cycle.chasedThrough < own.chasedThrough) &&
      isSpent(state, cycle, facts),
  );
  return (
    spent
      .map(({ chasedThrough }) => chasedThrough)
      .toSorted()
      .at(-1) ?? null
  );
};

/**
 * What a step of a cycle is about: everything chaseable that is overdue; before the due date what will be due next, too. Not
 * what an older cycle has told of that has no step left: that is for a person. Nothing where only residues are left and the
 * step is more than a friendly reminder.
 */
export const itemsOf = (
  { cycle, kind }: { readonly cycle: number; readonly kind: StepKind },
  state: CollectionCase,
  facts: CaseFacts,
): readonly Owed[] => {
  const { chaseable, overdue, residues } = standingOf(state, facts);
  const told = spokenFor(state, cycle, facts);
  const items = (kind === 'REMINDER_BEFORE_DUE' ? chaseable : overdue).filter(
    ({ dueOn }) => told === null || dueOn > told,
  );
  return isGentle({ kind }) || items.some((item) => !residues.has(item)) ? items : [];
};

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
  const items = itemsOf({ cycle: next.cycle, kind: next.step.kind }, current, facts);
  if (next.at > facts.now || items.length === 0) return { send: false, because: 'NOT_NOW' };
  return { send: true, items, totals: totalsOf(items) };
};
