import { readTableConfig } from '../../shared/config.ts';
import { MOST_REPORT_DAYS, SpanQuery } from '../../shared/contracts/reports.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { REPORT_TIME_MS, reportReply, spanUpTo } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { overrideReport } from '../../shared/store/warnings/override-report.ts';
import { overridesTable } from './file.ts';
import { overridesView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Of it, what counting the rest of the span may take: a few hundred requests a second. */
const TIME_TO_COMPARE_MS = 6_000;

/** How often people granted what the rules would not have, against each other and against what came of it. */
export const handler = apiHandler({ operations: ['getOverridesReport'], query: SpanQuery, config }, async (request) => {
  const span = spanUpTo(request.moment.today, request.query, MOST_REPORT_DAYS);
  const context = await storeContext(request, table, config);
  const startAfter = decodeCursor(request.query.cursor);
  const page = await overrideReport(context, span, {
    startAfter,
    hasTime: timeBudget(REPORT_TIME_MS - TIME_TO_COMPARE_MS),
    hasTimeToCompare: timeBudget(REPORT_TIME_MS),
  });
  const view = overridesView(span, page, context.policy.warnings.overrides, encodeCursor(page.next));
  return reportReply(request, view, overridesTable, `overrides-${span.from}-${span.to}`);
});
