import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Instant } from '../../shared/dates.ts';
import { loadRequest } from '../../shared/store/limit-requests/items.ts';
import { dropTask, loadTask } from '../../shared/store/limit-requests/workflow-tasks.ts';
import type { Table } from '../../shared/store/table.ts';
import { completeTask } from '../../shared/workflow/complete-task.ts';
import { requestStep } from '../../shared/workflow/request-step.ts';

export interface Settlement {
  readonly table: Table;
  readonly workflows: SFNClient;
  readonly timeZone: string;
}

/**
 * Completes the task in which a request's workflow waits, if what it waits for has come. May be called as often as one
 * likes. @returns whether it was completed now.
 */
export const completeIfOver = async (
  { table, timeZone, workflows }: Settlement,
  requestId: string,
  now: Instant,
): Promise<boolean> => {
  const task = await loadTask(table, requestId);
  if (!task) return false;
  const request = await loadRequest(table, requestId);
  if (request.stage <= task.stage) return false;
  const isCompleted = await completeTask(workflows, task.taskToken, requestStep(request, now, timeZone));
  await dropTask(table, requestId, task);
  return isCompleted;
};
