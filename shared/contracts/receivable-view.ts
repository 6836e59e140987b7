import type { BusinessDate } from '../dates.ts';
import { expectedBetween, expectedFrom } from '../domain/prediction/expected.ts';
import { outlookOf } from '../domain/prediction/outlook.ts';
import { daysPastDue, type Receivable, receivableStatus, remainingOf } from '../domain/receivable/receivable.ts';
import { toMoneyJson } from '../money.ts';
import type { ReceivableView } from './receivables.ts';

/** It was open beyond its due date, or is: that it is late is known then. */
const isLate = (receivable: Receivable, today: BusinessDate): boolean =>
  daysPastDue(receivable, today) > 0 || (receivable.settledOn !== null && receivable.settledOn > receivable.dueOn);

/** When it is expected to be paid, as of today, which is nothing where nothing remains; and how likely late, which is known once it is. */
const expectationView = (
  receivable: Receivable,
  today: BusinessDate,
): Pick<ReceivableView, 'expectedPaidOn' | 'expectedPaidBetween' | 'lateProbability' | 'prediction'> => {
  const { disputed, prediction } = receivable;
  if (prediction === null) {
    return { expectedPaidOn: null, expectedPaidBetween: null, lateProbability: null, prediction };
  }
  const outlook = outlookOf(prediction, disputed);
  const isOpen = remainingOf(receivable) > 0n;
  const { because, expectedPaidOn, lateProbability, paidBefore, paidFrom, paidTo, policyVersion } = prediction;
  return {
    expectedPaidOn: isOpen ? expectedFrom(outlook, today) : null,
    expectedPaidBetween: isOpen ? expectedBetween(outlook, today) : null,
    lateProbability: isLate(receivable, today) ? 1 : outlook.lateProbability,
    prediction: {
      lateProbability,
      expectedPaidOn,
      paidFrom,
      paidTo,
      paidBefore,
      policyVersion,
      because: because.map((part) => ({ ...part })),
    },
  };
};

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
    ...expectationView(receivable, today),
  };
};
