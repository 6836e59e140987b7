import { type BusinessDate, daysBetween } from '../../dates.ts';
import { daysEarlyOf, daysLateOf } from '../behaviour/behaviour.ts';
import { monthOf } from '../behaviour/months.ts';

/** Sums over invoices that a customer has paid in full, as a payment adds to them. */
export interface PaymentSums {
  readonly paid: number;
  /** How many of them on the due date or before. */
  readonly onTime: number;
  /** Days after the due date; on time or early counts as zero. */
  readonly daysLate: number;
  /** Days before the due date, from the issue at the earliest; on time or late counts as zero. Left out where it is not kept of all of them. */
  readonly daysEarly?: number;
  /** Days from issue to full payment; paid before issue counts as zero. */
  readonly daysToPay: number;
  /** In units of the customer's currency, such as 1234.5. */
  readonly amount: number;
  /** Sum of amount times days late. */
  readonly amountDaysLate: number;
}

/** The sums of the invoices that were settled in one month, `2026-03`. */
export interface MonthSums extends PaymentSums {
  readonly month: string;
}

/** What is known of how a customer pays: everything so far, and the last months one by one, in any order. */
export interface CustomerRecord {
  readonly lifetime: PaymentSums & {
    /** How many of the paid ones had been disputed; left out where that is not kept. */
    readonly disputed?: number;
  };
  /** At most the last 24 months of settlement; months without a settlement may be left out. */
  readonly months: readonly MonthSums[];
}

/** What is known of an invoice when it is issued. */
export interface InvoiceFacts {
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  /** In units of the customer's currency. */
  readonly amount: number;
  /** Left out where nothing is known of disputes, as at issue. */
  readonly disputed?: boolean;
}

export const noPayments: PaymentSums = {
  paid: 0,
  onTime: 0,
  daysLate: 0,
  daysEarly: 0,
  daysToPay: 0,
  amount: 0,
  amountDaysLate: 0,
};
export const noRecord: CustomerRecord = { lifetime: noPayments, months: [] };

/** A month of the record, as averages. */
export interface MonthFigures {
  /** Whole months from the month of settlement to that of issue. */
  readonly monthsAgo: number;
  readonly paid: number;
  readonly late: number;
  readonly averageDaysToPay: number;
  /** Negative when early, each by its own terms. Where days early are not kept: average days to pay less the terms of this invoice. */
  readonly averageDaysFromDue: number;
}

/** What the model looks at. Plain figures: what they mean for lateness is the model's. */
export interface LateFeatures {
  /** Invoices that the customer has paid so far, and how many of them late. */
  readonly paid: number;
  readonly late: number;
  /** Over all paid so far; zero where none is. */
  readonly averageDaysToPay: number;
  readonly averageDaysLate: number;
  /** As in a month. */
  readonly averageDaysFromDue: number;
  readonly averageAmount: number;
  /** Average days late weighted by amount. */
  readonly weightedDaysLate: number;
  /** How many of the paid ones had been disputed. */
  readonly pastDisputes?: number;
  /** The newest first. */
  readonly months: readonly MonthFigures[];
  readonly amount: number;
  readonly termsDays: number;
  /** Of the due date: 1 Monday to 7 Sunday, 1 to 31, 1 to 12. */
  readonly dueWeekday: number;
  readonly dueDayOfMonth: number;
  readonly dueMonth: number;
  readonly disputed?: boolean;
}

const KEPT_MONTHS = 24;

