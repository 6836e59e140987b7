import { readServiceConfig } from '../../shared/config.ts';
import { ParkCaseInput } from '../../shared/contracts/workflows/collection.ts';
import { WaitOutput } from '../../shared/contracts/workflows/limit-approval.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readServiceConfig();

/**
 * Says in the log that a case stands still after a failure, which rings an alarm. The case itself is as it was: its
 * workflow tries again by and by, and goes on from there once the cause is gone.
 */
export const handler = taskHandler({ input: ParkCaseInput, output: WaitOutput, config }, async ({ input, log }) => {
  const { caseId, error, state } = input;
  log.error('collection case parked', { caseId, state, failure: error });
  return {};
});
