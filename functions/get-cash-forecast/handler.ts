import { readTableConfig } from '../../shared/config.ts';
import { CashForecastQuery } from '../../shared/contracts/cash-forecast.ts';
import { weeksFrom } from '../../shared/domain/portfolio/weeks.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { REPORT_TIME_MS, reportReply } from '../../shared/http/report.ts';
import { pageOfForecast } from '../../shared/store/portfolio/cash-forecast.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { forecastTable, forecastView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** When what is open is expected to come in, by week and currency. */
export const handler = apiHandler(
  { operations: ['getCashForecast'], query: CashForecastQuery, config },
  async (request) => {
    const { today } = request.moment;
    const weeks = weeksFrom(today, request.query.weeks);
    const page = await pageOfForecast(table, today, weeks, {
      startAfter: decodeCursor(request.query.cursor),
      hasTime: timeBudget(REPORT_TIME_MS),
    });
    const view = forecastView(page.currencies, { asOf: today, weeks, nextCursor: encodeCursor(page.next) });
    return reportReply(request, view, forecastTable, `cash-forecast-${today}`);
  },
);
