import type { Json } from '../../json.ts';
import type { Failure } from './failure.ts';

/** What an execution is told from outside. */
export type Message =
  /** The call of a task that waits for its token was answered. */
  | { readonly kind: 'task-submitted'; readonly taskId: string; readonly output: Json }
  | { readonly kind: 'task-succeeded'; readonly taskId: string; readonly output: Json }
  | { readonly kind: 'task-failed'; readonly taskId: string; readonly failure: Failure }
  | { readonly kind: 'heartbeat'; readonly taskId: string }
  /** Some time has come that a state waits for. */
  | { readonly kind: 'due' }
  | { readonly kind: 'stop'; readonly failure: Failure }
  /** Goes on where it failed. */
  | { readonly kind: 'redrive' };

export type TaskMessage = Extract<Message, { readonly taskId: string }>;
