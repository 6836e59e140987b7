import { addDays, type BusinessDate } from '../../dates.ts';
import { salesPeriod } from '../../domain/portfolio/efficiency.ts';
import type { DebtorStanding } from '../../domain/portfolio/figures.ts';
import { type PortfolioSnapshot, snapshotOf } from '../../domain/portfolio/snapshot.ts';
import { json } from '../attributes.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import { settleWrites, type Table } from '../table.ts';
import { allTheTime, type HasTime } from '../time-budget.ts';
import { attendedCustomers } from './debtors.ts';
import { countOpenCases, customersWithLegal } from './legal-cases.ts';
import { salesByCustomer } from './sales.ts';
import { eachStanding } from './standings.ts';

/** Months of credit sales by which the DSO of a snapshot is reckoned: a quarter evens out the weeks of a month. */
export const SNAPSHOT_SALES_MONTHS = 3;

/** The snapshot of a day, if one was taken. */
export const loadSnapshot = async (table: Table, date: BusinessDate): Promise<PortfolioSnapshot | null> => {
  const item = await table.get(keys.snapshot(date));
  return item ? json<PortfolioSnapshot>(item, 'snapshot') : null;
};

/** The newest snapshot of a span of days, both included; `null` where none was taken in it. */
export const newestSnapshot = async (
  table: Table,
  from: BusinessDate,
  to: BusinessDate,
): Promise<PortfolioSnapshot | null> => {
  const { pk, sk } = keys.snapshot(to);
  const page = await table.page({ partition: pk, from: keys.snapshot(from).sk, to: sk, newestFirst: true, limit: 1 });
  const [item] = page.items;
  return item ? json<PortfolioSnapshot>(item, 'snapshot') : null;
};

/**
 * How the portfolio stands now, with days past due counted to a day. Read are the customers with anything open, those
 * with reservations, covers or temporary limits, and those who were invoiced anything in the period of the sales.
 * What somebody paid long ago costs nothing.
 * @throws unavailable when the time is over before the end.
 */
export const portfolioNow = async (
  { moment, table }: Pick<Context, 'moment' | 'table'>,
  date: BusinessDate,
  hasTime: HasTime,
): Promise<PortfolioSnapshot> => {
  const yesterday = addDays(date, -1);
  const period = salesPeriod(yesterday, SNAPSHOT_SALES_MONTHS);
  const recent = salesPeriod(yesterday, 1);
  const [attended, sales, withLegal, cases, before] = await Promise.all([
    attendedCustomers(table),
    salesByCustomer(table, period, recent),
    customersWithLegal(table),
    countOpenCases(table),
    loadSnapshot(table, recent.from),
  ]);
  const ids = [...new Set([...attended, ...sales.customerIds])];
  const standings: DebtorStanding[] = [];
  for await (const one of eachStanding(table, ids, date, { withLegal, salesOf: sales.salesOf }, hasTime)) {
    standings.push(one);
  }
  const { months: _, ...salesSpan } = period;
  const { months: __, ...collectionPeriod } = recent;
  return snapshotOf(standings, { date, takenAt: moment.now, salesPeriod: salesSpan, collectionPeriod, cases }, before);
};

/** Takes the snapshot of a day, once: again, it answers the one that was taken. */
export const takeSnapshot = async (context: Context, date: BusinessDate): Promise<PortfolioSnapshot> => {
  const { table } = context;
  const taken = await loadSnapshot(table, date);
  if (taken) return taken;
  const snapshot = await portfolioNow(context, date, allTheTime);
  const outcome = await settleWrites(table, [
    {
      name: 'snapshot',
      write: {
        Put: {
          TableName: table.name,
          Item: { ...keys.snapshot(date), entityType: 'SNAPSHOT', date, snapshot: JSON.stringify(snapshot) },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    },
  ]);
  return outcome.done ? snapshot : ((await loadSnapshot(table, date)) ?? snapshot);
};
