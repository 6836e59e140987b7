import { readTableConfig } from '../../shared/config.ts';
import { MOST_REPORT_DAYS, SpanQuery } from '../../shared/contracts/reports.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { REPORT_TIME_MS, reportReply, spanUpTo } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { collectionReport } from '../../shared/store/portfolio/collection-report.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { collectionsTable, collectionsView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What collections did in a span of days: cases, steps, promises, and the money that came in. */
export const handler = apiHandler(
  { operations: ['getCollectionsReport'], query: SpanQuery, config },
  async (request) => {
    const span = spanUpTo(request.moment.today, request.query, MOST_REPORT_DAYS);
    const context = await storeContext(request, table, config);
    const startAfter = decodeCursor(request.query.cursor);
    const page = await collectionReport(context, span, { startAfter, hasTime: timeBudget(REPORT_TIME_MS) });
    const view = collectionsView(span, page.figures, encodeCursor(page.next));
    return reportReply(request, view, collectionsTable, `collections-${span.from}-${span.to}`);
  },
);
