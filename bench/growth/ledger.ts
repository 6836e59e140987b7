import { addDays, addDaysToInstant, type Moment } from '../../shared/dates.ts';
import { type Account, addCounters, noMovement } from '../../shared/domain/account/account.ts';
import { chainEntry, type HistoryEntry, type NewEntry } from '../../shared/domain/history/entry.ts';
import type { Receivable } from '../../shared/domain/receivable/receivable.ts';
import type { Reservation } from '../../shared/domain/reservation/reservation.ts';

/** What each open receivable and each reservation is worth. */
export const AMOUNT = { minorUnits: 10_000n, currency: 'EUR' } as const;

const DUE_DAYS = 30;
const RESERVATION_DAYS = 14;

/** An account as it stands after many invoices and orders, with everything that stands behind its counters. */
export interface Ledger {
  readonly account: Account;
  readonly receivables: readonly Receivable[];
  readonly reservations: readonly Reservation[];
  readonly entries: readonly HistoryEntry[];
}

const receivableOf = (customerId: string, number: number, today: string): Receivable => ({
  invoiceId: `${customerId}-invoice-${number}`,
  customerId,
  orderId: null,
  amount: AMOUNT,
  carryingAmount: AMOUNT.minorUnits,
  paid: 0n,
  credited: 0n,
  writtenOff: 0n,
  issuedOn: today,
  dueOn: addDays(today, DUE_DAYS + (number % DUE_DAYS)),
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

const reservationOf = (customerId: string, number: number, now: string): Reservation => ({
  orderId: `${customerId}-held-${number}`,
  customerId,
  status: 'ACTIVE',
  amount: AMOUNT,
  carryingAmount: AMOUNT.minorUnits,
  invoiced: 0n,
  expiresAt: addDaysToInstant(now, RESERVATION_DAYS),
  decisionId: `${customerId}-decision-${number}`,
  version: 1,
});

/**
 * Lets `count` invoices and `count` orders happen to an account, each with its entry in the chain.
 * @param account as it stands before.
 */
export const growLedger = (account: Account, count: number, { now, today }: Moment): Ledger => {
  const { customerId } = account;
  const numbers = Array.from({ length: count }, (_, number) => number);
  const receivables = numbers.map((number) => receivableOf(customerId, number, today));
  const reservations = numbers.map((number) => reservationOf(customerId, number, now));
  const movements: NewEntry[] = [
    ...receivables.map(({ invoiceId, dueOn }) => ({
      kind: 'ReceivablePosted' as const,
      deltas: { ...noMovement, openReceivables: AMOUNT.minorUnits },
      data: { invoiceId, dueOn },
    })),
    ...reservations.map(({ orderId, decisionId }) => ({
      kind: 'CreditDecisionMade' as const,
      deltas: { ...noMovement, reservations: AMOUNT.minorUnits },
      data: { orderId, decisionId },
    })),
  ];
  let after = account;
  const entries = movements.map((movement) => {
    const entry = chainEntry(after, movement, { now, by: 'bench', correlationId: 'bench' });
    const counters = addCounters(after, movement.deltas);
    after = { ...after, ...counters, version: entry.seq, lastHash: entry.hash, lastEntryAt: entry.at };
    return entry;
  });
  const oldestOpenDueOn = receivables.map(({ dueOn }) => dueOn).sort()[0] ?? null;
  const nextExpiryAt = reservations[0]?.expiresAt ?? null;
  return { account: { ...after, oldestOpenDueOn, nextExpiryAt }, receivables, reservations, entries };
};
