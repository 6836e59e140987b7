import type { DsoReportView } from '../../shared/contracts/reports.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';
import { toMoneyJson } from '../../shared/money.ts';
import type { Dso, DsoReport } from '../../shared/store/portfolio/dso-report.ts';

/** To a tenth of a day, which both are. */
const difference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.round((a - b) * 10) / 10;

const itemView = ({ bestPossibleDso, creditSales, currency, current, dso, receivables }: Dso) => {
  const money = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
  return {
    currency,
    receivables: money(receivables),
    current: money(current),
    creditSales: money(creditSales),
    dso,
    bestPossibleDso,
    averageDaysDelinquent: difference(dso, bestPossibleDso),
  };
};

/** Days sales outstanding as the API shows them. */
export const dsoView = ({ items, period, trend }: DsoReport): DsoReportView => {
  const { days, from, months, to } = period;
  return {
    asOf: to,
    months: months.length,
    period: { from, to, days },
    items: items.map(itemView),
    trend: trend.map((point) => ({ ...point })),
  };
};

const columns = [
  'asOf',
  'from',
  'days',
  'currency',
  'receivables',
  'current',
  'creditSales',
  'dso',
  'bestPossibleDso',
  'averageDaysDelinquent',
] as const;

/** The same as lines, one for each currency. */
export const dsoTable = ({ asOf, items, period }: DsoReportView): ReportTable<(typeof columns)[number]> => ({
  columns,
  lines: items.map((item) => ({
    asOf,
    from: period.from,
    days: cell(period.days),
    currency: item.currency,
    receivables: item.receivables.amount,
    current: item.current.amount,
    creditSales: item.creditSales.amount,
    dso: cell(item.dso),
    bestPossibleDso: cell(item.bestPossibleDso),
    averageDaysDelinquent: cell(item.averageDaysDelinquent),
  })),
});
