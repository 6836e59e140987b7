import { readTableConfig } from '../../shared/config.ts';
import { MOST_REPORT_DAYS, SpanQuery } from '../../shared/contracts/reports.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { REPORT_TIME_MS, reportReply, spanUpTo } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { approvalReport } from '../../shared/store/portfolio/approval-report.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { approvalsTable, approvalsView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What became of the limit requests of a span of days, who decided, and how long it took. */
export const handler = apiHandler({ operations: ['getApprovalsReport'], query: SpanQuery, config }, async (request) => {
  const span = spanUpTo(request.moment.today, request.query, MOST_REPORT_DAYS);
  const context = await storeContext(request, table, config);
  const startAfter = decodeCursor(request.query.cursor);
  const page = await approvalReport(context, span, { startAfter, hasTime: timeBudget(REPORT_TIME_MS) });
  const view = approvalsView(span, page.figures, encodeCursor(page.next));
  return reportReply(request, view, approvalsTable, `approvals-${span.from}-${span.to}`);
});
