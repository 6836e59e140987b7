import type { Instant } from '../../dates.ts';
import { count, text, textOrNull } from '../attributes.ts';
import { keys } from '../keys.ts';
import { settleWrites, type Table } from '../table.ts';

/** A waiting task of a case's workflow. The token is what completes it, and never leaves the back end. */
export interface CaseWait {
  readonly taskToken: string;
  /** The case as it was when it began to wait, and when it meant to look again. */
  readonly version: number;
  readonly wakeAt: Instant | null;
}

/** When a wait began, and its how-manieth try this is: a call that was held up must not put back an older token. */
export interface WaitBegun {
  readonly at: Instant;
  readonly attempt: number;
}

/** Keeps the token of the task that the workflow waits in; it waits in one at a time. */
export const keepWait = async (
  table: Table,
  caseId: string,
  { taskToken, version, wakeAt }: CaseWait,
  { at, attempt }: WaitBegun,
): Promise<void> => {
  const waiting = { taskToken, version, ...(wakeAt === null ? {} : { wakeAt }) };
  await settleWrites(table, [
    {
      name: 'wait',
      write: {
        Put: {
          TableName: table.name,
          Item: { ...keys.caseWait(caseId), entityType: 'CASEWAIT', ...waiting, at, attempt },
          ConditionExpression: 'attribute_not_exists(pk) OR #at < :at OR (#at = :at AND attempt <= :attempt)',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': at, ':attempt': attempt },
        },
      },
    },
  ]);
};

export const loadWait = async (table: Table, caseId: string): Promise<CaseWait | null> => {
  const item = await table.get(keys.caseWait(caseId));
  if (!item) return null;
  return { taskToken: text(item, 'taskToken'), version: count(item, 'version'), wakeAt: textOrNull(item, 'wakeAt') };
};

/** Forgets a task that is completed, unless the workflow waits in another one already. */
export const dropWait = async (table: Table, caseId: string, { taskToken }: CaseWait): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'wait',
      write: {
        Delete: {
          TableName: table.name,
          Key: { ...keys.caseWait(caseId) },
          ConditionExpression: 'taskToken = :token',
          ExpressionAttributeValues: { ':token': taskToken },
        },
      },
    },
  ]);
};
