import { readDailyRunConfig } from '../../shared/config.ts';
import { ScheduledRun } from '../../shared/contracts/workflows/daily-run.ts';
import { momentAt } from '../../shared/dates.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { openTable } from '../../shared/store/table.ts';
import { startDailyRun } from '../../shared/workflow/start-daily-run.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { createWorkflowClient } from '../../shared/workflow/workflow-client.ts';

const config = readDailyRunConfig();
const log = createLogger(config);
const table = openTable(config.tableName);
const workflows = createWorkflowClient();

/**
 * Starts the daily run when its schedule fires, of the date for which it fired: a late delivery runs the day that it was
 * meant for, a second one starts nothing.
 */
export const handler = async (event: unknown): Promise<void> => {
  const { correlationId, scheduledAt } = ScheduledRun.parse(event);
  const moment = momentAt(Date.parse(scheduledAt), config.timeZone);
  const context = await taskContext({ moment, correlationId }, table, config);
  const wanted = { date: moment.today, again: false };
  const { date, runId, status } = await startDailyRun(context, workflows, config.dailyRunArn, wanted);
  log.info('daily run started', { date, runId, status, correlation_id: correlationId });
};
