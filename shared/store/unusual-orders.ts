import type { CreditCheck, CreditDecision } from '../domain/credit-check/decision.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** What a decision adds to its entry, and remembers, when it is the one that tells of an unusual order. */
export interface UnusualTold {
  readonly data: JsonObject;
  readonly writes: readonly Write[];
}

const nothingToTell: UnusualTold = { data: {}, writes: [] };

/** A question that passes is no order yet; one that is refused is worth a look, whether or not it was to hold anything. */
const isWorthTelling = ({ reserve }: CreditCheck, { outcome, reasons }: CreditDecision): boolean =>
  (reserve || outcome !== 'APPROVED') && reasons.some(({ code }) => code === 'UNUSUAL_ORDER');

/**
 * Whether a decision tells, by `tellsUnusual` in its entry, that the order is unusual: once for an order, however often it
 * is asked for. Only an unusual order costs the read.
 */
export const tellOfUnusual = async (
  table: Table,
  check: CreditCheck,
  decision: CreditDecision,
): Promise<UnusualTold> => {
  if (!isWorthTelling(check, decision)) return nothingToTell;
  const key = keys.unusualOrder(check.orderId);
  if (await table.get(key)) return nothingToTell;
  return {
    data: { tellsUnusual: true },
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
