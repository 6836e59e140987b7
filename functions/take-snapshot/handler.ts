import { readTableConfig } from '../../shared/config.ts';
import { RunStepInput, RunStepOutput } from '../../shared/contracts/workflows/daily-run.ts';
import { isMadeUpFor } from '../../shared/store/daily-runs/made-up-for.ts';
import { loadRun } from '../../shared/store/daily-runs/plan.ts';
import { takeSnapshot } from '../../shared/store/portfolio/snapshots.ts';
import { openTable } from '../../shared/store/table.ts';
import { warnOfLargeDebtors } from '../../shared/store/warnings/large-debtors.ts';
import { warnOfOverrides } from '../../shared/store/warnings/override-rates.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What is left to tell of what was found. */
const TIME_FOR_WARNINGS_MS = 30_000;

/**
 * Takes the portfolio snapshot of the day, once, and warns of customers who owe a large share of it and of approvers
 * who override far more than the others. A run that is made up for on a later day takes none: what stands in the
 * table then is not how the portfolio stood on its day.
 */
export const handler = taskHandler({ input: RunStepInput, output: RunStepOutput, config }, async (task) => {
  const { date } = task.input;
  const context = await taskContext(task, table, config);
  if (isMadeUpFor(context, await loadRun(context, date))) return {};
  await takeSnapshot(context, date);
  const largeDebtors = await warnOfLargeDebtors(context, config.baseCurrency);
  const overrides = await warnOfOverrides(context, () => task.remainingMilliseconds() > TIME_FOR_WARNINGS_MS);
  task.log.info('snapshot taken', { date, largeDebtors, overrides });
  return {};
});
