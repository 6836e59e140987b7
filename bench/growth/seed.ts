import { momentAt } from '../../shared/dates.ts';
import { exposureOf } from '../../shared/domain/account/account.ts';
import { heldAmount } from '../../shared/domain/reservation/reservation.ts';
import { advanceAccount, loadAccount } from '../../shared/store/accounts.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { indexKeys } from '../../shared/store/keys.ts';
import { eachOpenItem } from '../../shared/store/open-items.ts';
import { receivableWrites } from '../../shared/store/receivables.ts';
import { reservationWrite, toReservation } from '../../shared/store/reservations.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { growLedger, type Ledger } from './ledger.ts';

/** DynamoDB's bound. */
const ITEMS_PER_TRANSACTION = 100;

/**
 * Gives an existing customer that many open receivables and as many reservations: the items that the store itself would
 * write, a hundred at a time instead of one movement after the other, then counted against the account.
 */
export const seedLedger = async (table: Table, customerId: string, count: number): Promise<void> => {
  const before = await loadAccount(table, customerId);
  if (!before) throw new Error(`customer ${customerId} does not exist`);
  const ledger = growLedger(before, count, momentAt(Date.now(), 'UTC'));
  await writeAll(table, writesOf(table, ledger));
  const effect = { exposure: exposureOf(ledger.account) - exposureOf(before) };
  const outcome = await table.transact([advanceAccount(table, before, ledger.account, effect)]);
  if (!outcome.done) throw new Error(`account ${customerId} was moved by somebody else`);
  await holdAgainstCounters(table, customerId);
};

/** The items that the store's own writes would leave, without their conditions: there is nothing yet to be held against. */
const writesOf = (table: Table, { receivables, reservations, entries, account }: Ledger): Write[] =>
  [
    ...receivableWrites(
      table,
      account.customerId,
      receivables.map((receivable) => ({ before: receivable, after: receivable })),
    ),
    ...reservations.map((reservation) => reservationWrite(table, null, reservation)),
    ...entries.map((entry) => historyWrite(table, entry)),
  ].flatMap(({ name, write }) =>
    write.Put ? { name, write: { Put: { TableName: table.name, Item: write.Put.Item } } } : [],
  );

const writeAll = async (table: Table, writes: readonly Write[]): Promise<void> => {
  for (let start = 0; start < writes.length; start += ITEMS_PER_TRANSACTION) {
    const outcome = await table.transact(writes.slice(start, start + ITEMS_PER_TRANSACTION));
    if (!outcome.done) throw new Error('the engine refused items of a seeded account');
  }
};

/** What is open and what is held must add up to the counters, or the account is not one that could have come about. */
const holdAgainstCounters = async (table: Table, customerId: string): Promise<void> => {
  const account = await loadAccount(table, customerId);
  let open = 0n;
  for await (const item of eachOpenItem(table, customerId)) open += item.carryingRemaining;
  const held = await sumOfReservations(table, customerId);
  if (account?.openReceivables !== open || account.reservations !== held) {
    throw new Error(`the seeded account does not add up: ${open} open and ${held} held`);
  }
};

const sumOfReservations = async (table: Table, customerId: string): Promise<bigint> => {
  const { gsi1pk } = indexKeys.reservationExpiry(customerId, '', '');
  let sum = 0n;
  let startAfter: Record<string, unknown> | null = null;
  do {
    const page = await table.page({ index: 'gsi1', partition: gsi1pk, startAfter });
    const found = await table.getMany(page.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
    sum += found.map(toReservation).reduce((total, reservation) => total + heldAmount(reservation), 0n);
    startAfter = page.next;
  } while (startAfter);
  return sum;
};
