import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { RunStepInput, RunStepOutput } from '../../shared/contracts/workflows/daily-run.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { rememberPeople } from '../../shared/people/remember.ts';
import { escalateTasks } from '../../shared/store/collection-tasks/escalate.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskError } from '../../shared/workflow/task-error.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Puts collection tasks that nobody has touched in time before the leads. */
export const handler = taskHandler({ input: RunStepInput, output: RunStepOutput, config }, async (task) => {
  const { date } = task.input;
  const { escalated, failed } = await escalateTasks(await taskContext(task, table, config), rememberPeople(people));
  task.log.info('tasks escalated', { date, escalated });
  if (failed.length > 0) throw taskError('TasksFailed', `not escalated: ${failed.join(', ')}`);
  return {};
});
