import type { Json, JsonObject } from '../../json.ts';
import type { ProgramPath } from './definition.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution, or one of the child executions of a distributed Map. */
export interface Run {
  /** The same as the id of the branch at its root. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly input: Json;
  readonly status: Status;
  /** Milliseconds since the epoch, as all times here. */
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly deadline?: number;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** Id of the newest event of its history. */
  readonly lastEventId: number;
  readonly redriveCount: number;
  readonly redrivenAt?: number;
  /** The Map that a child execution belongs to. */
  readonly parent?: {
    readonly branch: string;
    readonly index: number;
    readonly items: number;
    readonly mapRunArn: string;
  };
}

/** A task that was handed over and has not ended. */
export interface OpenTask {
  /** Changes with every attempt: what comes too late for one attempt is nothing to the next. */
  readonly id: string;
  readonly arguments: Json;
  readonly token?: string;
  readonly credentials?: Json;
  readonly timeoutAt?: number;
  readonly heartbeatSeconds?: number;
  readonly heartbeatAt?: number;
  /** A task with a token whose call has been answered: it waits for its token only. */
  readonly submitted: boolean;
}

/** Programs that run inside of a Parallel or Map. */
export interface FanOut {
  readonly mode: 'parallel' | 'inline' | 'distributed';
  readonly total: number;
  /** Index of the first one that was not started. */
  readonly next: number;
  readonly running: number;
  readonly concurrency: number;
  /** Items of child executions that failed, and how many may. */
  readonly failedItems: number;
  readonly toleratedItems: number;
  readonly mapRunArn?: string;
}

/** What a branch is doing in its state. */
export type Phase =
  /** It has entered the state, or is to try it again. */
  | { readonly kind: 'entered' }
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'backing-off'; readonly until: number }
  | { readonly kind: 'task'; readonly task: OpenTask }
  | { readonly kind: 'fan-out'; readonly fanOut: FanOut };

export interface MapItem {
  readonly index: number;
  readonly value: Json;
}

/** One line of control: of the execution itself, of a branch of a Parallel, or of an iteration of a Map. */
export interface Branch {
  /** `0` at the root; that of the enclosing branch, a slash and the index inside. */
  readonly id: string;
  readonly run: string;
  /** Absent at the root of a run. */
  readonly parent?: { readonly branch: string; readonly index: number };
  readonly program: ProgramPath;
  /** Variables of this scope; those of enclosing scopes are seen as well. */
  readonly variables: JsonObject;
  readonly mapItem?: MapItem;
  readonly state: string;
  readonly input: Json;
  readonly enteredAt: number;
  readonly enteredEventId: number;
  /** The event that led to where it is. */
  readonly lastEventId: number;
  /** Retries by Retrier, and all together. */
  readonly retries: readonly number[];
  readonly retryCount: number;
  readonly phase: Phase;
  /** It stands still because the execution has ended; a redrive has it go on. */
  readonly halted: boolean;
}

/** When a branch is to be woken, and what for. */
export interface Due {
  readonly at: number;
  readonly kind: 'wait' | 'retry' | 'time-out' | 'heartbeat';
}

/** What falls due first for a branch, if anything. */
export const dueOf = ({ phase, halted }: Branch): Due | undefined => {
  if (halted) return undefined;
  if (phase.kind === 'waiting') return { at: phase.until, kind: 'wait' };
  if (phase.kind === 'backing-off') return { at: phase.until, kind: 'retry' };
  if (phase.kind !== 'task') return undefined;
  const { timeoutAt = Number.POSITIVE_INFINITY, heartbeatAt = Number.POSITIVE_INFINITY } = phase.task;
  const at = Math.min(timeoutAt, heartbeatAt);
  return Number.isFinite(at) ? { at, kind: timeoutAt <= heartbeatAt ? 'time-out' : 'heartbeat' } : undefined;
};

/** The task that a branch has handed over, if its call was not answered yet. */
export const callOf = ({ phase, halted }: Branch): OpenTask | undefined =>
  phase.kind === 'task' && !halted && !phase.task.submitted ? phase.task : undefined;
