import type { BusinessDate } from '../../dates.ts';
import type { Account } from '../../domain/account/account.ts';
import {
  type CashForecast,
  type ForecastSum,
  forecastOf,
  noForecast,
  withCustomer,
} from '../../domain/portfolio/cash-forecast.ts';
import type { Week } from '../../domain/portfolio/weeks.ts';
import type { OpenItem } from '../../domain/receivable/receivable.ts';
import { toAccount } from '../accounts.ts';
import { keys } from '../keys.ts';
import { eachOpenItem } from '../open-items.ts';
import type { Page, Table } from '../table.ts';
import type { HasTime } from '../time-budget.ts';
import { pageOfAttended } from './debtors.ts';

/** Accounts that are read at once, and those of them whose open items are read side by side. */
const CUSTOMERS_AT_ONCE = 100;
const SIDE_BY_SIDE = 8;

export interface ForecastPage {
  readonly currencies: ReadonlyMap<string, CashForecast>;
  /** After whom the next page begins; `null` after the last one. */
  readonly next: Page['next'];
}

const openItemsOf = async (table: Table, { customerId, openReceivables }: Account): Promise<OpenItem[]> => {
  const items: OpenItem[] = [];
  if (openReceivables === 0n) return items;
  for await (const item of eachOpenItem(table, customerId)) items.push(item);
  return items;
};

/** Those of the customers who owe anything, or have money on the account. */
const debtorsAmong = async (table: Table, customerIds: readonly string[]): Promise<readonly Account[]> => {
  const items = await table.getMany(customerIds.map((id) => keys.account(id)));
  return items
    .map(toAccount)
    .filter(({ openReceivables, unappliedCash }) => openReceivables !== 0n || unappliedCash !== 0n);
};

/**
 * When what is open is expected to be paid, by the currency of the accounts. It goes through those to whom the daily run
 * attends, everybody with anything open among them, until the time is over.
 */
export const pageOfForecast = async (
  table: Table,
  today: BusinessDate,
  weeks: readonly Week[],
  { hasTime, startAfter }: { readonly startAfter: Page['next']; readonly hasTime: HasTime },
): Promise<ForecastPage> => {
  const sums = new Map<string, ForecastSum>();
  const seen = new Set<string>();
  let next = startAfter;
  do {
    const { customers, hasMore } = await pageOfAttended(table, CUSTOMERS_AT_ONCE, next);
    // One that moves within the index while it is gone through comes up again.
    const ids = customers.map(({ customerId }) => customerId).filter((id) => !seen.has(id));
    for (const id of ids) seen.add(id);
    const accounts = await debtorsAmong(table, ids);
    for (let start = 0; start < accounts.length; start += SIDE_BY_SIDE) {
      const group = accounts.slice(start, start + SIDE_BY_SIDE);
      const read = await Promise.all(
        group.map(async (account) => ({ account, items: await openItemsOf(table, account) })),
      );
      for (const { account, items } of read) {
        const { currency, unappliedCash } = account;
        const before = sums.get(currency) ?? noForecast(weeks);
        sums.set(currency, withCustomer(before, { items, unappliedCash }, weeks, today));
      }
    }
    next = hasMore ? { ...customers.at(-1)?.place } : null;
  } while (next !== null && hasTime());
  return { currencies: new Map([...sums].map(([currency, sum]) => [currency, forecastOf(sum)])), next };
};
