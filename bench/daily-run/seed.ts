import type { Moment } from '../../shared/dates.ts';
import { monthOf } from '../../shared/domain/behaviour/months.ts';
import { createAccount } from '../../shared/store/accounts.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { indexKeys, keys } from '../../shared/store/keys.ts';
import { profileWrite } from '../../shared/store/profiles.ts';
import { receivableWrites } from '../../shared/store/receivables.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { AMOUNT, type Books, booksOf } from './books.ts';

/** DynamoDB's bound. */
const ITEMS_PER_TRANSACTION = 100;
/** Transactions on their way to the engine at a time. */
const AT_A_TIME = 4;

export interface Population {
  readonly prefix: string;
  readonly customers: number;
  /** Invoices that each customer has paid long ago. */
  readonly paidEach: number;
}

const profileOf = (table: Table, customerId: string): Write =>
  profileWrite(
    table,
    {
      customerId,
      masterData: {
        ...{ legalName: `Bench ${customerId} GmbH`, currency: 'EUR', segment: 'WHOLESALE', region: 'DACH' },
        ...{ groupLimitShared: true, country: 'DE', collector: 'cora.collector@example.com' },
        contacts: [{ name: 'Accounts payable', email: `payable@${customerId}.example.com`, role: 'BILLING' }],
      },
      bodyHash: '0'.repeat(64),
      limitHash: null,
    },
    { blacklisted: false, holdReasons: [] },
  );

const salesOf = (table: Table, { account, receivables }: Books): Write[] => {
  const months = new Map<string, bigint>();
  for (const { issuedOn } of receivables) {
    const month = monthOf(issuedOn);
    months.set(month, (months.get(month) ?? 0n) + AMOUNT.minorUnits);
  }
  const { currency: cur, customerId: id } = account;
  return [...months].map(([month, sales]) => ({
    name: `sales ${month}`,
    write: {
      Put: {
        TableName: table.name,
        Item: {
          ...keys.monthlySales(id, month),
          ...indexKeys.salesIn(month, id),
          ...{ entityType: 'SALES', id, month, cur, sales },
        },
      },
    },
  }));
};

/** The items that the store's own writes would leave, without their conditions: there is nothing yet to be held against. */
const writesOf = (table: Table, books: Books): Write[] => {
  const { account, entries, receivables } = books;
  const writes = [
    createAccount(table, account),
    profileOf(table, account.customerId),
    ...receivableWrites(
      table,
      account.customerId,
      receivables.map((receivable) => ({ before: receivable, after: receivable })),
    ),
    ...entries.map((entry) => historyWrite(table, entry)),
    ...salesOf(table, books),
  ];
  return writes.flatMap(({ name, write }) =>
    write.Put ? [{ name, write: { Put: { TableName: table.name, Item: write.Put.Item } } }] : [],
  );
};

/** Gives a table its customers, a hundred items at a time instead of one movement after the other. */
export const seed = async (
  table: Table,
  { customers, paidEach, prefix }: Population,
  moment: Moment,
  onShare: (share: number) => void,
): Promise<void> => {
  let waiting: Write[] = [];
  const batches: Promise<void>[] = [];
  const send = async (writes: readonly Write[]): Promise<void> => {
    const outcome = await table.transact(writes);
    if (!outcome.done) throw new Error('the engine refused items of a seeded customer');
  };
  for (let number = 0; number < customers; number += 1) {
    waiting.push(...writesOf(table, booksOf(`${prefix}-${number}`, paidEach, moment)));
    while (waiting.length >= ITEMS_PER_TRANSACTION) {
      batches.push(send(waiting.slice(0, ITEMS_PER_TRANSACTION)));
      waiting = waiting.slice(ITEMS_PER_TRANSACTION);
      if (batches.length >= AT_A_TIME) await Promise.all(batches.splice(0));
    }
    onShare(number / customers);
  }
  if (waiting.length > 0) batches.push(send(waiting));
  await Promise.all(batches);
};
