import { readTableConfig } from '../../shared/config.ts';
import { DsoQuery } from '../../shared/contracts/reports.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { REPORT_TIME_MS, reportReply } from '../../shared/http/report.ts';
import { dsoReport } from '../../shared/store/portfolio/dso-report.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { dsoTable, dsoView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** How many days of credit sales are outstanding now, by currency. */
export const handler = apiHandler({ operations: ['getDsoReport'], query: DsoQuery, config }, async (request) => {
  const { today } = request.moment;
  const report = await dsoReport(table, today, request.query.months, timeBudget(REPORT_TIME_MS));
  return reportReply(request, dsoView(report), dsoTable, `dso-${today}`);
});
