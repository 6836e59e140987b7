import { heldAmount, type Reservation } from '../domain/reservation/reservation.ts';
import { toMoneyJson } from '../money.ts';
import type { ReservationView } from './reservations.ts';

/** A reservation as the API shows it. @param currency of the account, in which the hold counts as exposure. */
export const reservationView = (reservation: Reservation, currency: string): ReservationView => ({
  orderId: reservation.orderId,
  customerId: reservation.customerId,
  amount: toMoneyJson(reservation.amount),
  invoiced: toMoneyJson({ minorUnits: reservation.invoiced, currency: reservation.amount.currency }),
  held: toMoneyJson({ minorUnits: heldAmount(reservation), currency }),
  expiresAt: reservation.expiresAt,
  decisionId: reservation.decisionId,
});
