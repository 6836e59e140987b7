import { describe, expect, it } from 'vitest';
import { builtInModel } from '../../../../shared/domain/prediction/built-in.ts';
import { type CustomerRecord, noRecord } from '../../../../shared/domain/prediction/features.ts';
import type { LateModel } from '../../../../shared/domain/prediction/model.ts';
import { outlookOf, predictionOf } from '../../../../shared/domain/prediction/outlook.ts';

const invoice = { issuedOn: '2026-03-02', dueOn: '2026-04-01', amount: 1_000 };
const by = (model: LateModel) => ({ model, policyVersion: 7 });

/** Ten invoices of thirty days, all paid so many days after they were due. */
const record = (daysLate: number): CustomerRecord => {
  const sums = {
    paid: 10,
    onTime: daysLate > 0 ? 0 : 10,
    daysLate: 10 * Math.max(0, daysLate),
    daysToPay: 10 * (30 + daysLate),
    amount: 10_000,
    amountDaysLate: 10_000 * Math.max(0, daysLate),
  };
  return { lifetime: sums, months: [{ month: '2026-02', ...sums }] };
};

/** Who disputes pays thirty days later. */
const knowsDisputes: LateModel = {
  ...builtInModel,
  byDispute: {
    ...builtInModel.atIssue,
    lateness: { intercept: 3, terms: builtInModel.atIssue.lateness.terms },
    days: { intercept: 30, terms: builtInModel.atIssue.days.terms },
  },
};

describe('the prediction for an invoice', () => {
  it('should be late for a customer who pays late, and on time for one who does not', () => {
    const late = predictionOf(by(builtInModel), record(14), invoice);
    const punctual = predictionOf(by(builtInModel), record(-5), invoice);
    expect(late.lateProbability).toBeGreaterThan(0.6);
    expect(punctual.lateProbability).toBeLessThan(0.2);
    expect(late.expectedPaidOn > invoice.dueOn).toBe(true);
    expect(punctual.expectedPaidOn < invoice.dueOn).toBe(true);
    for (const { expectedPaidOn, paidFrom, paidTo } of [late, punctual]) {
      expect(invoice.issuedOn <= paidFrom && paidFrom <= expectedPaidOn && expectedPaidOn <= paidTo).toBe(true);
    }
  });

  it('should name the version, how much it rests on, and what makes up the probability', () => {
    const prediction = predictionOf(by(builtInModel), record(14), invoice);
    expect(prediction).toMatchObject({ policyVersion: 7, paidBefore: 10, ifDisputed: null });
    expect(predictionOf(by(builtInModel), noRecord, invoice).paidBefore).toBe(0);
    const sum = prediction.because.reduce((total, { logOdds }) => total + logOdds, 0);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(prediction.lateProbability, 3);
    expect(prediction.lateProbability).toBe(Number(prediction.lateProbability.toFixed(4)));
  });

  it('should look at a dispute while there is one, by a model that knows what disputes do', () => {
    const prediction = predictionOf(by(knowsDisputes), record(0), invoice);
    const [quiet, disputed] = [outlookOf(prediction, false), outlookOf(prediction, true)];
    expect(disputed.lateProbability).toBeGreaterThan(quiet.lateProbability);
    expect(disputed.expectedPaidOn > quiet.expectedPaidOn).toBe(true);
    expect(quiet).toMatchObject({ lateProbability: prediction.lateProbability, paidBefore: 10 });
    const without = predictionOf(by(builtInModel), record(0), invoice);
    expect(outlookOf(without, true)).toEqual(outlookOf(without, false));
  });
});
