import { type BusinessDate, businessDateOf } from '../../dates.ts';
import { parseAmount, prorate } from '../../money.ts';
import type { HistoryEntry } from '../history/entry.ts';
import { type OpenItem, type Receivable, remainingOf } from '../receivable/receivable.ts';

/**
 * How the open items stood on a day that has passed, by the dates of the documents: an invoice counts from the day on
 * which it was issued, a payment from the day on which it was received, a credit note from its own date. What is recorded
 * without a document (write-offs, bounced payments, disputes) counts from the business date on which it was recorded,
 * and so does a document with a later date than that. The last rule makes today's answer the ledger itself, and lets a
 * past day be worked out from now backwards: only what was recorded after it can have to be taken back.
 */
export interface TakenBack {
  /** Invoices that were issued later. */
  readonly notIssued: ReadonlySet<string>;
  /** By invoice, what was settled later, in minor units of its currency; below zero where a bounce came later. */
  readonly settled: ReadonlyMap<string, bigint>;
  /** By invoice, how many disputes more it has now. */
  readonly disputes: ReadonlyMap<string, number>;
  /** What was added to the unapplied cash later, in minor units of the account's currency. */
  readonly unapplied: bigint;
}

type Entry = Pick<HistoryEntry, 'at' | 'kind' | 'data' | 'deltas'>;

const stringOf = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('a history entry is not as it was written');
  return value;
};

const minorUnits = (amount: unknown, currency: unknown): bigint => {
  const parsed = parseAmount(stringOf(amount), stringOf(currency));
  if ('problem' in parsed) throw new TypeError(`an amount of the history ${parsed.problem}`);
  return parsed.minorUnits;
};

/** From which day on an entry counts. */
export const countsFrom = ({ at, data, kind }: Entry, timeZone: string): BusinessDate => {
  const recorded = businessDateOf(at, timeZone);
  const document = documentDate(kind, data);
  return document !== null && document < recorded ? document : recorded;
};

const documentDate = (kind: Entry['kind'], data: Entry['data']): BusinessDate | null => {
  switch (kind) {
    case 'ReceivablePosted':
      return stringOf(data['issuedOn']);
    case 'PaymentReceived':
    case 'CashApplied':
    case 'CreditNotePosted':
      return stringOf(data['date']);
    default:
      return null;
  }
};

interface Applied {
  readonly invoiceId: string;
  readonly minorUnits: bigint;
}

/** What an entry settled, by invoice; below zero where it took something back. */
export const settledBy = ({ data, kind }: Entry): readonly Applied[] => {
  if (kind === 'ReceivableWrittenOff') {
    const { amount, currency } = data['writtenOff'] as { amount?: unknown; currency?: unknown };
    return [{ invoiceId: stringOf(data['invoiceId']), minorUnits: minorUnits(amount, currency) }];
  }
  if (!Array.isArray(data['invoices']) || data['amount'] === undefined) return [];
  const { currency } = data['amount'] as { currency?: unknown };
  return (data['invoices'] as readonly { invoiceId?: unknown; applied?: unknown }[]).map((part) => ({
    invoiceId: stringOf(part.invoiceId),
    minorUnits: minorUnits(part.applied, currency),
  }));
};

const settlingKinds: readonly string[] = [
  'PaymentReceived',
  'CashApplied',
  'CreditNotePosted',
  'CashUnapplied',
  'PaymentReversed',
  'ReceivableWrittenOff',
] satisfies readonly Entry['kind'][];

const disputeChange: Readonly<Partial<Record<Entry['kind'], number>>> = { DisputeOpened: 1, DisputeResolved: -1 };

/** What has to be taken back from the books of now to see those of a day. @param later all that was recorded after it. */
export const takeBackAfter = (day: BusinessDate, later: Iterable<Entry>, timeZone: string): TakenBack => {
  const notIssued = new Set<string>();
  const settled = new Map<string, bigint>();
  const disputes = new Map<string, number>();
  let unapplied = 0n;
  for (const entry of later) {
    if (countsFrom(entry, timeZone) <= day) continue;
    const { data, deltas, kind } = entry;
    unapplied += minorUnits(deltas.unappliedCash.amount, deltas.unappliedCash.currency);
    if (kind === 'ReceivablePosted') notIssued.add(stringOf(data['invoiceId']));
    if (settlingKinds.includes(kind)) {
      for (const part of settledBy(entry)) {
        settled.set(part.invoiceId, (settled.get(part.invoiceId) ?? 0n) + part.minorUnits);
      }
    }
    const change = disputeChange[kind] ?? 0;
    if (change === 0) continue;
    for (const id of data['invoiceIds'] as readonly string[]) disputes.set(id, (disputes.get(id) ?? 0) + change);
  }
  return { notIssued, settled, disputes, unapplied };
};

/** The invoices that were other than they are now. */
export const touchedBy = ({ disputes, notIssued, settled }: TakenBack): readonly string[] => [
  ...new Set([...notIssued, ...settled.keys(), ...disputes.keys()]),
];

/** An open item as it was: amounts of the invoice's currency are not needed, only those of the account's. */
export interface ItemAsOf {
  readonly invoiceId: string;
  readonly dueOn: BusinessDate;
  /** In minor units of the account's currency. */
  readonly remaining: bigint;
  readonly disputed: boolean;
}

export interface StandingAsOf {
  readonly items: readonly ItemAsOf[];
  /** In minor units of the account's currency. */
  readonly unappliedCash: bigint;
}

/**
 * The open items and the unapplied cash of a day. Money that had come in by then for an invoice that was issued later, or
 * more than was owed on it, was unapplied at that time.
 * @param touched the invoices of `touchedBy`, as they are now.
 */
export const standingAsOf = (
  now: { readonly openItems: readonly OpenItem[]; readonly unappliedCash: bigint },
  touched: readonly Receivable[],
  back: TakenBack,
): StandingAsOf => {
  const changed = new Set(touched.map(({ invoiceId }) => invoiceId));
  const items: ItemAsOf[] = now.openItems
    .filter(({ invoiceId }) => !changed.has(invoiceId))
    .map(({ carryingRemaining, disputed, dueOn, invoiceId }) => ({
      invoiceId,
      dueOn,
      remaining: carryingRemaining,
      disputed,
    }));
  let unappliedCash = now.unappliedCash - back.unapplied;
  for (const receivable of touched) {
    const { amount, carryingAmount, dueOn, invoiceId, openDisputes } = receivable;
    const carrying = (part: bigint): bigint => prorate(carryingAmount, part, amount.minorUnits);
    const owed = remainingOf(receivable) + (back.settled.get(invoiceId) ?? 0n);
    const remaining = back.notIssued.has(invoiceId) ? owed - amount.minorUnits : owed;
    if (remaining < 0n) unappliedCash += carrying(-remaining);
    if (remaining <= 0n) continue;
    const disputed = openDisputes > (back.disputes.get(invoiceId) ?? 0);
    items.push({ invoiceId, dueOn, remaining: carrying(remaining), disputed });
  }
  return { items, unappliedCash };
};
