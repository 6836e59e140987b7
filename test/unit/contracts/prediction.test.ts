import { describe, expect, it } from 'vitest';
import { PolicyDocumentBody } from '../../../shared/contracts/policy.ts';
import { builtInDocument, completed } from '../../../shared/domain/policy/built-in.ts';
import { builtInModel } from '../../../shared/domain/prediction/built-in.ts';
import { validate } from '../../../shared/http/validation.ts';

const document = builtInDocument('EUR');

const errorsWith = (prediction: unknown) => {
  const result = validate(PolicyDocumentBody, { ...document, prediction });
  return 'errors' in result ? result.errors : [];
};

const curve = (points: unknown) => ({
  ...builtInModel,
  atIssue: { ...builtInModel.atIssue, days: { intercept: 0, terms: [{ input: 'usualDays', curve: points }] } },
});

const [strategy] = document.collections.strategies;
const errorsWithStep = (step: object) => {
  const steps = strategy?.steps.map((one) => (one.kind === 'REMINDER_BEFORE_DUE' ? { ...one, ...step } : one));
  const collections = { ...document.collections, strategies: [{ ...strategy, steps }] };
  // What is undefined is left out, as in JSON.
  const result = validate(PolicyDocumentBody, JSON.parse(JSON.stringify({ ...document, collections })));
  return 'errors' in result ? result.errors : [];
};

describe('the late-payment model of a policy', () => {
  it('should be the built-in one, a trained one or none', () => {
    const trained = { invoices: 2_000, customers: 100, until: '2026-03-01' };
    expect(errorsWith(builtInModel)).toEqual([]);
    expect(errorsWith({ ...builtInModel, learnedFrom: trained, byDispute: builtInModel.atIssue })).toEqual([]);
    expect(errorsWith(null)).toEqual([]);
  });

  it('should be the built-in one in a policy that was written before', () => {
    const { prediction: _prediction, ...before } = document;
    expect(completed(before).prediction).toEqual(builtInModel);
    expect(completed({ ...before, prediction: null }).prediction).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['of another format', { ...builtInModel, format: 2 }, 'prediction.format'],
    ['that looks at what is not known', { ...builtInModel, weather: 1 }, 'prediction.weather'],
    [
      'with a curve that goes back',
      curve([
        [1, 0],
        [1, 2],
      ]),
      'prediction.atIssue.days.terms[0].curve',
    ],
    ['with a point of three figures', curve([[1, 0, 2]]), 'prediction.atIssue.days.terms[0].curve[0]'],
    [
      'with far too many points',
      curve(Array.from({ length: 1_000 }, (_, x) => [x, 0])),
      'prediction.atIssue.days.terms[0].curve',
    ],
    [
      'with a ratio above one',
      { ...builtInModel, newcomer: { ...builtInModel.newcomer, lateRatio: 1.2 } },
      'prediction.newcomer.lateRatio',
    ],
  ])('should be refused %s', (_name, model, path) => {
    expect(errorsWith(model).map((error) => error.path)).toContain(path);
  });
});

describe('a reminder before the due date for what is likely late', () => {
  it('should be accepted from any percent on', () => {
    expect(errorsWithStep({ orLikelyLateFromPercent: '72.5' })).toEqual([]);
    expect(errorsWithStep({ orLikelyLateFromPercent: undefined })).toEqual([]);
  });

  it('should be refused where the step is for every grade, and with what is no percent', () => {
    expect(errorsWithStep({ onlyGrades: undefined })[0]?.message).toMatch(/^must be left out: it widens a reminder/);
    expect(errorsWithStep({ orLikelyLateFromPercent: '101' })[0]?.message).toMatch(/^must be a decimal string/);
  });
});
