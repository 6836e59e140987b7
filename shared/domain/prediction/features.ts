import { type BusinessDate, daysBetween } from '../../dates.ts';

/** Sums over invoices that a customer has paid in full, as a payment adds to them. */
export interface PaymentSums {
  readonly paid: number;
  /** How many of them on the due date or before. */
  readonly onTime: number;
  /** Days after the due date; on time or early counts as zero. */
  readonly daysLate: number;
  /** Days from issue to full payment. */
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
  readonly lifetime: PaymentSums;
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
  daysToPay: 0,
  amount: 0,
  amountDaysLate: 0,
};
export const noRecord: CustomerRecord = { lifetime: noPayments, months: [] };

/** What the model looks at. Plain figures: what they mean for lateness is the model's. */
export interface LateFeatures {
  /** Invoices that the customer has paid so far, and how many of them late. */
  readonly paid: number;
  readonly late: number;
  /** Over all paid so far; zero where none is. */
  readonly averageDaysToPay: number;
  readonly averageDaysLate: number;
  readonly averageAmount: number;
  /** Average days late weighted by amount. */
  readonly weightedDaysLate: number;
  /** The same with every month counting less the longer ago it is. Weights add up to fractions of invoices. */
  readonly recentPaid: number;
  readonly recentLate: number;
  readonly recentDaysToPay: number;
  readonly recentDaysLate: number;
  readonly amount: number;
  readonly termsDays: number;
  /** Of the due date: 1 Monday to 7 Sunday, 1 to 31, 1 to 12. */
  readonly dueWeekday: number;
  readonly dueDayOfMonth: number;
  readonly dueMonth: number;
  readonly disputed?: boolean;
}

/** After so many months a payment counts half in the recent figures. */
const HALF_LIFE_MONTHS = 3;

const monthNumber = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));

/** The features of an invoice, from the record as it stood when the invoice was issued. */
export const lateFeatures = (record: CustomerRecord, invoice: InvoiceFacts): LateFeatures => {
  const { lifetime } = record;
  const { issuedOn, dueOn, amount, disputed } = invoice;
  const recent = { paid: 0, late: 0, daysToPay: 0, daysLate: 0 };
  for (const sums of record.months) {
    const weight = 0.5 ** (Math.max(0, monthNumber(issuedOn) - monthNumber(sums.month)) / HALF_LIFE_MONTHS);
    recent.paid += weight * sums.paid;
    recent.late += weight * (sums.paid - sums.onTime);
    recent.daysToPay += weight * sums.daysToPay;
    recent.daysLate += weight * sums.daysLate;
  }
  const per = (sum: number, count: number): number => (count > 0 ? sum / count : 0);
  return {
    paid: lifetime.paid,
    late: lifetime.paid - lifetime.onTime,
    averageDaysToPay: per(lifetime.daysToPay, lifetime.paid),
    averageDaysLate: per(lifetime.daysLate, lifetime.paid),
    averageAmount: per(lifetime.amount, lifetime.paid),
    weightedDaysLate: per(lifetime.amountDaysLate, lifetime.amount),
    recentPaid: recent.paid,
    recentLate: recent.late,
    recentDaysToPay: per(recent.daysToPay, recent.paid),
    recentDaysLate: per(recent.daysLate, recent.paid),
    amount,
    termsDays: daysBetween(issuedOn, dueOn),
    dueWeekday: weekdayOf(dueOn),
    dueDayOfMonth: Number(dueOn.slice(8, 10)),
    dueMonth: Number(dueOn.slice(5, 7)),
    ...(disputed === undefined ? {} : { disputed }),
  };
};

/** 1970-01-05 was a Monday. */
const weekdayOf = (date: BusinessDate): number => {
  const days = daysBetween('1970-01-05', date);
  return (((days % 7) + 7) % 7) + 1;
};
