import { addDays, type BusinessDate } from '../../dates.ts';
import type { Account } from '../../domain/account/account.ts';
import { attentionOn } from '../../domain/account/attention.ts';
import { effectiveLimit } from '../../domain/account/limit.ts';
import { type Aging, addCurrent, ageItems, noAging } from '../../domain/portfolio/aging.ts';
import type { DebtorStanding } from '../../domain/portfolio/figures.ts';
import { unavailable } from '../../errors.ts';
import { loadAccount } from '../accounts.ts';
import { eachOpenItem } from '../open-items.ts';
import type { Table } from '../table.ts';
import type { HasTime } from '../time-budget.ts';
import { type Debtor, eachDebtor } from './debtors.ts';

/** How often a customer is read anew because it moved while it was read. */
const READS = 5;

/** Customers whose items are read side by side. */
const SIDE_BY_SIDE = 10;

const overdueItems = async (table: Table, customerId: string, on: BusinessDate): Promise<Aging> => {
  const items: { dueOn: BusinessDate; remaining: bigint; disputed: boolean }[] = [];
  for await (const { carryingRemaining, disputed, dueOn } of eachOpenItem(table, customerId, addDays(on, -1))) {
    items.push({ dueOn, remaining: carryingRemaining, disputed });
  }
  return ageItems(items, on);
};

/**
 * The aging of a customer as of now. Only what is overdue is read item by item: all else of the open receivables is
 * current. A customer that moves while it is read is read again, so that the two agree.
 */
const agingNow = async (
  table: Table,
  account: Account,
  on: BusinessDate,
): Promise<{ account: Account; aging: Aging }> => {
  let before = account;
  for (let read = 1; read <= READS; read += 1) {
    const oldest = before.oldestOpenDueOn;
    if (oldest === null || oldest >= on) {
      return { account: before, aging: addCurrent(noAging(), before.openReceivables) };
    }
    const overdue = await overdueItems(table, before.customerId, on);
    const after = (await loadAccount(table, before.customerId)) ?? before;
    if (after.version === before.version) {
      return { account: after, aging: addCurrent(overdue, after.openReceivables - overdue.total) };
    }
    before = after;
  }
  throw unavailable(`Customer '${account.customerId}' moves too fast to be read. Try again.`);
};

/** What stands beside the customers' own items. */
export interface Surroundings {
  /** Who is with the lawyers. */
  readonly withLegal: ReadonlySet<string>;
  readonly salesOf: (customerId: string) => Pick<DebtorStanding, 'sales' | 'recentSales'>;
}

/** For whoever needs to know nothing but what is open. */
export const nothingBeside: Surroundings = { withLegal: new Set(), salesOf: () => ({ sales: 0n, recentSales: 0n }) };

const standingOf = async (
  table: Table,
  { account: known, masterData }: Debtor,
  on: BusinessDate,
  { salesOf, withLegal }: Surroundings,
): Promise<DebtorStanding> => {
  const { account, aging } = await agingNow(table, known, on);
  const limit = effectiveLimit(account, on);
  return {
    customerId: account.customerId,
    currency: account.currency,
    segment: account.segment,
    region: String(masterData['region'] ?? ''),
    aging,
    unappliedCash: account.unappliedCash,
    reservations: account.reservations,
    limit: limit.kind === 'BOUNDED' ? limit.amount : null,
    isWithLegal: withLegal.has(account.customerId),
    ...salesOf(account.customerId),
  };
};

/** Whether a customer has a part in the portfolio: who is only to be graded, as every new one at first, has none. */
const hasPart = ({ account }: Debtor, { salesOf }: Surroundings): boolean => {
  const { recentSales, sales } = salesOf(account.customerId);
  return sales !== 0n || recentSales !== 0n || attentionOn({ ...account, gradeDueOn: null }) !== null;
};

/** How customers stand on a day, by what is open now. @throws unavailable when the time is over before the end. */
export async function* eachStanding(
  table: Table,
  customerIds: readonly string[],
  on: BusinessDate,
  surroundings: Surroundings,
  hasTime: HasTime,
): AsyncGenerator<DebtorStanding, void, undefined> {
  let waiting: Debtor[] = [];
  const standings = () => Promise.all(waiting.map((debtor) => standingOf(table, debtor, on, surroundings)));
  for await (const debtor of eachDebtor(table, customerIds)) {
    if (!hasPart(debtor, surroundings)) continue;
    waiting.push(debtor);
    if (waiting.length < SIDE_BY_SIDE) continue;
    yield* await standings();
    waiting = [];
    if (!hasTime()) throw unavailable('There are too many customers for one answer: ask for the snapshot of a day.');
  }
  yield* await standings();
}
