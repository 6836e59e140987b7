import type { Instant } from '../../dates.ts';
import { count, text, textOrNull } from '../attributes.ts';
import { keys } from '../keys.ts';
import type { Table } from '../table.ts';
import { dropWaitingTask, keepWaitingTask, type WaitBegun } from '../waiting-tasks.ts';

/** A waiting task of a case's workflow. The token is what completes it, and never leaves the back end. */
export interface CaseWait {
  readonly taskToken: string;
  /** The case as it was when it began to wait, and when it meant to look again. */
  readonly version: number;
  readonly wakeAt: Instant | null;
}

/** Keeps the token of the task that the workflow waits in; it waits in one at a time. */
export const keepWait = (
  table: Table,
  caseId: string,
  { taskToken, version, wakeAt }: CaseWait,
  begun: WaitBegun,
): Promise<void> => {
  const waiting = { taskToken, version, ...(wakeAt === null ? {} : { wakeAt }) };
  return keepWaitingTask(table, keys.caseWait(caseId), { entityType: 'CASEWAIT', ...waiting }, begun);
};

export const loadWait = async (table: Table, caseId: string): Promise<CaseWait | null> => {
  const item = await table.get(keys.caseWait(caseId));
  if (!item) return null;
  return { taskToken: text(item, 'taskToken'), version: count(item, 'version'), wakeAt: textOrNull(item, 'wakeAt') };
};

/** Forgets a task that is completed, unless the workflow waits in another one already. */
export const dropWait = (table: Table, caseId: string, { taskToken }: CaseWait): Promise<void> =>
  dropWaitingTask(table, keys.caseWait(caseId), taskToken);
