import type { Instant } from '../../dates.ts';
import { conflict } from '../../errors.ts';
import { type CollectionTask, isUndone, type TaskOutcome, UNASSIGNED } from './task.ts';

/** What came of a task, as the person says who did it. */
export interface Report {
  readonly outcome: TaskOutcome;
  readonly note: string;
  readonly promiseId?: string | null;
  readonly disputeId?: string | null;
}

/**
 * Whether the task has been reported with just this before.
 * @throws conflict when it is done with another outcome or note, or cancelled; or done by resolving a dispute only.
 */
export const isReported = (task: CollectionTask, { note, outcome }: Report): boolean => {
  if (task.status === 'CANCELLED') throw conflict('The task is cancelled: there is nothing left to do.');
  if (isUndone(task)) {
    if (task.kind === 'RESOLVE_DISPUTE') throw conflict(`Resolve dispute '${task.disputeId}': that ends the task.`);
    return false;
  }
  if (task.outcome === outcome && task.note === note) return true;
  throw conflict(`The task was done already: ${task.outcome}, by ${task.doneBy}.`, 'outcome');
};

export const reported = (task: CollectionTask, report: Report, by: string, at: Instant): CollectionTask => ({
  ...task,
  status: 'DONE',
  outcome: report.outcome,
  note: report.note,
  promiseId: report.promiseId ?? null,
  disputeId: report.disputeId ?? null,
  doneBy: by,
  doneAt: at,
  version: task.version + 1,
});

/** Nobody needs to do it any more. */
export const cancelled = (task: CollectionTask, at: Instant): CollectionTask => ({
  ...task,
  status: 'CANCELLED',
  doneAt: at,
  version: task.version + 1,
});

/** It was not done in time and is a lead's now. */
export const escalated = (task: CollectionTask, to: string, at: Instant): CollectionTask => ({
  ...task,
  assignee: to,
  escalatedAt: at,
  escalatedFrom: task.assignee === to || task.assignee === UNASSIGNED ? null : task.assignee,
  escalatedTo: to,
  version: task.version + 1,
});

/** The lead whose task it is now has been told. */
export const told = (task: CollectionTask, at: Instant): CollectionTask => ({
  ...task,
  leadToldAt: at,
  version: task.version + 1,
});

const said: Readonly<Record<TaskOutcome, string>> = {
  REACHED: 'reached',
  NO_ANSWER: 'no answer',
  PROMISED: 'promised',
  DISPUTED: 'disputed',
  REFUSED: 'refused',
  WRONG_CONTACT: 'wrong contact',
};

const names = {
  CALL: 'Call task',
  ESCALATION: 'Escalation',
  BOUNCED_MAIL: 'Task about a mail that bounced',
  NO_ADDRESS: 'Task about a missing address',
  HANDOFF_RETURNED: 'Task about a returned handoff',
  RESOLVE_DISPUTE: 'Task about a dispute',
} as const;

/** The line of the case's timeline that tells what came of a task. */
export const reportLine = ({ kind }: CollectionTask, { note, outcome }: Report): string =>
  `${names[kind]} done, ${said[outcome]}: ${note}`;

/** The line that tells of a task that nobody has done in time. */
export const escalationLine = ({ assignee, dueOn, kind }: CollectionTask, to: string): string =>
  to === assignee
    ? `${names[kind]} was due on ${dueOn} and is not done; ${to} was reminded.`
    : `${names[kind]} was due on ${dueOn} and is not done; it went from ${assignee} to ${to}.`;
