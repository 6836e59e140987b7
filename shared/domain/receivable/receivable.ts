import { type BusinessDate, daysBetween } from '../../dates.ts';
import { type Money, prorate } from '../../money.ts';
import type { JsonObject } from '../history/entry.ts';
import { type Outlook, outlookOf, type Prediction } from '../prediction/outlook.ts';

export type ReceivableStatus = 'OPEN' | 'PARTLY_PAID' | 'PAID' | 'CREDITED' | 'WRITTEN_OFF';

/**
 * An invoice. What was paid, credited and written off never exceeds the amount; what is left of it remains.
 * All in minor units of the invoice's currency, but for `carryingAmount`.
 */
export interface Receivable {
  readonly invoiceId: string;
  readonly customerId: string;
  readonly orderId: string | null;
  readonly amount: Money;
  /** The whole invoice in the account's currency, at the rate of the day it was posted. */
  readonly carryingAmount: bigint;
  readonly paid: bigint;
  /** Of what was paid, what came up to the due date; none where left out. */
  readonly paidInTime?: bigint;
  readonly credited: bigint;
  readonly writtenOff: bigint;
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  /** The day on which nothing remained. */
  readonly settledOn: BusinessDate | null;
  /** How many open disputes name it; it is disputed until the last one is resolved. */
  readonly openDisputes: number;
  readonly disputed: boolean;
  /** It is, or was once, whatever became of it. */
  readonly everDisputed: boolean;
  readonly productCategory: string | null;
  readonly document: JsonObject | null;
  /** How it was expected to be paid when it was posted; `null` where the policy had no model. */
  readonly prediction: Prediction | null;
  readonly bodyHash: string;
  readonly version: number;
}

/** The open part of a receivable, as the customer's ledger of open items keeps it. */
export interface OpenItem {
  readonly invoiceId: string;
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly amount: Money;
  readonly remaining: Money;
  readonly carryingRemaining: bigint;
  readonly disputed: boolean;
  /** How it was expected to be paid when it was posted, as things stand with disputes; `null` where nothing was predicted. */
  readonly outlook: Outlook | null;
}

export type SettlementKind = 'PAYMENT' | 'CREDIT_NOTE' | 'WRITE_OFF';

const counters = { PAYMENT: 'paid', CREDIT_NOTE: 'credited', WRITE_OFF: 'writtenOff' } as const;

export const remainingOf = (receivable: Receivable): bigint =>
  receivable.amount.minorUnits - receivable.paid - receivable.credited - receivable.writtenOff;

/** What remains, in the account's currency: the same share of the carrying amount as of the amount. */
export const carryingRemaining = (receivable: Receivable): bigint =>
  prorate(receivable.carryingAmount, remainingOf(receivable), receivable.amount.minorUnits);

export const receivableStatus = (receivable: Receivable): ReceivableStatus => {
  if (remainingOf(receivable) > 0n) return receivable.paid > 0n ? 'PARTLY_PAID' : 'OPEN';
  if (receivable.writtenOff > 0n) return 'WRITTEN_OFF';
  return receivable.paid > 0n ? 'PAID' : 'CREDITED';
};

/** Of a payment, what it adds to what came in time, or takes from it. */
const paidInTime = (receivable: Receivable, kind: SettlementKind, minorUnits: bigint, on: BusinessDate) => {
  const before = receivable.paidInTime ?? 0n;
  const after = kind === 'PAYMENT' && on <= receivable.dueOn ? before + minorUnits : before;
  return after > 0n || receivable.paidInTime !== undefined ? { paidInTime: after > 0n ? after : 0n } : {};
};

/** Takes an amount off what remains. @param minorUnits at most what remains, in the invoice's currency. */
export const settle = (
  receivable: Receivable,
  kind: SettlementKind,
  minorUnits: bigint,
  on: BusinessDate,
): Receivable => {
  const remaining = remainingOf(receivable);
  if (minorUnits < 0n || minorUnits > remaining) {
    throw new RangeError(`cannot settle ${minorUnits} of ${remaining} on ${receivable.invoiceId}`);
  }
  const counter = counters[kind];
  return {
    ...receivable,
    [counter]: receivable[counter] + minorUnits,
    ...paidInTime(receivable, kind, minorUnits, on),
    settledOn: minorUnits === remaining ? on : null,
    version: receivable.version + 1,
  };
};

/**
 * Puts back what a payment had settled: the invoice is open again by that amount.
 * @param on the day as of which it had settled it.
 */
export const reopen = (
  receivable: Receivable,
  kind: SettlementKind,
  minorUnits: bigint,
  on: BusinessDate,
): Receivable => {
  const counter = counters[kind];
  if (minorUnits < 0n || minorUnits > receivable[counter]) {
    throw new RangeError(`cannot take back ${minorUnits} of ${receivable[counter]} on ${receivable.invoiceId}`);
  }
  return {
    ...receivable,
    [counter]: receivable[counter] - minorUnits,
    ...paidInTime(receivable, kind, -minorUnits, on),
    settledOn: minorUnits > 0n ? null : receivable.settledOn,
    version: receivable.version + 1,
  };
};

/** The invoice with one open dispute more, or one less. */
export const countDispute = (receivable: Receivable, change: 1 | -1): Receivable => {
  const openDisputes = Math.max(0, receivable.openDisputes + change);
  const disputed = openDisputes > 0;
  const everDisputed = receivable.everDisputed || disputed;
  return { ...receivable, openDisputes, disputed, everDisputed, version: receivable.version + 1 };
};

export const toOpenItem = (receivable: Receivable): OpenItem => ({
  invoiceId: receivable.invoiceId,
  issuedOn: receivable.issuedOn,
  dueOn: receivable.dueOn,
  amount: receivable.amount,
  remaining: { minorUnits: remainingOf(receivable), currency: receivable.amount.currency },
  carryingRemaining: carryingRemaining(receivable),
  disputed: receivable.disputed,
  outlook: receivable.prediction && outlookOf(receivable.prediction, receivable.disputed),
});

/** Days past the due date; zero when nothing remains or it is not yet due. */
export const daysPastDue = (receivable: Receivable, today: BusinessDate): number =>
  remainingOf(receivable) === 0n ? 0 : Math.max(0, daysBetween(receivable.dueOn, today));

/** Whether it counts as paid in the customer's record: nothing remains, and a payment was what brought it there. */
export const isPaid = (receivable: Receivable): boolean => receivableStatus(receivable) === 'PAID';
