import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Evaluation, evaluate } from '../../../local/prediction/evaluate.ts';
import type { LedgerInvoice } from '../../../local/prediction/ledger.ts';
import { readLedger } from '../../../local/replay/read-ledger.ts';
import { LateModel } from '../../../shared/contracts/prediction.ts';
import { allLate, allOnTime, heavyTailed, kinds, onTheDueDate, withDisputes } from './kinds.ts';
import { makeUp } from './made-up-ledgers.ts';

const realLedger = join(import.meta.dirname, '../../../../shared/data/receivables/ibm-late-payment-histories.csv');
const SEED = 20_260_101;

const aucOf = ({ auc }: { readonly auc: number | null }): number => auc ?? Number.NaN;
const daysOff = ({ atIssue, onTheDueDate: rule }: Evaluation): readonly [number, number] => [
  atIssue.meanAbsoluteErrorDays ?? Number.NaN,
  rule.meanAbsoluteErrorDays ?? Number.NaN,
];

describe('a model that has learned from the first part of a ledger', () => {
  const { 'small and steady': small, ...large } = kinds;

  it.each(Object.entries(large))('should beat both rules on the rest of one %s', (_, kind) => {
    const { evaluation, model } = evaluate(makeUp(kind, SEED));
    expect(aucOf(evaluation.atIssue)).toBeGreaterThan(aucOf(evaluation.lateRatioSoFar));
    const [days, rule] = daysOff(evaluation);
    expect(days).toBeLessThan(rule);
    expect(LateModel.safeParse(model).success).toBe(true);
  });

  it('should beat both rules on average, and the due date always, on small ones', () => {
    const found = [1, 2, 3, 4, 5].map((seed) => evaluate(makeUp(small, SEED + seed)).evaluation);
    const gains = found.map(({ atIssue, lateRatioSoFar }) => aucOf(atIssue) - aucOf(lateRatioSoFar));
    expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(0);
    for (const [model, rule] of found.map(daysOff)) expect(model).toBeLessThan(rule);
  });

  it('should come up to the late ratio where that is all there is to know, and beat the due date by days of long tails', () => {
    const { evaluation } = evaluate(makeUp(heavyTailed, SEED));
    expect(aucOf(evaluation.atIssue)).toBeGreaterThan(aucOf(evaluation.lateRatioSoFar) - 0.01);
    const [model, rule] = daysOff(evaluation);
    expect(model).toBeLessThan(rule);
  });

  it.each([
    ['on time', allOnTime, 0],
    ['late', allLate, 1],
  ])('should have no AUC and be sure of it when all are %s', (_, kind, lateRatio) => {
    const { evaluation } = evaluate(makeUp(kind, SEED));
    expect(evaluation.test.lateRatio).toBe(lateRatio);
    expect([evaluation.atIssue.auc, evaluation.lateRatioSoFar.auc]).toEqual([null, null]);
    expect(evaluation.atIssue.accuracy).toBe(1);
    const [model, rule] = daysOff(evaluation);
    expect(model).toBeLessThan(rule);
  });

  it('should expect the due date when everybody pays on it', () => {
    expect(daysOff(evaluate(makeUp(onTheDueDate, SEED)).evaluation)).toEqual([0, 0]);
  });

  it('should know more when it knows what is disputed', () => {
    const { evaluation } = evaluate(makeUp(withDisputes, SEED));
    expect(evaluation.byDispute && aucOf(evaluation.byDispute)).toBeGreaterThan(aucOf(evaluation.atIssue) + 0.02);
  });

  it('should foretell as often as it comes true', () => {
    const { evaluation } = evaluate(makeUp({ ...kinds['small and steady'], invoices: 3000, customers: 60 }, SEED));
    const { calibration, withinRange } = evaluation.atIssue;
    for (const { foretold, came } of calibration) expect(Math.abs(foretold - came)).toBeLessThan(0.15);
    const error = calibration.reduce((sum, { foretold, came }) => sum + Math.abs(foretold - came), 0) / 10;
    expect(error).toBeLessThan(0.06);
    expect(withinRange).toBeGreaterThan(0.72);
    expect(withinRange).toBeLessThan(0.92);
  });

  it('should learn from how the first part came out when hardly any of it had come due before the rest', () => {
    const ledger = makeUp(
      { ...kinds['small and steady'], invoices: 600, customers: 30, days: 150, terms: [180] },
      SEED,
    );
    const { evaluation } = evaluate(ledger);
    expect(evaluation.train).toMatchObject({ by: 'OUTCOMES', learnedFrom: evaluation.train.invoices });
    const [days, rule] = daysOff(evaluation);
    expect(days).toBeLessThan(rule);
  });

  it('should try the built-in model when all was issued on one day', () => {
    const ledger = makeUp(kinds['small and steady'], SEED).map((one) => ({ ...one, issuedOn: '2023-01-01' }));
    expect(evaluate(ledger).evaluation).toMatchObject({
      train: { by: 'NOTHING', invoices: 0 },
      test: { invoices: ledger.length },
    });
  });

  it('should learn from invoices that nobody has paid, although they are long past due, that they are late', () => {
    const ledger = makeUp(kinds['small and steady'], SEED).map((one) =>
      one.customerId.endsWith('1') && one.dueOn < '2024-03-01' ? { ...one, paidOn: null } : one,
    );
    const { model, evaluation } = evaluate(ledger);
    const paidOnly = evaluate(ledger.filter(({ paidOn }) => paidOn !== null));
    expect(evaluation.open).toBeGreaterThan(0);
    expect(model.learnedFrom?.invoices).toBeGreaterThan(paidOnly.model.learnedFrom?.invoices ?? 0);
    expect(model.newcomer.lateRatio).toBeGreaterThan(paidOnly.model.newcomer.lateRatio);
  });

  it('should be the same model whenever it is learned', () => {
    const ledger = makeUp(kinds['small and steady'], SEED);
    expect(evaluate(ledger).model).toEqual(evaluate(ledger).model);
  });

  it('should count open invoices, and learn nothing from those that are not due when it learns', () => {
    const ledger = makeUp(kinds['small and steady'], SEED);
    const open: LedgerInvoice = {
      customerId: 'C1',
      issuedOn: '2024-03-01',
      dueOn: '2024-11-30',
      paidOn: null,
      amount: 5,
    };
    const withOpen = evaluate([open, ...ledger]);
    expect(withOpen.evaluation.open).toBe(1);
    expect(withOpen.model).toEqual(evaluate(ledger).model);
  });
});

describe.skipIf(!existsSync(realLedger))('the ledger of a real portfolio', () => {
  it('should be foretold better than by the late ratio, and much better with disputes', () => {
    const ledger = readLedger(realLedger).invoices.map(
      ({ customerId, issuedOn, dueOn, settledOn, cents, disputed }) => ({
        ...{ customerId, issuedOn, dueOn, disputed, paidOn: settledOn },
        amount: Number(cents) / 100,
      }),
    );
    const { evaluation, model } = evaluate(ledger);
    expect(aucOf(evaluation.lateRatioSoFar)).toBeCloseTo(0.874, 3);
    expect(aucOf(evaluation.atIssue)).toBeGreaterThan(0.884);
    expect(evaluation.byDispute && aucOf(evaluation.byDispute)).toBeGreaterThan(0.93);
    const [days, rule] = daysOff(evaluation);
    expect(days).toBeLessThan(0.6 * rule);
    expect(JSON.stringify(model).length).toBeLessThan(16_000);
  });
});
