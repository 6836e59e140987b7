import { daysBetween } from '../../shared/dates.ts';
import {
  type CustomerRecord,
  type LateFeatures,
  lateFeatures,
  noRecord,
  withPayment,
} from '../../shared/domain/prediction/features.ts';
import { isPaid, type LedgerInvoice, type PaidInvoice } from './ledger.ts';

/** An invoice with what was known when it was issued, and how it came out. */
export interface Observation {
  readonly customerId: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly paidOn: string;
  readonly features: LateFeatures;
  readonly isLate: boolean;
  /** Days from the due date to payment, negative when early. */
  readonly daysFromDue: number;
  /** The customer's own late ratio so far; that of all customers so far where there is none. The baseline. */
  readonly lateRatioSoFar: number;
}

interface Own {
  readonly record: CustomerRecord;
  /** Invoices that were paid before they were issued, with what the customer's record would be without them. */
  readonly without: Map<PaidInvoice, CustomerRecord>;
}

/** Before anything is settled, nobody knows whether customers pay late. */
const UNKNOWN_RATIO = 0.5;

/**
 * The paid invoices in the order in which they were issued, each with what was settled on a day before that: by that customer
 * and, for the baseline, by all. An invoice is never part of its own past, even where it was paid before it was issued.
 */
export const observe = (ledger: readonly LedgerInvoice[]): readonly Observation[] => {
  const paid = ledger.filter(isPaid);
  const byIssue = paid.toSorted((a, b) => compare(a.issuedOn, b.issuedOn));
  const byPayment = paid.toSorted((a, b) => compare(a.paidOn, b.paidOn));
  const customers = new Map<string, Own>();
  let settled = 0;
  let settledLate = 0;
  return byIssue.map((invoice) => {
    for (let next = byPayment[settled]; next && next.paidOn < invoice.issuedOn; next = byPayment[settled]) {
      settled += 1;
      settledLate += next.paidOn > next.dueOn ? 1 : 0;
      customers.set(next.customerId, settle(customers.get(next.customerId), next));
    }
    const isOwnPast = invoice.paidOn < invoice.issuedOn;
    const own = customers.get(invoice.customerId);
    const record = own?.without.get(invoice) ?? own?.record ?? noRecord;
    own?.without.delete(invoice);
    const isLate = invoice.paidOn > invoice.dueOn;
    const others = settled - (isOwnPast ? 1 : 0);
    const { paid: count, onTime } = record.lifetime;
    const overall = others > 0 ? (settledLate - (isOwnPast && isLate ? 1 : 0)) / others : UNKNOWN_RATIO;
    return {
      customerId: invoice.customerId,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      paidOn: invoice.paidOn,
      features: lateFeatures(record, invoice),
      isLate,
      daysFromDue: daysBetween(invoice.dueOn, invoice.paidOn),
      lateRatioSoFar: count > 0 ? (count - onTime) / count : overall,
    };
  });
};

const settle = (own: Own | undefined, invoice: PaidInvoice): Own => {
  const { record, without } = own ?? { record: noRecord, without: new Map() };
  for (const [other, past] of without) without.set(other, withPayment(past, invoice));
  if (invoice.paidOn < invoice.issuedOn) without.set(invoice, record);
  return { record: withPayment(record, invoice), without };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
