import type { BusinessDate } from '../../dates.ts';
import {
  bestPossibleDso,
  daysSalesOutstanding,
  type SalesPeriod,
  salesPeriod,
} from '../../domain/portfolio/efficiency.ts';
import type { PortfolioFigures } from '../../domain/portfolio/figures.ts';
import { eachMonthlySales } from '../monthly-sales.ts';
import type { Table } from '../table.ts';
import type { HasTime } from '../time-budget.ts';
import { attendedCustomers } from './debtors.ts';
import { loadSnapshot } from './snapshots.ts';
import { eachStanding, nothingBeside } from './standings.ts';

/** Days sales outstanding of one currency; amounts in its minor units. */
export interface Dso {
  readonly currency: string;
  readonly receivables: bigint;
  readonly current: bigint;
  readonly creditSales: bigint;
  readonly dso: number | null;
  readonly bestPossibleDso: number | null;
}

export interface DsoReport {
  readonly period: SalesPeriod;
  readonly items: readonly Dso[];
  /** Of the snapshots of the first days of the months. */
  readonly trend: readonly (Pick<PortfolioFigures, 'currency' | 'dso' | 'cei'> & { readonly date: BusinessDate })[];
}

interface Sum {
  readonly receivables: bigint;
  readonly overdue: bigint;
  readonly creditSales: bigint;
}

const nothing: Sum = { receivables: 0n, overdue: 0n, creditSales: 0n };

/** What is open now, by currency. @throws unavailable when the time is over before the end. */
const openByCurrency = async (table: Table, on: BusinessDate, hasTime: HasTime): Promise<Map<string, Sum>> => {
  const sums = new Map<string, Sum>();
  const ids = [...new Set(await attendedCustomers(table))];
  for await (const { aging, currency } of eachStanding(table, ids, on, nothingBeside, hasTime)) {
    const before = sums.get(currency) ?? nothing;
    sums.set(currency, {
      ...before,
      receivables: before.receivables + aging.total,
      overdue: before.overdue + aging.overdue,
    });
  }
  return sums;
};

/** Days sales outstanding as of now, over the month of today and those before it. */
export const dsoReport = async (
  table: Table,
  today: BusinessDate,
  months: number,
  hasTime: HasTime,
): Promise<DsoReport> => {
  const period = salesPeriod(today, months);
  const sums = await openByCurrency(table, today, hasTime);
  for (const month of period.months) {
    for await (const { currency, minorUnits } of eachMonthlySales(table, month)) {
      const before = sums.get(currency) ?? nothing;
      sums.set(currency, { ...before, creditSales: before.creditSales + minorUnits });
    }
  }
  const items = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { creditSales, overdue, receivables }]) => ({
      currency,
      receivables,
      current: receivables - overdue,
      creditSales,
      dso: daysSalesOutstanding(receivables, creditSales, period.days),
      bestPossibleDso: bestPossibleDso(receivables - overdue, creditSales, period.days),
    }));
  const snapshots = await Promise.all(period.months.map((month) => loadSnapshot(table, `${month}-01`)));
  const trend = snapshots
    .filter((snapshot) => snapshot !== null)
    .flatMap(({ date, totals }) => totals.map(({ cei, currency, dso }) => ({ date, currency, dso, cei })));
  return { period, items, trend };
};
