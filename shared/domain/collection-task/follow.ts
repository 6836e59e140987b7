import type { CollectionCase } from '../collection/case.ts';
import type { TaskGround } from './new-tasks.ts';
import { type CollectionTask, isUndone, type TaskKind, type TaskStatus } from './task.ts';
import { type Owing, owingText } from './texts.ts';

/** Kinds that have somebody chase what is owed, or say how it is chased: not while it is promised, disputed, paused or a residue. */
const ofTheChase: ReadonlySet<TaskKind> = new Set<TaskKind>(['CALL', 'ESCALATION', 'NO_ADDRESS', 'HANDOFF_RETURNED']);

/** Whether a task that nobody has done is to be done now, later, or not at all any more. */
const statusNow = (
  { disputeId, kind }: CollectionTask,
  { disputes, status }: Pick<CollectionCase, 'status' | 'disputes'>,
  { onlyResidues = false }: TaskGround,
): TaskStatus => {
  if (status === 'CLOSED') return 'CANCELLED';
  if (kind === 'RESOLVE_DISPUTE' && !disputes.includes(disputeId ?? '')) return 'CANCELLED';
  return ofTheChase.has(kind) && (status !== 'OPEN' || onlyResidues) ? 'SHELVED' : 'OPEN';
};

/** What of the customer's debt a task is about now. */
export const owingOf = ({ disputeId, kind }: CollectionTask, ground: TaskGround): Owing =>
  (kind === 'RESOLVE_DISPUTE' && ground.disputed.get(disputeId ?? '')) || ground;

/** What a task follows: where its case stands, and what is made of that. */
export interface TaskNow {
  readonly state: Pick<CollectionCase, 'status' | 'disputes'>;
  readonly ground: TaskGround;
  readonly rank: number;
  /** Of a task that is made, or open again, now. */
  readonly due: Pick<CollectionTask, 'dueOn' | 'dueAt'>;
  readonly at: string;
}

const isSame = (a: Owing & { readonly rank: number }, b: Owing & { readonly rank: number }): boolean =>
  a.rank === b.rank &&
  a.daysPastDue === b.daysPastDue &&
  a.totals.length === b.totals.length &&
  a.totals.every(({ currency, minorUnits }, at) => {
    const other = b.totals[at];
    return other?.currency === currency && other.minorUnits === minorUnits;
  });

/**
 * A task as its case stands now: with what is owed now, put off while nothing of it is chased, cancelled when there is
 * nothing left to do. The task itself where nothing changes.
 */
export const followed = (task: CollectionTask, { at, due, ground, rank, state }: TaskNow): CollectionTask => {
  if (!isUndone(task)) return task;
  const status = statusNow(task, state, ground);
  const version = task.version + 1;
  if (status === 'CANCELLED') return { ...task, status, doneAt: at, version };
  // What it said when it was put off says why it was there; it is written anew when it is open again.
  if (status === 'SHELVED') return task.status === status ? task : { ...task, status, version };
  const { daysPastDue, totals } = owingOf(task, ground);
  const text = owingText(task, ground.legalName, { totals, daysPastDue }) ?? task.text;
  const now: CollectionTask = { ...task, status, daysPastDue, totals, rank, text, version };
  if (task.status === 'SHELVED') return { ...now, ...due };
  return isSame(task, now) ? task : now;
};
