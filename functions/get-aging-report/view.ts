import type { AgingReportView, AgingRowView } from '../../shared/contracts/reports.ts';
import { type Aging, addAging, bucketNames, noAging } from '../../shared/domain/portfolio/aging.ts';
import { share } from '../../shared/domain/portfolio/ratio.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';
import { toMoneyJson } from '../../shared/money.ts';
import type { AgingRow } from '../../shared/store/portfolio/aging-report.ts';

const agedView = (currency: string, aging: Aging, unappliedCash: bigint) => {
  const money = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
  const { buckets, disputed, overdue, total } = aging;
  return {
    currency,
    buckets: Object.fromEntries(
      bucketNames.map((name) => [name, money(buckets[name])]),
    ) as unknown as AgingRowView['buckets'],
    total: money(total),
    overdue: money(overdue),
    overdueShare: share(overdue, total),
    disputed: money(disputed),
    unappliedCash: money(unappliedCash),
  };
};

const rowView = ({ aging, currency, customerId, legalName, segment, unappliedCash }: AgingRow): AgingRowView => ({
  customerId,
  legalName,
  segment,
  ...agedView(currency, aging, unappliedCash),
  invoices: aging.items,
  maxDaysPastDue: aging.maxDaysPastDue,
});

const totalsOf = (rows: readonly AgingRow[]): AgingReportView['totals'] =>
  [...new Set(rows.map(({ currency }) => currency))].sort().map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    const aging = own.map((row) => row.aging).reduce(addAging, noAging());
    const unappliedCash = own.reduce((sum, row) => sum + row.unappliedCash, 0n);
    return { ...agedView(currency, aging, unappliedCash), customers: own.length };
  });

/** The aging as the API shows it. */
export const agingView = (rows: readonly AgingRow[], asOf: string, nextCursor: string | null): AgingReportView => ({
  asOf,
  items: rows.map(rowView),
  totals: totalsOf(rows),
  nextCursor,
});

const columns = [
  'asOf',
  'customerId',
  'legalName',
  'segment',
  'currency',
  ...bucketNames,
  'total',
  'overdue',
  'disputed',
  'unappliedCash',
  'invoices',
  'maxDaysPastDue',
] as const;

/** The same as lines, one for each customer. */
export const agingTable = ({ asOf, items }: AgingReportView): ReportTable<(typeof columns)[number]> => ({
  columns,
  lines: items.map(({ buckets, disputed, overdue, total, unappliedCash, ...row }) => ({
    asOf,
    customerId: row.customerId,
    legalName: row.legalName,
    segment: row.segment,
    currency: row.currency,
    current: buckets.current.amount,
    days1To30: buckets.days1To30.amount,
    days31To60: buckets.days31To60.amount,
    days61To90: buckets.days61To90.amount,
    days91To120: buckets.days91To120.amount,
    over120: buckets.over120.amount,
    total: total.amount,
    overdue: overdue.amount,
    disputed: disputed.amount,
    unappliedCash: unappliedCash.amount,
    invoices: cell(row.invoices),
    maxDaysPastDue: cell(row.maxDaysPastDue),
  })),
});
