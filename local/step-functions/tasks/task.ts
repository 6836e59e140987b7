import type { Json } from '../../json.ts';
import type { Failure } from '../asl/failure.ts';

/** A task that an execution hands over. */
export interface TaskCall {
  /** As in the definition. */
  readonly resource: string;
  readonly arguments: Json;
  readonly executionArn: string;
  readonly stateMachineArn: string;
}

/** How the call of a task ended. */
export type TaskOutcome = { readonly output: Json } | { readonly failure: Failure };

export type TaskHandler = (call: TaskCall) => Promise<TaskOutcome>;

export const failed = (error: string, cause: string): TaskOutcome => ({ failure: { error, cause } });
