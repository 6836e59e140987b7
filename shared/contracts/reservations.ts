import * as z from 'zod/mini';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { Identifier, InstantView } from './primitives.ts';

export const OrderParams = z.strictObject({ orderId: Identifier });
export type OrderParams = z.infer<typeof OrderParams>;

/** The new total of the order; only the difference is checked. */
export const AmendReservationBody = z.strictObject({ amount: PositiveMoney });
export type AmendReservationBody = z.infer<typeof AmendReservationBody>;

/** `amount` is the value of the order, `invoiced` what invoices took from it, `held` what still counts as exposure. */
export const ReservationView = z.object({
  orderId: z.string(),
  customerId: z.string(),
  amount: MoneyView,
  invoiced: MoneyView,
  held: MoneyView,
  expiresAt: InstantView,
  decisionId: z.string(),
});
export type ReservationView = z.infer<typeof ReservationView>;
