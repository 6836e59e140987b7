import type { BusinessDate } from '../dates.ts';
import type { OrderHabit } from '../domain/account/account.ts';
import type { CreditCheck, CreditDecision, Reason } from '../domain/credit-check/decision.ts';
import { unusualBy } from '../domain/credit-check/unusual-order.ts';
import type { Reservation } from '../domain/reservation/reservation.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Whether a decision is the one that tells of an unusual order, and what remembers it besides the order's reservation. */
export interface UnusualTold {
  readonly isTold: boolean;
  /** It tells of the pace of the day: no other order of the day does so again. */
  readonly isPaceTold: boolean;
  readonly writes: readonly Write[];
}

const nothingToTell: UnusualTold = { isTold: false, isPaceTold: false, writes: [] };

/** A question that passes is no order yet; one that is refused is worth a look, whether or not it was to hold anything. */
const reasonToTell = ({ reserve }: CreditCheck, { outcome, reasons }: CreditDecision): Reason | undefined =>
  reserve || outcome !== 'APPROVED' ? reasons.find(({ code }) => code === 'UNUSUAL_ORDER') : undefined;

/**
 * Whether a decision tells, by `tellsUnusual` in its entry, that the order is unusual: once for an order, however often it
 * is asked for, and once a day that the customer orders at an unusual pace, whichever orders come after. What is held
 * remembers the one by its reservation, the account's habit the other; only an order that is refused as unusual costs a
 * read more.
 */
export const tellOfUnusual = async (
  table: Table,
  check: CreditCheck,
  decision: CreditDecision,
  existing: Reservation | null,
  { habit, today }: { readonly habit: OrderHabit | null; readonly today: BusinessDate },
): Promise<UnusualTold> => {
  const reason = reasonToTell(check, decision);
  if (!reason || existing?.isUnusual) return nothingToTell;
  const { pace: isPaceTold, size } = unusualBy(reason);
  if (!size && habit?.paceToldOn === today) return nothingToTell;
  if (decision.outcome === 'APPROVED') return { isTold: true, isPaceTold, writes: [] };
  const key = keys.unusualOrder(check.orderId);
  if (await table.get(key)) return nothingToTell;
  return {
    isTold: true,
    isPaceTold,
    writes: [
      {
        name: 'unusual order',
        write: {
          Put: {
            TableName: table.name,
            Item: { ...key, customerId: check.customerId },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      },
    ],
  };
};
