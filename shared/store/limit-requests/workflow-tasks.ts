import { count, text } from '../attributes.ts';
import { keys } from '../keys.ts';
import type { Table } from '../table.ts';
import { dropWaitingTask, keepWaitingTask, type WaitBegun } from '../waiting-tasks.ts';

/** A waiting task of a request's workflow. The token is what completes it, and never leaves the back end. */
export interface WorkflowTask {
  readonly taskToken: string;
  /** The wait is over when the request has passed this stage. */
  readonly stage: number;
}

/** Keeps the token of the task that the workflow waits in; it waits in one at a time. */
export const keepTask = (table: Table, requestId: string, task: WorkflowTask, begun: WaitBegun): Promise<void> =>
  keepWaitingTask(table, keys.workflowTask(requestId), { entityType: 'TASK', ...task }, begun);

export const loadTask = async (table: Table, requestId: string): Promise<WorkflowTask | null> => {
  const item = await table.get(keys.workflowTask(requestId));
  return item ? { taskToken: text(item, 'taskToken'), stage: count(item, 'stage') } : null;
};

/** Forgets a task that is completed, unless the workflow waits in another one already. */
export const dropTask = (table: Table, requestId: string, { taskToken }: WorkflowTask): Promise<void> =>
  dropWaitingTask(table, keys.workflowTask(requestId), taskToken);
