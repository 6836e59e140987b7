import type { Instant } from '../dates.ts';
import type { Key } from './keys.ts';
import { settleWrites, type Table } from './table.ts';

/** When a wait began, and its how-manieth try this is: a call that was held up must not put back an older token. */
export interface WaitBegun {
  readonly at: Instant;
  readonly attempt: number;
}

/** Keeps the token of the task that a workflow waits in, with what else is to be known of it; it waits in one at a time. */
export const keepWaitingTask = async (
  table: Table,
  key: Key,
  task: { readonly taskToken: string; readonly entityType: string } & Readonly<Record<string, unknown>>,
  { at, attempt }: WaitBegun,
): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'waiting task',
      write: {
        Put: {
          TableName: table.name,
          Item: { ...key, ...task, at, attempt },
          ConditionExpression: 'attribute_not_exists(pk) OR #at < :at OR (#at = :at AND attempt <= :attempt)',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': at, ':attempt': attempt },
        },
      },
    },
  ]);
};

/** Forgets a task that is completed, unless the workflow waits in another one already. */
export const dropWaitingTask = async (table: Table, key: Key, taskToken: string): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'waiting task',
      write: {
        Delete: {
          TableName: table.name,
          Key: { ...key },
          ConditionExpression: 'taskToken = :token',
          ExpressionAttributeValues: { ':token': taskToken },
        },
      },
    },
  ]);
};
