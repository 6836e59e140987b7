import { readTableConfig } from '../../shared/config.ts';
import { FinishDailyRunOutput, RunStepInput } from '../../shared/contracts/workflows/daily-run.ts';
import { finishRun } from '../../shared/store/daily-runs/finish.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Notes that a daily run has ended, and what came of it. */
export const handler = taskHandler({ input: RunStepInput, output: FinishDailyRunOutput, config }, async (task) => {
  const { date, failures } = task.input;
  const { run, shards } = await finishRun(await taskContext(task, table, config), date, failures);
  const { figures, runId, status } = run;
  if (status !== 'SUCCEEDED') {
    const unsound = shards.filter((one) => one.status !== 'SUCCEEDED').map(({ shard }) => shard);
    // An alarm counts these lines.
    task.log.error('daily run incomplete', { date, runId, status, failures, shards: unsound });
  }
  task.log.info('daily run ended', { date, runId, status, ...figures });
  return { status };
});
