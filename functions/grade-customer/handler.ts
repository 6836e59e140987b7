import { readTableConfig } from '../../shared/config.ts';
import { GradingNews } from '../../shared/contracts/workflows/grading-news.ts';
import { momentAt } from '../../shared/dates.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { gradeCustomer } from '../../shared/store/grading/grade.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';

const config = readTableConfig();
const log = createLogger(config);
const table = openTable(config.tableName);

/**
 * Grades a customer at once when something has happened that cannot wait for the next morning: one bounced payment too many, a
 * broken promise, an insolvency, a write-off. The news of it comes at least once, and may come days late; graded again, as of
 * the latest that is known of the customer, nothing changes.
 */
export const handler = async (event: unknown): Promise<void> => {
  const { 'detail-type': detailType, detail } = GradingNews.parse(event);
  const { at, correlationId, customerId } = detail;
  const moment = momentAt(Date.parse(at), config.timeZone);
  const context = await taskContext({ moment, correlationId }, table, config);
  const { from, grade, score } = await gradeCustomer(context, customerId, detailType);
  log.info('graded', { customerId, detailType, from, grade, score, correlation_id: correlationId });
};
