import type { Instant } from '../../dates.ts';
import { count, text } from '../attributes.ts';
import { keys } from '../keys.ts';
import { settleWrites, type Table } from '../table.ts';

/** A waiting task of a request's workflow. The token is what completes it, and never leaves the back end. */
export interface WorkflowTask {
  readonly taskToken: string;
  /** The wait is over when the request has passed this stage. */
  readonly stage: number;
}

/** When a wait began, and its how-manieth try this is: a call that was held up must not put back an older token. */
export interface WaitBegun {
  readonly at: Instant;
  readonly attempt: number;
}

/** Keeps the token of the task that the workflow waits in; it waits in one at a time. */
export const keepTask = async (
  table: Table,
  requestId: string,
  task: WorkflowTask,
  { at, attempt }: WaitBegun,
): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'task',
      write: {
        Put: {
          TableName: table.name,
          Item: { ...keys.workflowTask(requestId), entityType: 'TASK', ...task, at, attempt },
          ConditionExpression: 'attribute_not_exists(pk) OR #at < :at OR (#at = :at AND attempt <= :attempt)',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': at, ':attempt': attempt },
        },
      },
    },
  ]);
};

export const loadTask = async (table: Table, requestId: string): Promise<WorkflowTask | null> => {
  const item = await table.get(keys.workflowTask(requestId));
  return item ? { taskToken: text(item, 'taskToken'), stage: count(item, 'stage') } : null;
};

/** Forgets a task that is completed, unless the workflow waits in another one already. */
export const dropTask = async (table: Table, requestId: string, { taskToken }: WorkflowTask): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'task',
      write: {
        Delete: {
          TableName: table.name,
          Key: { ...keys.workflowTask(requestId) },
          ConditionExpression: 'taskToken = :token',
          ExpressionAttributeValues: { ':token': taskToken },
        },
      },
    },
  ]);
};
