import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Instant } from '../../shared/dates.ts';
import { loadRequest } from '../../shared/store/limit-requests/items.ts';
import { dropTask, loadTask, type WorkflowTask } from '../../shared/store/limit-requests/workflow-tasks.ts';
import type { Table } from '../../shared/store/table.ts';
import { requestStep } from '../../shared/workflow/request-step.ts';

export interface Settlement {
  readonly table: Table;
  readonly workflows: SFNClient;
  readonly timeZone: string;
}

/** The task was completed before, has run out of time, or its execution has ended: there is nothing to complete. */
const isOver = (error: unknown): boolean =>
  error instanceof Error && ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'].includes(error.name);

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
  const output = JSON.stringify(requestStep(request, now, timeZone));
  const isCompleted = await complete(workflows, task, output);
  await dropTask(table, requestId, task);
  return isCompleted;
};

const complete = async (workflows: SFNClient, { taskToken }: WorkflowTask, output: string): Promise<boolean> => {
  try {
    await workflows.send(new SendTaskSuccessCommand({ taskToken, output }));
    return true;
  } catch (error) {
    if (isOver(error)) return false;
    throw error;
  }
};
