import type { BusinessDate } from '../../dates.ts';
import { type CustomerRecord, type InvoiceFacts, lateFeatures } from './features.ts';
import type { InputName, LateModel } from './model.ts';
import { expectedPaidOn, type LatenessPrediction, paidByQuantiles, predictLateness } from './predict.ts';

/** How an invoice is expected to be paid, as it was predicted when it was posted. */
export interface Outlook {
  /** That it is paid after its due date: 0 to 1, with four decimals. */
  readonly lateProbability: number;
  /** As likely earlier as later. */
  readonly expectedPaidOn: BusinessDate;
  /** Paid before the first in one of ten cases, and after the second in one of ten. */
  readonly paidFrom: BusinessDate;
  readonly paidTo: BusinessDate;
  /** How many invoices the customer had paid by then: the record that it rests on. */
  readonly paidBefore: number;
}

/** What a part of the model said for or against a late payment. */
export interface Because {
  readonly input: InputName | 'intercept';
  readonly logOdds: number;
}

/** A prediction as it is kept with its invoice: it is made once and stays as it was. */
export interface Prediction extends Outlook {
  /** The policy whose model it was made by. */
  readonly policyVersion: number;
  /** What makes up the log-odds of the probability; parts that say nothing are left out. */
  readonly because: readonly Because[];
  /** The same should it be disputed; `null` by a model that has not learned what disputes do. */
  readonly ifDisputed: Outlook | null;
}

const DECIMALS = 4;

const rounded = (value: number): number => Number(value.toFixed(DECIMALS));

const outlookFrom = (predicted: LatenessPrediction, invoice: InvoiceFacts, paidBefore: number): Outlook => {
  const { p10, p90 } = paidByQuantiles(predicted, invoice);
  return {
    lateProbability: rounded(predicted.probability),
    expectedPaidOn: expectedPaidOn(predicted, invoice),
    paidFrom: p10,
    paidTo: p90,
    paidBefore,
  };
};

/**
 * What is predicted of an invoice when it is posted, by what is known of its customer then.
 * @param invoice without the dispute flag: nobody disputes what has not been sent.
 */
export const predictionOf = (
  { model, policyVersion }: { readonly model: LateModel; readonly policyVersion: number },
  record: CustomerRecord,
  invoice: Omit<InvoiceFacts, 'disputed'>,
): Prediction => {
  const { paid } = record.lifetime;
  const predicted = predictLateness(model, lateFeatures(record, invoice));
  const because = predicted.contributions
    .map(({ input, logOdds }) => ({ input, logOdds: rounded(logOdds) }))
    .filter(({ logOdds }) => logOdds !== 0);
  const disputed = { ...invoice, disputed: true };
  return {
    ...outlookFrom(predicted, invoice, paid),
    policyVersion,
    because,
    ifDisputed:
      model.byDispute === null
        ? null
        : outlookFrom(predictLateness(model, lateFeatures(record, disputed)), disputed, paid),
  };
};

/** The outlook that holds for an invoice now: with the dispute, while there is one. */
export const outlookOf = (prediction: Prediction, isDisputed: boolean): Outlook => {
  const { because: _because, ifDisputed, policyVersion: _version, ...atIssue } = prediction;
  return (isDisputed ? ifDisputed : null) ?? atIssue;
};
