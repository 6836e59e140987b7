import type { BusinessDate } from '../../dates.ts';
import { prorate } from '../../money.ts';
import { type Receivable, remainingOf } from '../receivable/receivable.ts';

/** What became of the invoices of an order; all in minor units of the account's currency. */
export interface OrderFate {
  /** What was invoiced of it and not credited. */
  readonly invoiced: bigint;
  /** Of that, what was paid after its due date, or is open beyond it. */
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
const isLate = ({ dueOn, settledOn }: Receivable, today: BusinessDate): boolean => (settledOn ?? today) > dueOn;

/** Money that was lost for good is late, whenever it was given up. */
const isLost = (receivable: Receivable): boolean => receivable.writtenOff > 0n && remainingOf(receivable) === 0n;

/**
 * What became of one invoice. What was credited was no debt, and counts nowhere; what was paid up to the due date is
 * late with nothing that came after it.
 * @param sealedOn the day on which the lawyers were given what the customer owed; `null` where they were given nothing.
 */
export const fateOf = (receivable: Receivable, sealedOn: BusinessDate | null, today: BusinessDate): OrderFate => {
  const { amount, carryingAmount, credited, dueOn, issuedOn, paidInTime = 0n, settledOn, writtenOff } = receivable;
  const worth = (minorUnits: bigint): bigint => prorate(carryingAmount, minorUnits, amount.minorUnits);
  const owed = amount.minorUnits - credited;
  const beyondDue = worth(owed - paidInTime);
  const owedThen =
    sealedOn !== null && issuedOn <= sealedOn && dueOn < sealedOn && (settledOn === null || settledOn >= sealedOn);
  return {
    invoiced: worth(owed),
    late: isLate(receivable, today) || isLost(receivable) ? beyondDue : 0n,
    legal: owedThen ? beyondDue : 0n,
    writtenOff: worth(writtenOff),
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
