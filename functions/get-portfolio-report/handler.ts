import { readTableConfig } from '../../shared/config.ts';
import { PortfolioQuery, type PortfolioReportView } from '../../shared/contracts/reports.ts';
import type { PortfolioSnapshot } from '../../shared/domain/portfolio/snapshot.ts';
import { Refusal } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { dayUpTo, REPORT_TIME_MS, reportReply } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadSnapshot, portfolioNow } from '../../shared/store/portfolio/snapshots.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { portfolioTable } from './table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

const toView = (snapshot: PortfolioSnapshot, isSnapshot: boolean): PortfolioReportView => ({
  ...snapshot,
  isSnapshot,
  cases: { ...snapshot.cases },
  totals: [...snapshot.totals],
  segments: [...snapshot.segments],
  regions: [...snapshot.regions],
});

/** The portfolio as the daily run found it on a day; today's, before the run or without a day named, as it is now. */
export const handler = apiHandler(
  { operations: ['getPortfolioReport'], query: PortfolioQuery, config },
  async (request) => {
    const { today } = request.moment;
    const date = dayUpTo(today, 'date', request.query.date);
    const snapshot = request.query.date === undefined ? null : await loadSnapshot(table, date);
    if (!snapshot && date < today) {
      throw new Refusal('not-found', `No snapshot was taken on ${date}: the daily run did not run on that day.`);
    }
    const view = snapshot
      ? toView(snapshot, true)
      : toView(await portfolioNow(await storeContext(request, table, config), date, timeBudget(REPORT_TIME_MS)), false);
    return reportReply(request, view, portfolioTable, `portfolio-${date}`);
  },
);
