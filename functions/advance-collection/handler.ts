import { readCaseConfig, readPeopleConfig } from '../../shared/config.ts';
import { AdvanceCaseInput, CaseStep } from '../../shared/contracts/workflows/collection.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { advanceCase } from '../../shared/store/collection/advance.ts';
import { recordCaseExecution } from '../../shared/store/collection/items.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';
import { caseStep } from './case-step.ts';

const config = readCaseConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Brings a collection case to where it should be now, and says what its workflow does next. */
export const handler = taskHandler({ input: AdvanceCaseInput, output: CaseStep, config }, async (task) => {
  const context = await taskContext(task, table, config);
  const { caseId, executionArn, run, startedAt } = task.input;
  const standing = await advanceCase(context, people, caseId);
  const { stored } = standing;
  // After most of a year another execution goes on with the same run.
  if (stored.run === run && stored.executionArn !== executionArn)
    await recordCaseExecution(table, caseId, executionArn);
  return caseStep(standing, { run, startedAt, now: task.moment.now }, config.wakeSpreadMinutes);
});
