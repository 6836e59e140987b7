import type { BusinessDate } from '../dates.ts';
import { daysPastDue, type Receivable, receivableStatus, remainingOf } from '../domain/receivable/receivable.ts';
import { toMoneyJson } from '../money.ts';
import type { ReceivableView } from './receivables.ts';

/** A receivable as the API shows it. */
export const receivableView = (receivable: Receivable, today: BusinessDate): ReceivableView => {
  const { currency } = receivable.amount;
  const inCurrency = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
  return {
    invoiceId: receivable.invoiceId,
    customerId: receivable.customerId,
    ...(receivable.orderId === null ? {} : { orderId: receivable.orderId }),
    amount: toMoneyJson(receivable.amount),
    issuedOn: receivable.issuedOn,
    dueOn: receivable.dueOn,
    ...(receivable.productCategory === null ? {} : { productCategory: receivable.productCategory }),
    ...(receivable.document === null ? {} : { document: receivable.document as Record<string, string> }),
    paid: inCurrency(receivable.paid),
    credited: inCurrency(receivable.credited),
    writtenOff: inCurrency(receivable.writtenOff),
    remaining: inCurrency(remainingOf(receivable)),
    status: receivableStatus(receivable),
    disputed: receivable.disputed,
    daysPastDue: daysPastDue(receivable, today),
    expectedPaidOn: null,
    lateProbability: null,
  };
};
