import type { PortfolioReportView } from '../../shared/contracts/reports.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';

const columns = [
  'date',
  'group',
  'name',
  'currency',
  'customers',
  'openReceivables',
  'current',
  'days1To30',
  'days31To60',
  'days61To90',
  'days91To120',
  'over120',
  'overdue',
  'overdueShare',
  'disputed',
  'unappliedCash',
  'reservations',
  'exposure',
  'limits',
  'utilization',
  'defaulters',
  'defaulted',
  'creditSales',
  'dso',
  'bestPossibleDso',
  'cei',
] as const;

type Line = Readonly<Record<(typeof columns)[number], string>>;

const toLine = (
  date: string,
  group: string,
  name: string,
  { aging, ...figures }: PortfolioReportView['totals'][number],
): Line => ({
  date,
  group,
  name,
  currency: figures.currency,
  customers: cell(figures.customers),
  openReceivables: figures.openReceivables.amount,
  current: aging.current.amount,
  days1To30: aging.days1To30.amount,
  days31To60: aging.days31To60.amount,
  days61To90: aging.days61To90.amount,
  days91To120: aging.days91To120.amount,
  over120: aging.over120.amount,
  overdue: figures.overdue.amount,
  overdueShare: cell(figures.overdueShare),
  disputed: figures.disputed.amount,
  unappliedCash: figures.unappliedCash.amount,
  reservations: figures.reservations.amount,
  exposure: figures.exposure.amount,
  limits: figures.limits.amount,
  utilization: cell(figures.utilization),
  defaulters: cell(figures.defaulters.customers),
  defaulted: figures.defaulters.amount.amount,
  creditSales: figures.creditSales.amount,
  dso: cell(figures.dso),
  bestPossibleDso: cell(figures.bestPossibleDso),
  cei: cell(figures.cei),
});

/** A portfolio as lines: one for each currency, and for each segment and region in it. */
export const portfolioTable = ({
  date,
  regions,
  segments,
  totals,
}: PortfolioReportView): ReportTable<(typeof columns)[number]> => ({
  columns,
  lines: [
    ...totals.map((figures) => toLine(date, 'total', '', figures)),
    ...segments.map((figures) => toLine(date, 'segment', figures.name ?? '(others)', figures)),
    ...regions.map((figures) => toLine(date, 'region', figures.name ?? '(others)', figures)),
  ],
});
