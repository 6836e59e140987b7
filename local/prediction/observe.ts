import { daysBetween } from '../../shared/dates.ts';
import {
  type CustomerRecord,
  type LateFeatures,
  lateFeatures,
  noRecord,
  withPayment,
} from '../../shared/domain/prediction/features.ts';
import { isPaid, type LedgerInvoice, type PaidInvoice } from './ledger.ts';

/** An invoice with what was known when it was issued. */
export interface Seen {
  readonly customerId: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly features: LateFeatures;
  /** The customer's own late ratio so far; that of all customers so far where there is none. The baseline. */
  readonly lateRatioSoFar: number;
}

/** The same, and how it came out. */
export interface Observation extends Seen {
  readonly paidOn: string;
  readonly isLate: boolean;
  /** Days from the due date to payment, negative when early. */
  readonly daysFromDue: number;
}

/** Both in the order of issue. */
export interface Observed {
  readonly paid: readonly Observation[];
  readonly open: readonly Seen[];
}

interface Own {
  readonly record: CustomerRecord;
  /** Invoices that were paid before they were issued, with what the customer's record would be without them. */
  readonly without: Map<LedgerInvoice, CustomerRecord>;
}

/** Before anything is settled, nobody knows whether customers pay late. */
const UNKNOWN_RATIO = 0.5;

/**
 * The invoices in the order in which they were issued, each with what was settled on a day before that: by that customer
 * and, for the baseline, by all. An invoice is never part of its own past, even where it was paid before it was issued.
 */
export const observe = (ledger: readonly LedgerInvoice[]): Observed => {
  const byIssue = ledger.toSorted((a, b) => compare(a.issuedOn, b.issuedOn));
  const byPayment = ledger.filter(isPaid).toSorted((a, b) => compare(a.paidOn, b.paidOn));
  const observed: { readonly paid: Observation[]; readonly open: Seen[] } = { paid: [], open: [] };
  const customers = new Map<string, Own>();
  let settled = 0;
  let settledLate = 0;
  for (const invoice of byIssue) {
    for (let next = byPayment[settled]; next && next.paidOn < invoice.issuedOn; next = byPayment[settled]) {
      settled += 1;
      settledLate += next.paidOn > next.dueOn ? 1 : 0;
      customers.set(next.customerId, settle(customers.get(next.customerId), next));
    }
    const isOwnPast = isPaid(invoice) && invoice.paidOn < invoice.issuedOn;
    const isLate = isPaid(invoice) && invoice.paidOn > invoice.dueOn;
    const own = customers.get(invoice.customerId);
    const record = own?.without.get(invoice) ?? own?.record ?? noRecord;
    own?.without.delete(invoice);
    const others = settled - (isOwnPast ? 1 : 0);
    const { paid: count, onTime } = record.lifetime;
    const overall = others > 0 ? (settledLate - (isOwnPast && isLate ? 1 : 0)) / others : UNKNOWN_RATIO;
    const seen: Seen = {
      customerId: invoice.customerId,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      features: lateFeatures(record, invoice),
      lateRatioSoFar: count > 0 ? (count - onTime) / count : overall,
    };
    if (!isPaid(invoice)) observed.open.push(seen);
    else {
      const { paidOn } = invoice;
      observed.paid.push({ ...seen, paidOn, isLate, daysFromDue: daysBetween(invoice.dueOn, paidOn) });
    }
  }
  return observed;
};

const settle = (own: Own | undefined, invoice: PaidInvoice): Own => {
  const { record, without } = own ?? { record: noRecord, without: new Map() };
  for (const [other, past] of without) without.set(other, withPayment(past, invoice));
  if (invoice.paidOn < invoice.issuedOn) without.set(invoice, record);
  return { record: withPayment(record, invoice), without };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
