import type { SFNClient } from '@aws-sdk/client-sfn';
import { isWaitOver } from '../../shared/store/collection/advance.ts';
import { loadStoredCase } from '../../shared/store/collection/items.ts';
import { dropWait, loadWait } from '../../shared/store/collection/wait.ts';
import type { Context } from '../../shared/store/context.ts';
import { completeTask } from '../../shared/workflow/complete-task.ts';

/**
 * Completes the task in which a case's workflow waits, if there is something for it to do. May be called as often as one
 * likes. @returns whether it was completed now.
 */
export const completeIfOver = async (workflows: SFNClient, context: Context, caseId: string): Promise<boolean> => {
  const wait = await loadWait(context.table, caseId);
  if (!wait || !(await isWaitOver(context, wait, await loadStoredCase(context.table, caseId)))) return false;
  const isCompleted = await completeTask(workflows, wait.taskToken, {});
  await dropWait(context.table, caseId, wait);
  return isCompleted;
};
