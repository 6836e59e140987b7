import { readTableConfig } from '../../shared/config.ts';
import { DefaultersQuery } from '../../shared/contracts/reports.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { REPORT_TIME_MS, reportReply, rowsWanted } from '../../shared/http/report.ts';
import { pageOfDefaulters } from '../../shared/store/portfolio/defaulters.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { defaultersTable, defaultersView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The customers whose debts will hardly be paid: long past due, or with the lawyers. */
export const handler = apiHandler(
  { operations: ['getDefaultersReport'], query: DefaultersQuery, config },
  async (request) => {
    const { today } = request.moment;
    const { cursor } = request.query;
    const limit = rowsWanted(request, request.query.limit);
    const startAfter = decodeCursor(cursor);
    const page = await pageOfDefaulters(table, today, { limit, startAfter, hasTime: timeBudget(REPORT_TIME_MS) });
    const view = defaultersView(page.defaulters, today, encodeCursor(page.next));
    return reportReply(request, view, defaultersTable, `defaulters-${today}`);
  },
);