/** The features of an invoice, from the record as it stood when the invoice was issued. */
export const lateFeatures = (record: CustomerRecord, invoice: InvoiceFacts): LateFeatures => {
  const { lifetime } = record;
  const { issuedOn, dueOn, amount, disputed } = invoice;
  const per = (sum: number, count: number): number => (count > 0 ? sum / count : 0);
  const termsDays = daysBetween(issuedOn, dueOn);
  const daysFromDue = ({ daysEarly, daysLate, daysToPay, paid }: PaymentSums): number =>
    daysEarly === undefined ? daysToPay - termsDays * paid : daysLate - daysEarly;
  const issuedIn = monthNumber(issuedOn);
  return {
    paid: lifetime.paid,
    late: lifetime.paid - lifetime.onTime,
    averageDaysToPay: per(lifetime.daysToPay, lifetime.paid),
    averageDaysLate: per(lifetime.daysLate, lifetime.paid),
    averageDaysFromDue: per(daysFromDue(lifetime), lifetime.paid),
    averageAmount: per(lifetime.amount, lifetime.paid),
    weightedDaysLate: per(lifetime.amountDaysLate, lifetime.amount),
    ...(lifetime.disputed === undefined ? {} : { pastDisputes: lifetime.disputed }),
    months: record.months
      .filter(({ paid }) => paid > 0)
      .map((sums) => ({
        monthsAgo: Math.max(0, issuedIn - monthNumber(sums.month)),
        paid: sums.paid,
        late: sums.paid - sums.onTime,
        averageDaysToPay: sums.daysToPay / sums.paid,
        averageDaysFromDue: daysFromDue(sums) / sums.paid,
      }))
      .filter(({ monthsAgo }) => monthsAgo < KEPT_MONTHS)
      .toSorted((a, b) => a.monthsAgo - b.monthsAgo),
    amount,
    termsDays,
    dueWeekday: weekdayOf(dueOn),
    dueDayOfMonth: Number(dueOn.slice(8, 10)),
    dueMonth: Number(dueOn.slice(5, 7)),
    ...(disputed === undefined ? {} : { disputed }),
  };
};

const monthNumber = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));

/** 1970-01-05 was a Monday. */
const weekdayOf = (date: BusinessDate): number => {
  const days = daysBetween('1970-01-05', date);
  return (((days % 7) + 7) % 7) + 1;
};

/** A payment in full, as it adds to the record of a customer. */
export interface SettledInvoice extends InvoiceFacts {
  readonly paidOn: BusinessDate;
}

/** The record with one more invoice paid. Months older than the newest 24 are let go. */
export const withPayment = (record: CustomerRecord, invoice: SettledInvoice): CustomerRecord => {
  const daysLate = daysLateOf(invoice, invoice.paidOn);
  const added: PaymentSums = {
    paid: 1,
    onTime: daysLate === 0 ? 1 : 0,
    daysLate,
    daysEarly: daysEarlyOf(invoice, invoice.paidOn),
    daysToPay: Math.max(0, daysBetween(invoice.issuedOn, invoice.paidOn)),
    amount: invoice.amount,
    amountDaysLate: invoice.amount * daysLate,
  };
  const month = monthOf(invoice.paidOn);
  const present = record.months.find((sums) => sums.month === month) ?? { month, ...noPayments };
  const months = [{ month, ...add(present, added) }, ...record.months.filter((sums) => sums.month !== month)]
    .toSorted((a, b) => (a.month < b.month ? 1 : -1))
    .slice(0, KEPT_MONTHS);
  const { disputed = record.lifetime.paid === 0 ? 0 : undefined } = record.lifetime;
  const isCounted = disputed !== undefined && invoice.disputed !== undefined;
  return {
    lifetime: {
      ...add(record.lifetime, added),
      ...(isCounted ? { disputed: disputed + (invoice.disputed ? 1 : 0) } : {}),
    },
    months,
  };
};

const add = (a: PaymentSums, b: PaymentSums): PaymentSums => ({
  paid: a.paid + b.paid,
  onTime: a.onTime + b.onTime,
  daysLate: a.daysLate + b.daysLate,
  ...(a.daysEarly === undefined || b.daysEarly === undefined ? {} : { daysEarly: a.daysEarly + b.daysEarly }),
  daysToPay: a.daysToPay + b.daysToPay,
  amount: a.amount + b.amount,
  amountDaysLate: a.amountDaysLate + b.amountDaysLate,
});
