import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { ParkInput, RequestStep } from '../../shared/contracts/workflows/limit-approval.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { parkRequest } from '../../shared/store/limit-requests/park.ts';
import { openTable } from '../../shared/store/table.ts';
import { requestStep } from '../../shared/workflow/request-step.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Says of a limit request that it stands still after a failure, until somebody lets it go on. */
export const handler = taskHandler({ input: ParkInput, output: RequestStep, config }, async (task) => {
  const { error, requestId, state } = task.input;
  // An alarm counts these lines.
  task.log.error('limit request parked', { requestId, state, failure: error });
  const context = await taskContext(task, table, config);
  const request = await parkRequest(context, people, requestId, { error, state });
  return requestStep(request, task.moment.now, config.timeZone);
});
