import type { Json } from '../../json.ts';
import type { Failure } from './failure.ts';

/** What an execution is told from outside. */
export type Message =
  /** The call of a task that waits for its token was answered. */
  | { readonly kind: 'task-submitted'; readonly taskId: string; readonly output: Json }
  | { readonly kind: 'task-succeeded'; readonly taskId: string; readonly output: Json; readonly token?: string }
  | { readonly kind: 'task-failed'; readonly taskId: string; readonly failure: Failure; readonly token?: string }
  | { readonly kind: 'heartbeat'; readonly taskId: string; readonly token?: string }
  /** Some time has come that a state waits for. */
  | { readonly kind: 'due' }
  | { readonly kind: 'stop'; readonly failure: Failure }
  /** Something went wrong that no state is to blame for. */
  | { readonly kind: 'fail'; readonly failure: Failure }
  /** Goes on where it failed. */
  | { readonly kind: 'redrive' };

/** Those about a task; one that comes with a token must come with that of the task. */
export type TaskMessage = Extract<Message, { readonly taskId: string }>;
