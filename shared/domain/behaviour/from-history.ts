import { businessDateOf } from '../../dates.ts';
import { fromMoneyJson, type MoneyJson, parseAmount, prorate } from '../../money.ts';
import type { HistoryEntry, Json, JsonObject } from '../history/entry.ts';
import { eventsOfEntry } from './events.ts';
import { addMonths, type BehaviourByMonth, negatedMonths, nothingHappened, paidInMonth } from './months.ts';

/** An invoice as the entries tell of it; in minor units of its own currency, but for `worth`. */
interface Invoice {
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly worth: bigint;
  readonly paid: bigint;
  readonly credited: bigint;
  readonly writtenOff: bigint;
  readonly everDisputed: boolean;
  /** Of what settled or reopened it last. */
  readonly on: string;
  /** What it adds to the sums as it stands; nothing while it is not paid. */
  readonly counts: BehaviourByMonth;
}

const minorUnitsOf = (amount: Json | undefined, currency: string): bigint => {
  const parsed = parseAmount(String(amount), currency);
  if ('problem' in parsed) throw new RangeError(`'${String(amount)}' ${parsed.problem}`);
  return parsed.minorUnits;
};

const posted = ({ data, deltas }: HistoryEntry): Invoice => {
  const { minorUnits: amount, currency } = fromMoneyJson(data['amount'] as unknown as MoneyJson);
  const kept = deltas.openReceivables.currency;
  return {
    issuedOn: String(data['issuedOn']),
    dueOn: String(data['dueOn']),
    currency,
    amount,
    worth: data['carryingAmount'] === undefined ? amount : minorUnitsOf(data['carryingAmount'], kept),
    paid: 0n,
    credited: 0n,
    writtenOff: 0n,
    everDisputed: false,
    on: String(data['issuedOn']),
    counts: nothingHappened,
  };
};

/** Paid means that nothing remains, that nothing was written off, and that a payment was part of it. */
const countsOf = (invoice: Invoice): BehaviourByMonth => {
  const { amount, credited, on, paid, worth, writtenOff } = invoice;
  const isPaid = paid + credited === amount && writtenOff === 0n && paid > 0n;
  return isPaid ? paidInMonth(invoice, on, prorate(worth, paid, amount)) : nothingHappened;
};

const settled = (invoice: Invoice, counter: 'paid' | 'credited', minorUnits: bigint, on: string): Invoice => {
  if (minorUnits === 0n) return invoice;
  const after = { ...invoice, [counter]: invoice[counter] + minorUnits, on };
  return { ...after, counts: countsOf(after) };
};

const disputed = (invoice: Invoice): Invoice => {
  const after = { ...invoice, everDisputed: true };
  return { ...after, counts: countsOf(after) };
};

const partsOf = ({ invoices }: JsonObject): readonly JsonObject[] =>
  Array.isArray(invoices) ? (invoices as readonly JsonObject[]) : [];

/** The invoices that an entry tells of, as they are after it. */
const touched = (entry: HistoryEntry, known: ReadonlyMap<string, Invoice>): ReadonlyMap<string, Invoice> => {
  const { data, kind } = entry;
  const after = new Map<string, Invoice>();
  switch (kind) {
    case 'ReceivablePosted':
      after.set(String(data['invoiceId']), posted(entry));
      break;
    case 'ReceivableWrittenOff': {
      const invoice = known.get(String(data['invoiceId']));
      const { minorUnits } = fromMoneyJson(data['writtenOff'] as unknown as MoneyJson);
      const counts = nothingHappened;
      if (invoice)
        after.set(String(data['invoiceId']), { ...invoice, writtenOff: invoice.writtenOff + minorUnits, counts });
      break;
    }
    case 'DisputeOpened':
      for (const invoiceId of Array.isArray(data['invoiceIds']) ? data['invoiceIds'].map(String) : []) {
        const invoice = known.get(invoiceId);
        if (invoice) after.set(invoiceId, disputed(invoice));
      }
      break;
    case 'PaymentReceived':
    case 'CreditNotePosted':
    case 'CashApplied':
    case 'CashUnapplied':
    case 'PaymentReversed':
      for (const { applied, invoiceId } of partsOf(data)) {
        const invoice = known.get(String(invoiceId));
        const counter = data['creditNoteId'] === undefined ? 'paid' : 'credited';
        if (!invoice) continue;
        const minorUnits = minorUnitsOf(applied, invoice.currency);
        after.set(String(invoiceId), settled(invoice, counter, minorUnits, String(data['date'])));
      }
      break;
    default:
  }
  return after;
};

/**
 * The customer's sums by month, reckoned from nothing but the entries of its history: what the stored ones must equal,
 * whatever was corrected, bounced or reversed on the way.
 * @param entries the oldest first. @param timeZone of the environment, in which entries have their days.
 */
export const behaviourFromHistory = (entries: Iterable<HistoryEntry>, timeZone: string): BehaviourByMonth => {
  const invoices = new Map<string, Invoice>();
  let sums = nothingHappened;
  for (const entry of entries) {
    sums = addMonths(sums, eventsOfEntry(entry, businessDateOf(entry.at, timeZone)));
    for (const [invoiceId, after] of touched(entry, invoices)) {
      const before = invoices.get(invoiceId)?.counts ?? nothingHappened;
      if (before !== after.counts) sums = addMonths(sums, addMonths(negatedMonths(before), after.counts));
      invoices.set(invoiceId, after);
    }
  }
  return sums;
};
