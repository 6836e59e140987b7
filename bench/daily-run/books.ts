import { addDays, type BusinessDate } from '../../shared/dates.ts';
import { type Account, newAccount, noMovement } from '../../shared/domain/account/account.ts';
import { chainEntry, type HistoryEntry, type NewEntry } from '../../shared/domain/history/entry.ts';
import type { Receivable } from '../../shared/domain/receivable/receivable.ts';

/** What each invoice is worth. */
export const AMOUNT = { minorUnits: 10_000n, currency: 'EUR' } as const;

/** Every tenth invoice is overdue; the others are due after the days that a run looks ahead. */
export const OPEN_PER_CUSTOMER = 20;
export const OVERDUE_PER_CUSTOMER = 2;
const DUE_SINCE_DAYS = 5;
const DUE_IN_DAYS = 15;
const TERMS_DAYS = 30;
const PAID_DAYS_AGO = 400;

/** The ledger of one customer, with everything that stands behind the account's counters. */
export interface Books {
  readonly account: Account;
  readonly receivables: readonly Receivable[];
  readonly entries: readonly HistoryEntry[];
}

const invoice = (customerId: string, name: string, dueOn: BusinessDate): Receivable => ({
  invoiceId: `${customerId}-${name}`,
  customerId,
  orderId: null,
  amount: AMOUNT,
  carryingAmount: AMOUNT.minorUnits,
  paid: 0n,
  credited: 0n,
  writtenOff: 0n,
  issuedOn: addDays(dueOn, -TERMS_DAYS),
  dueOn,
  settledOn: null,
  openDisputes: 0,
  everDisputed: false,
  disputed: false,
  productCategory: null,
  document: null,
  prediction: null,
  bodyHash: '0'.repeat(64),
  version: 1,
});

const openOnes = (customerId: string, today: BusinessDate): readonly Receivable[] =>
  Array.from({ length: OPEN_PER_CUSTOMER }, (_, number) =>
    invoice(
      customerId,
      `open-${number}`,
      addDays(today, number < OVERDUE_PER_CUSTOMER ? -DUE_SINCE_DAYS : DUE_IN_DAYS + number),
    ),
  );

/** Paid on their due dates, more than a year ago: history, and nothing else. */
const paidOnes = (customerId: string, count: number, today: BusinessDate): readonly Receivable[] =>
  Array.from({ length: count }, (_, number) => {
    const dueOn = addDays(today, -PAID_DAYS_AGO - number);
    return { ...invoice(customerId, `paid-${number}`, dueOn), paid: AMOUNT.minorUnits, settledOn: dueOn, version: 2 };
  });

const posted = ({ dueOn, invoiceId }: Receivable): NewEntry => ({
  kind: 'ReceivablePosted',
  deltas: { ...noMovement, openReceivables: AMOUNT.minorUnits },
  data: { invoiceId, dueOn },
});

const settled = ({ invoiceId, settledOn }: Receivable): NewEntry => ({
  kind: 'PaymentReceived',
  deltas: { ...noMovement, openReceivables: -AMOUNT.minorUnits },
  data: { paymentId: `payment of ${invoiceId}`, date: settledOn, invoices: [{ invoiceId, applied: '100.00' }] },
});

/**
 * A customer with twenty open invoices, of which two are overdue, and so many that were paid long ago; each with its entries
 * in the chain, as if it had come about one movement after the other.
 */
export const booksOf = (customerId: string, paid: number, { now, today }: { now: string; today: string }): Books => {
  const open = openOnes(customerId, today);
  const old = paidOnes(customerId, paid, today);
  let account: Account = {
    ...newAccount({ customerId, currency: 'EUR', segment: 'WHOLESALE', paymentTermsDays: TERMS_DAYS }),
    creditLimit: 900_000_00n,
  };
  const movements = [...old.flatMap((one) => [posted(one), settled(one)]), ...open.map(posted)];
  const entries = movements.map((movement) => {
    const entry = chainEntry(account, movement, { now, by: 'bench', correlationId: 'bench' });
    account = { ...account, version: entry.seq, lastHash: entry.hash, lastEntryAt: entry.at };
    return entry;
  });
  const openReceivables = AMOUNT.minorUnits * BigInt(open.length);
  const oldestOpenDueOn = open.map(({ dueOn }) => dueOn).sort()[0] ?? null;
  return { account: { ...account, openReceivables, oldestOpenDueOn }, receivables: [...old, ...open], entries };
};
