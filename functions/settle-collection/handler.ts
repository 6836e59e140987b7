import type { Context as LambdaContext } from 'aws-lambda';
import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { AwaitNewsInput, CustomerNews } from '../../shared/contracts/workflows/collection.ts';
import { WaitOutput } from '../../shared/contracts/workflows/limit-approval.ts';
import { momentAt } from '../../shared/dates.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { reviewOnNews } from '../../shared/store/collection/news.ts';
import { keepWait } from '../../shared/store/collection/wait.ts';
import { legalMovementOf, tellLegalOfPayment } from '../../shared/store/legal-handoffs/tell.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';
import { createWorkflowClient } from '../../shared/workflow/workflow-client.ts';
import { completeIfOver } from './complete.ts';

const config = readTableConfig();
const log = createLogger(config);
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

const workflows = createWorkflowClient();

/** Begins a wait: keeps the task's token, and completes the task at once if there is something to do already. */
const beginWait = taskHandler({ input: AwaitNewsInput, output: WaitOutput, config }, async (task) => {
  const { attempt, caseId, taskToken, version, wakeAt } = task.input;
  await keepWait(table, caseId, { taskToken, version, wakeAt }, { at: task.moment.now, attempt });
  await completeIfOver(workflows, await taskContext(task, table, config), caseId);
  return {};
});

/**
 * The one function that knows the tokens of waiting cases. The workflow hands one over when it begins to wait; news of
 * the customer on the bus, a payment for instance, is recorded in the case at once, and has the wait completed if that
 * leaves something to do. However often news comes, and in whatever order, it does so once.
 */
export const handler = async (event: unknown, lambda?: Partial<LambdaContext>): Promise<unknown> => {
  const news = CustomerNews.safeParse(event);
  if (!news.success) return beginWait(event, lambda);
  const { 'detail-type': detailType, detail } = news.data;
  const { at, correlationId, customerId } = detail;
  const moment = momentAt(Date.parse(at), config.timeZone);
  const context = await taskContext({ moment, correlationId }, table, config);
  const caseId = await reviewOnNews(context, people, { ...detail, detailType });
  const movement = legalMovementOf({ ...detail, detailType });
  if (caseId !== null && movement) await tellLegalOfPayment(context, caseId, movement);
  const isCompleted = caseId !== null && (await completeIfOver(workflows, context, caseId));
  log.info('news of a customer', { customerId, detailType, caseId, correlation_id: correlationId, isCompleted });
  return {};
};
