import { readTableConfig } from '../../shared/config.ts';
import { AgingQuery } from '../../shared/contracts/reports.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { dayUpTo, REPORT_TIME_MS, reportReply, rowsWanted } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { pageOfAging } from '../../shared/store/portfolio/aging-report.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { agingTable, agingView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What every customer owes by days past due, today or on a day that has passed. */
export const handler = apiHandler({ operations: ['getAgingReport'], query: AgingQuery, config }, async (request) => {
  const { cursor } = request.query;
  const limit = rowsWanted(request, request.query.limit);
  const asOf = dayUpTo(request.moment.today, 'asOf', request.query.asOf);
  const context = await storeContext(request, table, config);
  const startAfter = decodeCursor(cursor);
  const page = await pageOfAging(context, asOf, { limit, startAfter, hasTime: timeBudget(REPORT_TIME_MS) });
  return reportReply(request, agingView(page.rows, asOf, encodeCursor(page.next)), agingTable, `aging-${asOf}`);
});
