import { type BusinessDate, daysBetween } from '../../dates.ts';

/**
 * How a customer has paid and what else happened, as sums that each movement adds to: never re-read from history. Kept
 * once over everything, and once per month.
 */
export interface Behaviour {
  readonly invoicesPaid: number;
  readonly paidOnTime: number;
  /** Sum over paid invoices of the days from issue to full payment. */
  readonly daysToPay: number;
  /** Sum over paid invoices of the days after the due date; on time or early counts as zero. */
  readonly daysLate: number;
  /** Sum over paid invoices of the days before the due date, from the issue at the earliest; on time or late counts as zero. */
  readonly daysEarly: number;
  /** How many of the paid invoices had ever been disputed, whatever became of it. */
  readonly paidDisputed: number;
  /** Of how many paid invoices the two before are: of fewer than all where the record is older than they are. */
  readonly paidInDetail: number;
  /** What payments paid of the paid invoices, in minor units of the account's currency. */
  readonly paidAmount: bigint;
  /** Sum over paid invoices of that amount times the days late. */
  readonly paidAmountDaysLate: bigint;
  readonly brokenPromises: number;
  /** Disputes opened, whatever became of them. */
  readonly disputes: number;
  /** Payments taken back: once each, however many invoices they had paid. */
  readonly bounces: number;
  /** Invoices of which at least half was written off, and cases handed over to the lawyers that did not come back. */
  readonly defaults: number;
}

export const noBehaviour: Behaviour = {
  invoicesPaid: 0,
  paidOnTime: 0,
  daysToPay: 0,
  daysLate: 0,
  daysEarly: 0,
  paidDisputed: 0,
  paidInDetail: 0,
  paidAmount: 0n,
  paidAmountDaysLate: 0n,
  brokenPromises: 0,
  disputes: 0,
  bounces: 0,
  defaults: 0,
};

/** Days after the due date; on time or early is zero. */
export const daysLateOf = ({ dueOn }: { readonly dueOn: BusinessDate }, paidOn: BusinessDate): number =>
  Math.max(0, daysBetween(dueOn, paidOn));

/** Days before the due date, for an invoice that was paid before its issue from there; on time or late is zero. */
export const daysEarlyOf = (
  { dueOn, issuedOn }: { readonly issuedOn: BusinessDate; readonly dueOn: BusinessDate },
  paidOn: BusinessDate,
): number => Math.max(0, daysBetween(paidOn < issuedOn ? issuedOn : paidOn, dueOn));

/** What the record of a customer goes by in an invoice. */
export interface PayableInvoice {
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly everDisputed: boolean;
}

/**
 * What one fully paid invoice adds.
 * @param amount what payments paid of it, in minor units of the account's currency: credited parts are not paid.
 */
export const paidInvoice = (invoice: PayableInvoice, paidOn: BusinessDate, amount: bigint): Behaviour => {
  const late = daysLateOf(invoice, paidOn);
  return {
    ...noBehaviour,
    invoicesPaid: 1,
    paidOnTime: late === 0 ? 1 : 0,
    daysToPay: Math.max(0, daysBetween(invoice.issuedOn, paidOn)),
    daysLate: late,
    daysEarly: daysEarlyOf(invoice, paidOn),
    paidDisputed: invoice.everDisputed ? 1 : 0,
    paidInDetail: 1,
    paidAmount: amount,
    paidAmountDaysLate: amount * BigInt(late),
  };
};

export const addBehaviour = (a: Behaviour, b: Behaviour): Behaviour => ({
  invoicesPaid: a.invoicesPaid + b.invoicesPaid,
  paidOnTime: a.paidOnTime + b.paidOnTime,
  daysToPay: a.daysToPay + b.daysToPay,
  daysLate: a.daysLate + b.daysLate,
  daysEarly: a.daysEarly + b.daysEarly,
  paidDisputed: a.paidDisputed + b.paidDisputed,
  paidInDetail: a.paidInDetail + b.paidInDetail,
  paidAmount: a.paidAmount + b.paidAmount,
  paidAmountDaysLate: a.paidAmountDaysLate + b.paidAmountDaysLate,
  brokenPromises: a.brokenPromises + b.brokenPromises,
  disputes: a.disputes + b.disputes,
  bounces: a.bounces + b.bounces,
  defaults: a.defaults + b.defaults,
});

/** What takes back the same: an invoice whose payment bounced. */
export const negated = (a: Behaviour): Behaviour => ({
  invoicesPaid: -a.invoicesPaid,
  paidOnTime: -a.paidOnTime,
  daysToPay: -a.daysToPay,
  daysLate: -a.daysLate,
  daysEarly: -a.daysEarly,
  paidDisputed: -a.paidDisputed,
  paidInDetail: -a.paidInDetail,
  paidAmount: -a.paidAmount,
  paidAmountDaysLate: -a.paidAmountDaysLate,
  brokenPromises: -a.brokenPromises,
  disputes: -a.disputes,
  bounces: -a.bounces,
  defaults: -a.defaults,
});

const perInvoice = (sum: number, { invoicesPaid }: Pick<Behaviour, 'invoicesPaid'>): number | null =>
  invoicesPaid <= 0 ? null : sum / invoicesPaid;

export const onTimeRatio = (behaviour: Behaviour): number | null => perInvoice(behaviour.paidOnTime, behaviour);
export const averageDaysToPay = (behaviour: Behaviour): number | null => perInvoice(behaviour.daysToPay, behaviour);
export const averageDaysLate = (behaviour: Behaviour): number | null => perInvoice(behaviour.daysLate, behaviour);

/**
 * Days late of the average unit of money, rather than of the average invoice. Never below zero, though the sum may be: an
 * invoice paid before it was kept, whose payment bounced since.
 */
export const weightedDaysLate = ({ paidAmount, paidAmountDaysLate }: Behaviour): number | null =>
  paidAmount <= 0n ? null : Math.max(0, Number(paidAmountDaysLate)) / Number(paidAmount);
