import type { BusinessDate, Instant } from '../../dates.ts';
import type { Money } from '../../money.ts';

/** Why there is something to do: a step of the strategy, or something that only a person can repair. */
export const taskKinds = [
  'CALL',
  'ESCALATION',
  'BOUNCED_MAIL',
  'NO_ADDRESS',
  'HANDOFF_RETURNED',
  'RESOLVE_DISPUTE',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** `SHELVED`: what it is about is not chased now; it is open again, with a new due time, when that is chased again. */
export const taskStatuses = ['OPEN', 'SHELVED', 'DONE', 'CANCELLED'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** What came of it, as the person says who did it. */
export const taskOutcomes = ['REACHED', 'NO_ANSWER', 'PROMISED', 'DISPUTED', 'REFUSED', 'WRONG_CONTACT'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

/** Whose task it is when nobody holds a role that could do it. */
export const UNASSIGNED = 'unassigned';

/** Something that a person is to do in a collection case. */
export interface CollectionTask {
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  readonly caseId: string;
  readonly customerId: string;
  /** Name of what it was made for, a step or a message: there is one task for each. */
  readonly key: string;
  /** What is to be done, in a sentence. */
  readonly text: string;
  /** E-mail address of who is to do it, or `unassigned`. */
  readonly assignee: string;
  /** Its place among the tasks of a person: the highest comes first. See `rankOf`. */
  readonly rank: number;
  /** What is owed, one amount for each currency, and for how long the oldest of it has been. */
  readonly totals: readonly Money[];
  readonly daysPastDue: number;
  readonly createdAt: Instant;
  /** The last day on which it is done in time, and the instant at which that day is over. */
  readonly dueOn: BusinessDate;
  readonly dueAt: Instant;
  /** When it went to the lead because nobody had done it in time, from whom and to whom, and when that one was told. */
  readonly escalatedAt: Instant | null;
  /** `null` also where it was the lead's own already, or nobody's. */
  readonly escalatedFrom: string | null;
  readonly escalatedTo: string | null;
  readonly leadToldAt: Instant | null;
  readonly outcome: TaskOutcome | null;
  readonly note: string | null;
  /** The promise or dispute that came of it; or the dispute that it is about. */
  readonly promiseId: string | null;
  readonly disputeId: string | null;
  /** Who did it; `null` where the platform cancelled it because there was nothing left to do. */
  readonly doneBy: string | null;
  readonly doneAt: Instant | null;
  /** Counts the changes. */
  readonly version: number;
}

/** A task that is to be made; who gets it, when it is due and how it ranks is found when it is. */
export interface NewTask extends Pick<CollectionTask, 'kind' | 'caseId' | 'customerId' | 'key' | 'text'> {
  readonly totals: readonly Money[];
  readonly daysPastDue: number;
  /** Who looks after the customer, by the master data. */
  readonly collector: string | null;
  /** Share of what is owed that is not expected to come in soon by itself; all where left out. */
  readonly stays?: number;
  /** The dispute that it is about. */
  readonly disputeId?: string;
}

/** Whether somebody has still to do it, now or later. */
export const isUndone = ({ status }: Pick<CollectionTask, 'status'>): boolean =>
  status === 'OPEN' || status === 'SHELVED';

export const isUntouched = ({ escalatedAt, status }: CollectionTask): boolean =>
  status === 'OPEN' && escalatedAt === null;
