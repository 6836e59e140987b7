import type { BusinessDate } from '../dates.ts';
import type { Account } from '../domain/account/account.ts';
import type { CustomerRecord } from '../domain/prediction/features.ts';
import { type Prediction, predictionOf } from '../domain/prediction/outlook.ts';
import type { Context } from './context.ts';
import { inUnits, loadPaymentRecord } from './payment-record.ts';

type Customer = Pick<Account, 'customerId' | 'currency'>;

/** What a prediction for an invoice of the customer rests on; nothing is read where the policy has no model. */
export const recordToPredictBy = async (
  { policy, table }: Pick<Context, 'policy' | 'table'>,
  account: Customer,
  issuedOn: BusinessDate,
): Promise<CustomerRecord | null> => (policy.prediction === null ? null : loadPaymentRecord(table, account, issuedOn));

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
