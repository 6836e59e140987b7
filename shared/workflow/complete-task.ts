import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** The task was completed before, has run out of time, or its execution has ended: there is nothing to complete. */
const isOver = (error: unknown): boolean =>
  error instanceof Error && ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'].includes(error.name);

/** Completes a waiting task of a workflow. @returns whether it still waited. */
export const completeTask = async (workflows: SFNClient, taskToken: string, output: unknown): Promise<boolean> => {
  try {
    await workflows.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
    return true;
  } catch (error) {
    if (isOver(error)) return false;
    throw error;
  }
};
