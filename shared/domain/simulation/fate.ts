import type { BusinessDate } from '../../dates.ts';
import { prorate } from '../../money.ts';
import { type Receivable, remainingOf } from '../receivable/receivable.ts';

/** What became of the invoices of an order; all in minor units of the account's currency. */
export interface OrderFate {
  /** What was invoiced of it at all. */
  readonly invoiced: bigint;
  /** Of that, invoices paid after their due date, or open beyond it. */
  readonly late: bigint;
  /** Of that, what the lawyers were given. */
  readonly legal: bigint;
  /** Of that, what was given up. */
  readonly writtenOff: bigint;
}

export const noFate: OrderFate = { invoiced: 0n, late: 0n, legal: 0n, writtenOff: 0n };

export const addFates = (a: OrderFate, b: OrderFate): OrderFate => ({
  invoiced: a.invoiced + b.invoiced,
  late: a.late + b.late,
  legal: a.legal + b.legal,
  writtenOff: a.writtenOff + b.writtenOff,
});

/** Whether it was paid too late, or is owed beyond its due date. What is due today is not late. */
export const isLate = (receivable: Pick<Receivable, 'dueOn' | 'settledOn'>, today: BusinessDate): boolean =>
  (receivable.settledOn ?? today) > receivable.dueOn;

/**
 * What became of one invoice.
 * @param sealedOn the day on which the lawyers were given what the customer owed; `null` where they were given nothing.
 */
export const fateOf = (receivable: Receivable, sealedOn: BusinessDate | null, today: BusinessDate): OrderFate => {
  const { amount, carryingAmount, dueOn, issuedOn, settledOn, writtenOff } = receivable;
  const owedThen =
    sealedOn !== null && issuedOn <= sealedOn && dueOn < sealedOn && (settledOn === null || settledOn >= sealedOn);
  const late = isLate(receivable, today) || (writtenOff > 0n && remainingOf(receivable) === 0n);
  return {
    invoiced: carryingAmount,
    late: late ? carryingAmount : 0n,
    legal: owedThen ? carryingAmount : 0n,
    writtenOff: prorate(carryingAmount, writtenOff, amount.minorUnits),
  };
};

/** The fates of orders by their ids. Invoices without an order are nobody's. */
export const fatesOf = (
  receivables: readonly Receivable[],
  sealedOn: BusinessDate | null,
  today: BusinessDate,
): ReadonlyMap<string, OrderFate> => {
  const fates = new Map<string, OrderFate>();
  for (const receivable of receivables) {
    const { orderId } = receivable;
    if (orderId === null) continue;
    fates.set(orderId, addFates(fates.get(orderId) ?? noFate, fateOf(receivable, sealedOn, today)));
  }
  return fates;
};
