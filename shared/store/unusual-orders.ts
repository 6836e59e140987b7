import type { CreditCheck, CreditDecision } from '../domain/credit-check/decision.ts';
import type { Reservation } from '../domain/reservation/reservation.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Whether a decision is the one that tells of an unusual order, and what remembers it besides the order's reservation. */
export interface UnusualTold {
  readonly isTold: boolean;
  readonly writes: readonly Write[];
}

const nothingToTell: UnusualTold = { isTold: false, writes: [] };

/** A question that passes is no order yet; one that is refused is worth a look, whether or not it was to hold anything. */
const isWorthTelling = ({ reserve }: CreditCheck, { outcome, reasons }: CreditDecision): boolean =>
  (reserve || outcome !== 'APPROVED') && reasons.some(({ code }) => code === 'UNUSUAL_ORDER');

/**
 * Whether a decision tells, by `tellsUnusual` in its entry, that the order is unusual: once for an order, however often it
 * is asked for. What is held remembers it by its reservation; only an order that is refused as unusual costs a read more.
 */
export const tellOfUnusual = async (
  table: Table,
  check: CreditCheck,
  decision: CreditDecision,
  existing: Reservation | null,
): Promise<UnusualTold> => {
  if (!isWorthTelling(check, decision) || existing?.isUnusual) return nothingToTell;
  if (decision.outcome === 'APPROVED') return { isTold: true, writes: [] };
  const key = keys.unusualOrder(check.orderId);
  if (await table.get(key)) return nothingToTell;
  return {
    isTold: true,
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
