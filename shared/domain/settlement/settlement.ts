import type { BusinessDate, Instant } from '../../dates.ts';
import { type Money, minimum, prorate } from '../../money.ts';
import { addMonths, type BehaviourByMonth, negatedMonths, nothingHappened, paidInMonth } from '../behaviour/months.ts';
import { carryingRemaining, isPaid, type Receivable, remainingOf, reopen, settle } from '../receivable/receivable.ts';

/** Part of a settlement that went to one invoice, in minor units of the settlement's currency. */
export interface Allocation {
  readonly invoiceId: string;
  readonly minorUnits: bigint;
}

/** What is still to be done with the money, when it did not all fit into one transaction. */
export type AllocationPlan =
  | { readonly mode: 'NAMED'; readonly wanted: readonly Allocation[] }
  | { readonly mode: 'OLDEST' };

/**
 * Something that lowers what a customer owes: a payment or a credit note. What is not allocated to invoices is
 * unapplied and lowers the exposure all the same.
 */
export interface Settlement {
  readonly kind: 'PAYMENT' | 'CREDIT_NOTE';
  readonly settlementId: string;
  readonly customerId: string;
  readonly amount: Money;
  /** The whole amount in the account's currency, at the rate of the day it was posted. */
  readonly carryingAmount: bigint;
  /** Value date of the payment, or the date of the credit note. */
  readonly date: BusinessDate;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly allocations: readonly Allocation[];
  readonly plan: AllocationPlan | null;
  readonly status: 'POSTED' | 'REVERSING' | 'REVERSED';
  readonly reversal: { readonly reason: string; readonly at: Instant; readonly by: string } | null;
  readonly bodyHash: string;
  readonly version: number;
}

/** Money not allocated to any invoice, in the settlement's currency. */
export const unappliedOf = (settlement: Settlement): bigint =>
  settlement.status === 'REVERSED'
    ? 0n
    : settlement.amount.minorUnits - settlement.allocations.reduce((sum, part) => sum + part.minorUnits, 0n);

/** Money not allocated to any invoice, in the account's currency. */
export const unappliedCarrying = (settlement: Settlement): bigint =>
  prorate(settlement.carryingAmount, unappliedOf(settlement), settlement.amount.minorUnits);

/** An invoice before and after money was allocated to it or taken back. */
export interface ReceivableChange {
  readonly before: Receivable;
  readonly after: Receivable;
}

export interface Applied {
  readonly settlement: Settlement;
  readonly changes: readonly ReceivableChange[];
}

/**
 * Applies unapplied money to invoices, in the order given, each up to what remains of it and what was wanted for it.
 * Invoices in another currency or with nothing remaining are passed over.
 */
export const apply = (
  settlement: Settlement,
  targets: readonly { readonly receivable: Receivable; readonly atMost?: bigint }[],
): Applied => {
  let left = unappliedOf(settlement);
  const allocations = [...settlement.allocations];
  const changes: ReceivableChange[] = [];
  for (const { receivable, atMost } of targets) {
    const wanted = minimum(atMost ?? left, minimum(left, remainingOf(receivable)));
    if (wanted <= 0n || receivable.amount.currency !== settlement.amount.currency) continue;
    changes.push({ before: receivable, after: settle(receivable, settlement.kind, wanted, settlement.date) });
    const earlier = allocations.findIndex((part) => part.invoiceId === receivable.invoiceId);
    const part = { invoiceId: receivable.invoiceId, minorUnits: wanted + (allocations[earlier]?.minorUnits ?? 0n) };
    if (earlier >= 0) allocations[earlier] = part;
    else allocations.push(part);
    left -= wanted;
  }
  return { settlement: { ...settlement, allocations }, changes };
};

/** Takes money back from invoices: they are open again by what it had paid. */
export const takeBack = (settlement: Settlement, receivables: readonly Receivable[]): Applied => {
  const changes = receivables.map((before) => {
    const part = settlement.allocations.find((allocation) => allocation.invoiceId === before.invoiceId);
    return { before, after: reopen(before, settlement.kind, part?.minorUnits ?? 0n, settlement.date) };
  });
  const taken = new Set(receivables.map((receivable) => receivable.invoiceId));
  const allocations = settlement.allocations.filter((part) => !taken.has(part.invoiceId));
  return { settlement: { ...settlement, allocations }, changes };
};

/** What the changes add to the open receivables, in the account's currency. */
export const openReceivablesDelta = (changes: readonly ReceivableChange[]): bigint =>
  changes.reduce((sum, { before, after }) => sum + carryingRemaining(after) - carryingRemaining(before), 0n);

/** What payments paid of an invoice, in the account's currency. */
const paidCarrying = ({ amount, carryingAmount, paid }: Receivable): bigint =>
  prorate(carryingAmount, paid, amount.minorUnits);

const record = (receivable: Receivable): BehaviourByMonth =>
  isPaid(receivable) && receivable.settledOn !== null
    ? paidInMonth(receivable, receivable.settledOn, paidCarrying(receivable))
    : nothingHappened;

/** What the changes add to the customer's payment record, by month of full payment; bounced ones are taken back there. */
export const behaviourDelta = (changes: readonly ReceivableChange[]): BehaviourByMonth =>
  changes.reduce(
    (sum, { before, after }) => addMonths(sum, addMonths(negatedMonths(record(before)), record(after))),
    nothingHappened,
  );

const MAX_REFERENCE_IDS = 50;

/** Words of a remittance text that could be invoice ids, without the punctuation around them. */
export const idsInReference = (reference: string): readonly string[] => {
  const words = reference
    .split(/[^A-Za-z0-9._:-]+/)
    .flatMap((word) => [word, word.replace(/^[._:-]+|[._:-]+$/g, '')])
    .filter((word) => word.length > 0 && word.length <= 64);
  return [...new Set(words)].slice(0, MAX_REFERENCE_IDS);
};
