import { readTableConfig } from '../../shared/config.ts';
import { PlanDailyRunInput, PlanDailyRunOutput } from '../../shared/contracts/workflows/daily-run.ts';
import { planRun } from '../../shared/store/daily-runs/plan.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Says which shards a daily run has to go through. */
export const handler = taskHandler({ input: PlanDailyRunInput, output: PlanDailyRunOutput, config }, async (task) => {
  const { date } = task.input;
  const { run, shards } = await planRun(await taskContext(task, table, config), date);
  task.log.info('daily run planned', { date, attempt: run.attempt, shards: shards.length });
  return { attempt: run.attempt, shards: [...shards] };
});
