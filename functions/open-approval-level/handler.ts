import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { RequestStep, RequestTaskInput } from '../../shared/contracts/workflows/limit-approval.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { openLevelOf } from '../../shared/store/limit-requests/open-level.ts';
import { openTable } from '../../shared/store/table.ts';
import { requestStep } from '../../shared/workflow/request-step.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Puts the next level of a limit request to its approvers. */
export const handler = taskHandler({ input: RequestTaskInput, output: RequestStep, config }, async (task) => {
  const context = await taskContext(task, table, config);
  const request = await openLevelOf(context, people, task.input.requestId);
  return requestStep(request, task.moment.now, config.timeZone);
});
