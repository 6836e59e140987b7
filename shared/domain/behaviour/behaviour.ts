import { type BusinessDate, daysBetween } from '../../dates.ts';

/** How a customer has paid so far, as sums that a payment adds to: never re-read from history. */
export interface Behaviour {
  readonly invoicesPaid: number;
  readonly paidOnTime: number;
  /** Sum over paid invoices of the days from issue to full payment. */
  readonly daysToPay: number;
  /** Sum over paid invoices of the days after the due date; on time or early counts as zero. */
  readonly daysLate: number;
  readonly brokenPromises: number;
}

export const noBehaviour: Behaviour = { invoicesPaid: 0, paidOnTime: 0, daysToPay: 0, daysLate: 0, brokenPromises: 0 };

/** What one fully paid invoice adds. */
export const paidInvoice = (
  invoice: { issuedOn: BusinessDate; dueOn: BusinessDate },
  paidOn: BusinessDate,
): Behaviour => {
  const late = Math.max(0, daysBetween(invoice.dueOn, paidOn));
  return {
    invoicesPaid: 1,
    paidOnTime: late === 0 ? 1 : 0,
    daysToPay: Math.max(0, daysBetween(invoice.issuedOn, paidOn)),
    daysLate: late,
    brokenPromises: 0,
  };
};

const combine = (a: Behaviour, b: Behaviour, sign: 1 | -1): Behaviour => ({
  invoicesPaid: a.invoicesPaid + sign * b.invoicesPaid,
  paidOnTime: a.paidOnTime + sign * b.paidOnTime,
  daysToPay: a.daysToPay + sign * b.daysToPay,
  daysLate: a.daysLate + sign * b.daysLate,
  brokenPromises: a.brokenPromises + sign * b.brokenPromises,
});

export const addBehaviour = (a: Behaviour, b: Behaviour): Behaviour => combine(a, b, 1);
/** Takes back what an invoice added, when its payment bounced. */
export const subtractBehaviour = (a: Behaviour, b: Behaviour): Behaviour => combine(a, b, -1);

const perInvoice = (sum: number, behaviour: Behaviour): number | null =>
  behaviour.invoicesPaid === 0 ? null : sum / behaviour.invoicesPaid;

export const onTimeRatio = (behaviour: Behaviour): number | null => perInvoice(behaviour.paidOnTime, behaviour);
export const averageDaysToPay = (behaviour: Behaviour): number | null => perInvoice(behaviour.daysToPay, behaviour);
export const averageDaysLate = (behaviour: Behaviour): number | null => perInvoice(behaviour.daysLate, behaviour);
