import { addDays, monthEnds } from './dates.ts';
import type { Ledger, LedgerInvoice } from './ledger.ts';

/** How many days before its invoice an order is taken. */
export const ORDER_LEAD_DAYS = 3;
/** How many days after its issue a disputed invoice is disputed, if it is not settled before. */
export const DISPUTE_AFTER_DAYS = 5;

/** What happens on one day to one customer, in the order of the kinds: the bank's file is read before orders are taken. */
const kinds = ['invoice', 'dispute', 'payment', 'order'] as const;
export type StepKind = (typeof kinds)[number];

export interface Step {
  readonly kind: StepKind;
  readonly invoice: LedgerInvoice;
}

/** A day on which something happens, or is read. */
export interface Day {
  readonly date: string;
  /** Whether the portfolio is looked at, at the end of the day. */
  readonly isReading: boolean;
  readonly stepsByCustomer: ReadonlyMap<string, readonly Step[]>;
}

interface DatedStep extends Step {
  readonly date: string;
}

const stepsOf = (invoice: LedgerInvoice): readonly DatedStep[] => {
  const { issuedOn, settledOn, disputed } = invoice;
  const disputeOn = addDays(issuedOn, DISPUTE_AFTER_DAYS);
  const disputedOn = settledOn !== null && settledOn < disputeOn ? settledOn : disputeOn;
  return [
    { kind: 'order', invoice, date: addDays(issuedOn, -ORDER_LEAD_DAYS) },
    { kind: 'invoice', invoice, date: issuedOn },
    ...(disputed ? [{ kind: 'dispute', invoice, date: disputedOn } as const] : []),
    ...(settledOn === null ? [] : [{ kind: 'payment', invoice, date: settledOn } as const]),
  ];
};

/** Everything that a ledger tells, day by day. The portfolio is read at the end of each month. */
export const planDays = (ledger: Ledger): readonly Day[] => {
  const steps = ledger.invoices.flatMap(stepsOf);
  const byDate = Map.groupBy(steps, ({ date }) => date);
  const dates = [...byDate.keys()].toSorted();
  const readings = new Set(monthEnds(dates[0] ?? '', dates.at(-1) ?? ''));
  return [...new Set([...dates, ...readings])].toSorted().map((date) => {
    const ofDay = (byDate.get(date) ?? []).toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
    return {
      date,
      isReading: readings.has(date),
      stepsByCustomer: Map.groupBy(ofDay, ({ invoice }) => invoice.customerId),
    };
  });
};

/** A step of one kind, and the day on which it is taken. */
export interface StepDay {
  readonly customerId: string;
  readonly invoiceId: string;
  readonly date: string;
}

const stepDays = (days: readonly Day[], wanted: StepKind): readonly StepDay[] =>
  days.flatMap(({ date, stepsByCustomer }) =>
    [...stepsByCustomer.values()]
      .flat()
      .filter(({ kind }) => kind === wanted)
      .map(({ invoice: { customerId, invoiceId } }) => ({ customerId, invoiceId, date })),
  );

/** The orders with the days on which they are taken. */
export const ordersOf = (days: readonly Day[]): readonly StepDay[] => stepDays(days, 'order');

/** The disputes with the days on which they are opened. */
export const disputesOf = (days: readonly Day[]): readonly StepDay[] => stepDays(days, 'dispute');

export const orderIdOf = ({ invoiceId }: LedgerInvoice): string => `ORDER-${invoiceId}`;
export const paymentIdOf = ({ invoiceId }: LedgerInvoice): string => `PAY-${invoiceId}`;
