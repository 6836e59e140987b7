import { readDailyRunConfig } from '../../shared/config.ts';
import { jobView } from '../../shared/contracts/job-view.ts';
import { RunDailyJobBody } from '../../shared/contracts/jobs.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { accepted } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { listShards } from '../../shared/store/daily-runs/items.ts';
import { answeredBefore, rememberAnswer } from '../../shared/store/idempotency.ts';
import { openTable } from '../../shared/store/table.ts';
import { startDailyRun } from '../../shared/workflow/start-daily-run.ts';
import { createWorkflowClient } from '../../shared/workflow/workflow-client.ts';

const config = readDailyRunConfig();
const table = openTable(config.tableName);
const workflows = createWorkflowClient();

/**
 * Starts the daily run of a date, or shows the one that there is; one that failed is tried again. An Idempotency-Key
 * stands for the date: today is another one tomorrow.
 */
export const handler = apiHandler(
  { operations: ['runDailyJob'], body: RunDailyJobBody, optionalBody: true, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const before = await answeredBefore<string>(context);
    const date = before?.answer ?? request.body.date ?? context.moment.today;
    const run = await startDailyRun(context, workflows, config.dailyRunArn, { date, again: before === null });
    if (!before) await rememberAnswer(context, date);
    return accepted(jobView(run, await listShards(table, date)));
  },
);
