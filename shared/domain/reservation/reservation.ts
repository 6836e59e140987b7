import type { Instant } from '../../dates.ts';
import { type Money, maximum, prorate } from '../../money.ts';

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
export const end = (reservation: Reservation, status: 'RELEASED' | 'EXPIRED'): Reservation => ({
  ...reservation,
  status,
  version: reservation.version + 1,
});

export const hasExpired = (reservation: Reservation, now: Instant): boolean =>
  reservation.status === 'ACTIVE' && reservation.expiresAt <= now;
