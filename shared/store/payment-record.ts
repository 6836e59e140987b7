import type { BusinessDate } from '../dates.ts';
import type { Behaviour } from '../domain/behaviour/behaviour.ts';
import { monthBefore, monthOf } from '../domain/behaviour/months.ts';
import type { CustomerRecord, PaymentSums } from '../domain/prediction/features.ts';
import { currencyDigits } from '../money.ts';
import { loadBehaviour, loadBehaviourMonths } from './behaviours.ts';
import type { Table } from './table.ts';

/** The month of an invoice's issue and those before it that a prediction looks at. */
const MONTHS = 24;

/** Minor units as units of the currency, such as 1234.5: models are learned from files that have these. */
export const inUnits = (minorUnits: bigint, currency: string): number =>
  Number(minorUnits) / 10 ** (currencyDigits(currency) ?? 0);

/** Days early and disputes are known of all that was paid, not only of the part since they are kept. */
const isWhole = ({ invoicesPaid, paidInDetail }: Behaviour): boolean => paidInDetail === invoicesPaid;

const sumsOf = (behaviour: Behaviour, currency: string): PaymentSums => ({
  paid: behaviour.invoicesPaid,
  onTime: behaviour.paidOnTime,
  daysLate: behaviour.daysLate,
  ...(isWhole(behaviour) ? { daysEarly: behaviour.daysEarly } : {}),
  daysToPay: behaviour.daysToPay,
  amount: inUnits(behaviour.paidAmount, currency),
  amountDaysLate: inUnits(behaviour.paidAmountDaysLate, currency),
});

/**
 * How a customer has paid, as a prediction for an invoice of that day looks at it: two reads, whatever the history.
 * @param currency the account's.
 */
export const loadPaymentRecord = async (
  table: Table,
  { currency, customerId }: { readonly customerId: string; readonly currency: string },
  issuedOn: BusinessDate,
): Promise<CustomerRecord> => {
  const lastMonth = monthOf(issuedOn);
  const [lifetime, months] = await Promise.all([
    loadBehaviour(table, customerId),
    loadBehaviourMonths(table, customerId, monthBefore(lastMonth, MONTHS - 1), lastMonth),
  ]);
  return {
    lifetime: {
      ...sumsOf(lifetime, currency),
      ...(isWhole(lifetime) ? { disputed: lifetime.paidDisputed } : {}),
    },
    months: [...months].map(([month, sums]) => ({ month, ...sumsOf(sums, currency) })),
  };
};
