import type { BusinessDate } from '../dates.ts';
import type { Account } from '../domain/account/account.ts';
import { monthOf } from '../domain/behaviour/months.ts';
import type { CustomerRecord } from '../domain/prediction/features.ts';
import { type Prediction, predictionOf } from '../domain/prediction/outlook.ts';
import type { Context } from './context.ts';
import { inUnits, loadPaymentRecord } from './payment-record.ts';

type Customer = Pick<Account, 'customerId' | 'currency'>;

/** Records of customers by month of issue, as far as they have been asked for. */
export type PaymentRecords = Map<string, Promise<CustomerRecord>>;

export const noPaymentRecords = (): PaymentRecords => new Map();

/** What a prediction for an invoice of the customer rests on; nothing is read where the policy has no model. */
export const recordToPredictBy = async (
  { paymentRecords, policy, table }: Pick<Context, 'paymentRecords' | 'policy' | 'table'>,
  account: Customer,
  issuedOn: BusinessDate,
): Promise<CustomerRecord | null> => {
  if (policy.prediction === null) return null;
  const key = `${monthOf(issuedOn)} ${account.customerId}`;
  const record = paymentRecords?.get(key) ?? loadPaymentRecord(table, account, issuedOn);
  paymentRecords?.set(key, record);
  // What could not be read is read by the next one who asks.
  record.catch(() => paymentRecords?.delete(key));
  return record;
};

/** What the policy's model says of an invoice that is posted now; `null` where it has none. */
export const predictPayment = (
  { policy }: Pick<Context, 'policy'>,
  { currency }: Customer,
  record: CustomerRecord | null,
  { carryingAmount, dueOn, issuedOn }: { issuedOn: BusinessDate; dueOn: BusinessDate; carryingAmount: bigint },
): Prediction | null =>
  policy.prediction === null || record === null
    ? null
    : predictionOf({ model: policy.prediction, policyVersion: policy.version }, record, {
        issuedOn,
        dueOn,
        amount: inUnits(carryingAmount, currency),
      });
