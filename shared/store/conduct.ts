import { addDays, businessDateOf } from '../dates.ts';
import type { Account } from '../domain/account/account.ts';
import type { Behaviour } from '../domain/behaviour/behaviour.ts';
import { type ConductFacts, conductFacts, MONTHS_LOOKED_AT } from '../domain/behaviour/conduct.ts';
import { type BehaviourByMonth, monthBefore, monthOf } from '../domain/behaviour/months.ts';
import { nothingOverdue, type Overdue, overdueOf } from '../domain/behaviour/overdue.ts';
import { type SalesByMonth, TREND_MONTHS } from '../domain/behaviour/sales.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import type { OpenItem } from '../domain/receivable/receivable.ts';
import { text } from './attributes.ts';
import { loadBehaviour, loadBehaviourMonths } from './behaviours.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { newestSales } from './monthly-sales.ts';
import { eachOpenItem } from './open-items.ts';
import type { Table } from './table.ts';

/** What is past due of a customer today; read only where something is. */
export const loadOverdue = async (
  { moment, policy, table }: Pick<Context, 'moment' | 'policy' | 'table'>,
  { customerId, oldestOpenDueOn: oldest, unappliedCash }: Account,
): Promise<Overdue> => {
  if (oldest === null || oldest >= moment.today) return nothingOverdue;
  const items: OpenItem[] = [];
  for await (const item of eachOpenItem(table, customerId, addDays(moment.today, -1))) items.push(item);
  return overdueOf(items, unappliedCash, policy.collections);
};

/** The sums of the current month and the 24 before. */
const recentMonths = ({ moment, table }: Context, customerId: string): Promise<BehaviourByMonth> => {
  const thisMonth = monthOf(moment.today);
  return loadBehaviourMonths(table, customerId, monthBefore(thisMonth, MONTHS_LOOKED_AT), thisMonth);
};

/** Of the whole months looked at, and of one month before them: so it is known that there were sales before. */
const recentSales = async ({ moment, policy, table }: Context, customerId: string): Promise<SalesByMonth> => {
  const lastWhole = monthBefore(monthOf(moment.today), 1);
  const most = Math.max(TREND_MONTHS, policy.limits.recommendation.months);
  return new Map(
    (await newestSales(table, customerId, lastWhole, most + 1)).map(({ minorUnits, month }) => [month, minorUnits]),
  );
};

/** The day of the first entry of the history. */
const createdOn = async (table: Table, customerId: string, timeZone: string): Promise<string | null> => {
  const { pk } = keys.historyEntry(customerId, '', 0);
  const { items } = await table.page({ partition: pk, from: 'HISTORY#', to: 'HISTORY#~', limit: 1 });
  const [first] = items;
  return first ? businessDateOf(text(first, 'at'), timeZone) : null;
};

const sinceWhen = async ({ environment, table }: Context, customerId: string, { onboardedOn }: JsonObject) =>
  typeof onboardedOn === 'string' ? onboardedOn : createdOn(table, customerId, environment.timeZone);

/**
 * How a customer behaves, as of now. A handful of reads whatever the history: the sums, those by month, the sales by
 * month, what is open where something is overdue, and the first entry where the master data does not say since when.
 * @param known what has been read already.
 */
export const loadConduct = async (
  context: Context,
  customerId: string,
  account: Account,
  masterData: JsonObject,
  known: { readonly behaviour?: Behaviour; readonly overdue?: Overdue } = {},
): Promise<ConductFacts> => {
  const [behaviour, months, sales, overdue, since] = await Promise.all([
    known.behaviour ?? loadBehaviour(context.table, customerId),
    recentMonths(context, customerId),
    recentSales(context, customerId),
    known.overdue ?? loadOverdue(context, account),
    sinceWhen(context, customerId, masterData),
  ]);
  const { moment, policy } = context;
  const salesMonths = policy.limits.recommendation.months;
  return conductFacts({
    behaviour,
    months,
    sales,
    salesMonths,
    account,
    overdueAmount: overdue.amount,
    overdueSince: overdue.since,
    since,
    today: moment.today,
  });
};
