import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { RunStepInput, RunStepOutput } from '../../shared/contracts/workflows/daily-run.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { rememberPeople } from '../../shared/people/remember.ts';
import { remindLegal } from '../../shared/store/legal-handoffs/remind.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskError } from '../../shared/workflow/task-error.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Reminds approvers and legal of handoffs that they have left waiting. */
export const handler = taskHandler({ input: RunStepInput, output: RunStepOutput, config }, async (task) => {
  const { date } = task.input;
  const { failed, ...done } = await remindLegal(await taskContext(task, table, config), rememberPeople(people));
  task.log.info('handoffs looked after', { date, ...done });
  if (failed.length > 0) throw taskError('HandoffsFailed', `not looked after: ${failed.join(', ')}`);
  return {};
});
