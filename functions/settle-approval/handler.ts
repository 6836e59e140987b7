import type { Context } from 'aws-lambda';
import { readTableConfig } from '../../shared/config.ts';
import { RequestNews, WaitInput, WaitOutput } from '../../shared/contracts/workflows/limit-approval.ts';
import { momentAt } from '../../shared/dates.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { keepTask } from '../../shared/store/limit-requests/workflow-tasks.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';
import { createWorkflowClient } from '../../shared/workflow/workflow-client.ts';
import { completeIfOver, type Settlement } from './complete.ts';

const config = readTableConfig();
const log = createLogger(config);

const workflows = createWorkflowClient();
const settlement: Settlement = { table: openTable(config.tableName), workflows, timeZone: config.timeZone };

/** Begins a wait: keeps the task's token, and completes the task at once if what it waits for has come already. */
const beginWait = taskHandler({ input: WaitInput, output: WaitOutput, config }, async ({ input, moment }) => {
  const { attempt, requestId, stage, taskToken } = input;
  await keepTask(settlement.table, requestId, { taskToken, stage }, { at: moment.now, attempt });
  await completeIfOver(settlement, requestId, moment.now);
  return {};
});

/**
 * The one function that knows the tokens of waiting tasks. The workflow hands one over when it begins to wait; news of
 * the request on the bus, that a decision was stored for instance, has it completed. Whichever comes first, and however
 * often the news comes, the workflow goes on once.
 */
export const handler = async (event: unknown, context?: Partial<Context>): Promise<unknown> => {
  const news = RequestNews.safeParse(event);
  if (!news.success) return beginWait(event, context);
  const { at, correlationId, data } = news.data.detail;
  const { now } = momentAt(Date.parse(at), config.timeZone);
  const isCompleted = await completeIfOver(settlement, data.requestId, now);
  log.info('news of a limit request', { requestId: data.requestId, correlation_id: correlationId, isCompleted });
  return {};
};
