import type { BusinessDate, Instant } from '../../dates.ts';
import { type Money, maximum, minimum, prorate } from '../../money.ts';

export type ReservationStatus = 'ACTIVE' | 'INVOICED' | 'RELEASED' | 'EXPIRED';

/** Exposure held for an order. */
export interface Reservation {
  readonly orderId: string;
  readonly customerId: string;
  readonly status: ReservationStatus;
  /** Value of the whole order, in its own currency. */
  readonly amount: Money;
  /** Value of the whole order in the account's currency, at the rate of the day it was held. */
  readonly carryingAmount: bigint;
  /** How much of the order has become receivables, in the order's currency; more than the order, if so invoiced. */
  readonly invoiced: bigint;
  readonly expiresAt: Instant;
  readonly decisionId: string;
  /** What the order was checked with besides: its amendments are checked with the same. Older orders have kept neither. */
  readonly productCategory?: string;
  readonly termsDays?: number;
  /** What of the order counts among the orders of a day, in minor units of the account's currency. */
  readonly ordered?: { readonly on: BusinessDate; readonly value: bigint };
  /** That the order is unusual for its customer was told as it was held. */
  readonly isUnusual?: true;
  readonly version: number;
}

/** What an order would hold if it were active: the part not yet invoiced, in the account's currency. */
export const notInvoiced = (order: Pick<Reservation, 'amount' | 'carryingAmount' | 'invoiced'>): bigint => {
  const open = maximum(order.amount.minorUnits - order.invoiced, 0n);
  return prorate(order.carryingAmount, open, order.amount.minorUnits);
};

/** What the order holds now, in minor units of the account's currency. */
export const heldAmount = (
  reservation: Pick<Reservation, 'status' | 'amount' | 'carryingAmount' | 'invoiced'>,
): bigint => (reservation.status === 'ACTIVE' ? notInvoiced(reservation) : 0n);

/**
 * The order after an invoice: the invoiced part is no longer held. An invoice above what the order still holds uses it
 * up; one that comes after the end of the reservation is noted, so that the order asked again is not counted twice.
 * @param invoiceCarryingAmount the invoice in the account's currency, for orders in another currency than the invoice.
 */
export const consume = (reservation: Reservation, invoice: Money, invoiceCarryingAmount: bigint): Reservation => {
  const { amount, carryingAmount } = reservation;
  const inOrderCurrency =
    invoice.currency === amount.currency || carryingAmount === 0n
      ? invoice.minorUnits
      : prorate(amount.minorUnits, invoiceCarryingAmount, carryingAmount);
  const invoiced = reservation.invoiced + inOrderCurrency;
  const complete = invoiced >= amount.minorUnits;
  return {
    ...reservation,
    invoiced,
    status: complete && reservation.status === 'ACTIVE' ? 'INVOICED' : reservation.status,
    version: reservation.version + 1,
  };
};

/** The reservation without its hold: released by the caller or expired. */
export const end = (
  { ordered: _ordered, ...reservation }: Reservation,
  status: 'RELEASED' | 'EXPIRED',
): Reservation => ({
  ...reservation,
  status,
  version: reservation.version + 1,
});

/** How much of an order counts among the orders of a day; of one that was made before, only by what it grew. */
export const orderedOn = (order: Pick<Reservation, 'ordered'> | null, day: BusinessDate): bigint =>
  order?.ordered?.on === day ? order.ordered.value : 0n;

/** How much less was ordered on a day when the order is cancelled on it: what has been invoiced stays ordered. */
export const cancelledOn = (order: Reservation, day: BusinessDate): bigint =>
  minimum(orderedOn(order, day), heldAmount(order));

export const hasExpired = (reservation: Reservation, now: Instant): boolean =>
  reservation.status === 'ACTIVE' && reservation.expiresAt <= now;
