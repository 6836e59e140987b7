import { addDays, type BusinessDate, startOfBusinessDate } from '../../dates.ts';
import type { Account } from '../../domain/account/account.ts';
import type { HistoryEntry } from '../../domain/history/entry.ts';
import { type Aging, ageItems } from '../../domain/portfolio/aging.ts';
import { standingAsOf, takeBackAfter, touchedBy } from '../../domain/portfolio/as-of.ts';
import type { OpenItem } from '../../domain/receivable/receivable.ts';
import { unavailable, unprocessable } from '../../errors.ts';

import { loadAccount } from '../accounts.ts';
import type { Context } from '../context.ts';
import { listHistory } from '../history.ts';
import { eachOpenItem } from '../open-items.ts';
import { loadReceivables } from '../receivables.ts';
import type { Page, Table } from '../table.ts';
import type { HasTime } from '../time-budget.ts';
import { type Debtor, loadDebtors, pageOfAll } from './debtors.ts';

/** How often a customer is read anew because it moved while it was read. */
const READS = 5;
/** Customers that are looked at at once, and those of them that are read side by side. */
const CUSTOMERS_AT_ONCE = 50;
const SIDE_BY_SIDE = 8;
const ENTRIES_AT_ONCE = 500;
/** Entries of one customer that an answer looks through: minutes of reading; nobody waits longer at the other end. */
const MOST_ENTRIES = 100_000;

/** The aging of one customer on a day. */
export interface AgingRow {
  readonly customerId: string;
  readonly legalName: string;
  readonly segment: string;
  readonly currency: string;
  readonly aging: Aging;
  /** In minor units of the currency. */
  readonly unappliedCash: bigint;
}

type Reading = Pick<Context, 'table' | 'moment' | 'environment'>;

/** Everything that was recorded for a customer since an instant. */
const recordedSince = async (table: Table, customerId: string, from: string): Promise<readonly HistoryEntry[]> => {
  const entries: HistoryEntry[] = [];
  let startAfter: Page['next'] = null;
  do {
    const page = await listHistory(table, { customerId, from, limit: ENTRIES_AT_ONCE, startAfter });
    entries.push(...page.entries);
    startAfter = page.next;
    if (entries.length > MOST_ENTRIES) {
      throw unprocessable('asOf', `Too much was recorded for '${customerId}' since then: ask for a later day.`);
    }
  } while (startAfter);
  return entries;
};

const standingOn = async ({ environment, table }: Reading, account: Account, asOf: BusinessDate) => {
  const { timeZone } = environment;
  const from = startOfBusinessDate(addDays(asOf, 1), timeZone);
  const openItems: OpenItem[] = [];
  if (account.openReceivables !== 0n) {
    for await (const item of eachOpenItem(table, account.customerId)) openItems.push(item);
  }
  const later = account.lastEntryAt < from ? [] : await recordedSince(table, account.customerId, from);
  const back = takeBackAfter(asOf, later, timeZone);
  const touched = await loadReceivables(table, touchedBy(back));
  return standingAsOf({ openItems, unappliedCash: account.unappliedCash }, touched, back);
};

/** One customer's aging on a day; `null` where nothing was open and no money waited. Read anew when it moves meanwhile. */
const rowOf = async (reading: Reading, debtor: Debtor, asOf: BusinessDate): Promise<AgingRow | null> => {
  const { masterData } = debtor;
  let { account } = debtor;
  for (let read = 1; read <= READS; read += 1) {
    const { items, unappliedCash } = await standingOn(reading, account, asOf);
    const after = (await loadAccount(reading.table, account.customerId)) ?? account;
    if (after.version === account.version) {
      if (items.length === 0 && unappliedCash === 0n) return null;
      const { currency, customerId, segment } = account;
      const aging = ageItems(items, asOf);
      return { customerId, legalName: masterData.legalName, segment, currency, aging, unappliedCash };
    }
    account = after;
  }
  throw unavailable(`Customer '${account.customerId}' moves too fast to be read. Try again.`);
};

/** Nothing is open, and nothing was recorded since: there is no need to look. */
const isIdle = ({ lastEntryAt, openReceivables, unappliedCash }: Account, from: string): boolean =>
  openReceivables === 0n && unappliedCash === 0n && lastEntryAt < from;

/** Rows of customers that stand one after another, up to so many; `done` tells how many customers were looked at. */
const rowsOf = async (
  reading: Reading,
  customerIds: readonly string[],
  asOf: BusinessDate,
  most: number,
  hasTime: HasTime,
): Promise<{ readonly rows: readonly AgingRow[]; readonly done: number }> => {
  const from = startOfBusinessDate(addDays(asOf, 1), reading.environment.timeZone);
  const debtors = new Map((await loadDebtors(reading.table, customerIds)).map((one) => [one.account.customerId, one]));
  const rows: AgingRow[] = [];
  let done = 0;
  while (done < customerIds.length && rows.length < most && (done === 0 || hasTime())) {
    const group = customerIds.slice(done, done + Math.min(SIDE_BY_SIDE, most - rows.length));
    const busy = group.flatMap((id) => debtors.get(id) ?? []).filter(({ account }) => !isIdle(account, from));
    const found = await Promise.all(busy.map((debtor) => rowOf(reading, debtor, asOf)));
    rows.push(...found.filter((row) => row !== null));
    done += group.length;
  }
  return { rows, done };
};

export interface AgingPage {
  readonly rows: readonly AgingRow[];
  /** After whom the next page begins; `null` after the last one. */
  readonly next: Page['next'];
}

/**
 * The aging of the customers, in the order of their names, on a day up to today. A page ends when it has as many rows as
 * wanted or the time is over; every row is whole.
 */
export const pageOfAging = async (
  reading: Reading,
  asOf: BusinessDate,
  {
    hasTime,
    limit,
    startAfter,
  }: { readonly limit: number; readonly startAfter: Page['next']; readonly hasTime: HasTime },
): Promise<AgingPage> => {
  const rows: AgingRow[] = [];
  let next = startAfter;
  do {
    const { customers, hasMore } = await pageOfAll(reading.table, CUSTOMERS_AT_ONCE, next);
    const ids = customers.map(({ customerId }) => customerId);
    const found = await rowsOf(reading, ids, asOf, limit - rows.length, hasTime);
    rows.push(...found.rows);
    next = hasMore || found.done < ids.length ? { ...customers[found.done - 1]?.place } : null;
  } while (next !== null && rows.length < limit && hasTime());
  return { rows, next };
};
