import { businessDateOf, daysBetween } from '../../shared/dates.ts';
import type { HistoryEntry } from '../../shared/domain/history/entry.ts';
import { listHistory } from '../../shared/store/history.ts';
import type { Page, Table } from '../../shared/store/table.ts';
import { share } from '../property/ledger/model.ts';

/** The whole history of a customer, the oldest first. */
export const historyOf = async (table: Table, customerId: string): Promise<readonly HistoryEntry[]> => {
  const entries: HistoryEntry[] = [];
  let startAfter: Page['next'] = null;
  do {
    const page = await listHistory(table, { customerId, limit: 200, startAfter });
    entries.push(...page.entries);
    startAfter = page.next;
  } while (startAfter);
  return entries.reverse();
};

interface Money {
  readonly amount: string;
  readonly currency: string;
}

interface Invoice {
  readonly currency: string;
  readonly amount: bigint;
  readonly carrying: bigint;
  readonly dueOn: string;
  isIssued: boolean;
  settled: bigint;
  disputes: number;
}

const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));

const bucketOf = (days: number): string => {
  if (days <= 0) return 'current';
  if (days <= 30) return 'days1To30';
  if (days <= 60) return 'days31To60';
  if (days <= 90) return 'days61To90';
  return days <= 120 ? 'days91To120' : 'over120';
};

/**
 * Aging by reading the history from its beginning and counting what counts on the day: written for tests, from the
 * description alone, for customers whose accounts are in euros and currencies of two decimals.
 */
export const foldAsOf = (entries: readonly HistoryEntry[], day: string, timeZone: string) => {
  const invoices = new Map<string, Invoice>();
  let balance = 0n;
  let isExact = true;
  for (const { at, data, kind } of entries) {
    const recorded = businessDateOf(at, timeZone);
    const document = (kind === 'ReceivablePosted' ? data['issuedOn'] : data['date']) as string | undefined;
    const byDocument = ['ReceivablePosted', 'PaymentReceived', 'CashApplied', 'CreditNotePosted'].includes(kind);
    const from = byDocument && document !== undefined && document < recorded ? document : recorded;
    const counts = from <= day;
    const amount = data['amount'] as unknown as Money | undefined;
    if (amount !== undefined && amount.currency !== 'EUR') isExact = false;
    if (kind === 'ReceivablePosted' && amount) {
      const carrying = data['carryingAmount'] as string | undefined;
      invoices.set(String(data['invoiceId']), {
        currency: amount.currency,
        amount: cents(amount.amount),
        carrying: cents(carrying ?? amount.amount),
        dueOn: String(data['dueOn']),
        isIssued: counts,
        settled: 0n,
        disputes: 0,
      });
      if (counts) balance += cents(amount.amount);
    }
    if (!counts) continue;
    for (const part of (data['invoices'] ?? []) as unknown as { invoiceId: string; applied: string }[]) {
      const paid = invoices.get(part.invoiceId);
      if (paid) paid.settled += cents(part.applied);
    }
    if (kind === 'ReceivableWrittenOff') {
      const lost = invoices.get(String(data['invoiceId']));
      const writtenOff = cents((data['writtenOff'] as unknown as Money).amount);
      if (lost) lost.settled += writtenOff;
      balance -= writtenOff;
    }
    if ((kind === 'PaymentReceived' || kind === 'CreditNotePosted') && amount) balance -= cents(amount.amount);
    if (kind === 'PaymentReversed' && amount) balance += cents(amount.amount);
    const disputed = kind === 'DisputeOpened' ? 1 : kind === 'DisputeResolved' ? -1 : 0;
    if (disputed === 0) continue;
    for (const id of data['invoiceIds'] as string[]) {
      const invoice = invoices.get(id);
      if (invoice) invoice.disputes += disputed;
    }
  }
  const buckets: Record<string, bigint> = {
    ...{ current: 0n, days1To30: 0n, days31To60: 0n },
    ...{ days61To90: 0n, days91To120: 0n, over120: 0n },
  };
  let [total, disputed] = [0n, 0n];
  for (const { amount, carrying, disputes, dueOn, isIssued, settled } of invoices.values()) {
    if (!isIssued || settled >= amount) continue;
    const remaining = share(carrying, amount - settled, amount);
    const name = bucketOf(daysBetween(dueOn, day));
    buckets[name] = (buckets[name] ?? 0n) + remaining;
    total += remaining;
    if (disputes > 0) disputed += remaining;
  }
  return { buckets, total, disputed, balance, isExact };
};

/** What was invoiced in each month less what was credited in it, in cents of the account's euros. */
export const foldSales = (entries: readonly HistoryEntry[]): Readonly<Record<string, bigint>> => {
  const sales: Record<string, bigint> = {};
  for (const { data, kind } of entries) {
    if (kind !== 'ReceivablePosted' && kind !== 'CreditNotePosted') continue;
    const worth = cents(String(data['carryingAmount'] ?? (data['amount'] as unknown as Money).amount));
    const month = String(kind === 'ReceivablePosted' ? data['issuedOn'] : data['date']).slice(0, 7);
    sales[month] = (sales[month] ?? 0n) + (kind === 'ReceivablePosted' ? worth : -worth);
  }
  return sales;
};
