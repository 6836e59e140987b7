import { Refusal } from '../../shared/errors.ts';
import type { Money } from '../../shared/money.ts';
import type { Context } from '../../shared/store/context.ts';
import { amendReservation, type CheckAnswer } from '../../shared/store/credit-checks.ts';

/** The answer to an amendment; `null` where the order holds nothing. */
export const reservationAmended = async (
  context: Context,
  orderId: string,
  amount: Money,
): Promise<CheckAnswer | null> => {
  try {
    return await amendReservation(context, orderId, amount);
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'not-found') return null;
    throw refusal;
  }
};
