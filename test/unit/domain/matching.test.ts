import { describe, expect, it } from 'vitest';
import { type Matched, settingsFor } from '../../../shared/domain/policy/matching.ts';
import { type CreditPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import type { PolicyRule } from '../../../shared/domain/policy/rules.ts';
import { eur, usd } from '../../support/movements.ts';

const customer: Matched = { segment: 'RETAIL', region: 'EU', industry: 'Food', grade: 'B', today: '2026-03-02' };

const rule = (id: string, when: PolicyRule['when'], set: PolicyRule['set']): PolicyRule => ({ id, when, set });

const settings = (rules: readonly PolicyRule[], facts: Partial<Matched> = {}, policy: Partial<CreditPolicy> = {}) =>
  settingsFor({ ...defaultPolicy, ...policy, rules }, { ...customer, ...facts });

/** The terms that a rule with these conditions gives, or those of the policy where it does not match. */
const termsWhen = (when: PolicyRule['when'], facts: Partial<Matched> = {}) =>
  settings([rule('it', when, { termsDays: 60 })], facts).termsDays;

const withGrade = (terms: Partial<CreditPolicy['grading']['grades']['B']>): Partial<CreditPolicy> => {
  const { grading } = defaultPolicy;
  return { grading: { ...grading, grades: { ...grading.grades, B: { ...grading.grades.B, ...terms } } } };
};

describe('the settings for a customer and an order', () => {
  it('should be those of the policy when no rule matches and the grade says nothing', () => {
    expect(settings([], { amount: eur(100_00) })).toEqual({
      termsDays: 30,
      maxTermsDays: null,
      earlyPaymentDiscountPercent: null,
      tolerancePercent: '0',
      maxDaysPastDue: 30,
      maxOrder: null,
      outcome: null,
      requiredLevel: null,
      strategy: null,
      because: {
        termsDays: 'policy',
        maxTermsDays: 'policy',
        earlyPaymentDiscountPercent: 'policy',
        tolerancePercent: 'policy',
        maxDaysPastDue: 'policy',
        maxOrder: 'policy',
        outcome: 'policy',
        requiredLevel: 'policy',
        strategy: 'policy',
      },
    });
  });

  it('should take each setting from the first rule that matches and speaks of it', () => {
    const found = settings([
      rule('others', { segments: ['TRADE'] }, { termsDays: 5, tolerancePercent: '50' }),
      rule('retail', { segments: ['RETAIL'] }, { termsDays: 45 }),
      rule('everybody', {}, { termsDays: 20, tolerancePercent: '5', strategy: 'strict', requiredLevel: 2 }),
    ]);
    expect(found).toMatchObject({ termsDays: 45, tolerancePercent: '5', strategy: 'strict', requiredLevel: 2 });
    expect(found.because).toMatchObject({ termsDays: 'retail', tolerancePercent: 'everybody', strategy: 'everybody' });
  });

  it.each<{ readonly when: PolicyRule['when']; readonly holds: Partial<Matched>; readonly not: Partial<Matched> }>([
    { when: { segments: ['TRADE', 'RETAIL'] }, holds: {}, not: { segment: 'PUBLIC' } },
    { when: { regions: ['EU'] }, holds: {}, not: { region: null } },
    { when: { industries: ['Food'] }, holds: {}, not: { industry: 'Steel' } },
    { when: { grades: ['A', 'B'] }, holds: {}, not: { grade: null } },
    { when: { productCategories: ['SEEDS'] }, holds: { productCategory: 'SEEDS' }, not: {} },
    { when: { from: '2026-03-02' }, holds: {}, not: { today: '2026-03-01' } },
    { when: { to: '2026-03-02' }, holds: {}, not: { today: '2026-03-03' } },
    { when: { amountAbove: eur(100_00) }, holds: { amount: eur(100_01) }, not: { amount: eur(100_00) } },
    { when: { amountUpTo: eur(100_00) }, holds: { amount: eur(100_00) }, not: { amount: eur(100_01) } },
    { when: { amountAbove: eur(1) }, holds: { amount: eur(2) }, not: { amount: usd(2) } },
    { when: { amountUpTo: eur(2) }, holds: { amount: eur(1) }, not: { amount: null } },
    { when: { segments: ['RETAIL'], regions: ['EU'] }, holds: {}, not: { region: 'US' } },
  ])('should go by $when', ({ when, holds, not }) => {
    expect(termsWhen(when, holds)).toBe(60);
    expect(termsWhen(when, not)).toBe(30);
  });

  it('should take the terms of the grade before the policy, and a rule before both', () => {
    const policy = withGrade({ tolerancePercent: '3', earlyPaymentDiscountPercent: '2', maxDaysPastDue: 20 });
    expect(settings([], {}, policy)).toMatchObject({
      tolerancePercent: '3',
      earlyPaymentDiscountPercent: '2',
      maxDaysPastDue: 20,
      because: { tolerancePercent: 'grade', earlyPaymentDiscountPercent: 'grade', maxDaysPastDue: 'grade' },
    });
    const rules = [rule('tight', {}, { tolerancePercent: '1', earlyPaymentDiscountPercent: '0' })];
    expect(settings(rules, {}, policy)).toMatchObject({ tolerancePercent: '1', earlyPaymentDiscountPercent: '0' });
    expect(settings([], { grade: null }, policy)).toMatchObject({ tolerancePercent: '0', maxDaysPastDue: 30 });
  });

  it('should let no rule give more than the longest terms and the days past due of the grade', () => {
    const rules = [rule('spring', {}, { termsDays: 90, maxDaysPastDue: 60 })];
    expect(settings(rules, { grade: 'D' })).toMatchObject({
      termsDays: 14,
      maxTermsDays: 14,
      maxDaysPastDue: 14,
      because: { termsDays: 'grade', maxTermsDays: 'grade', maxDaysPastDue: 'grade' },
    });
    const stricter = [rule('strict', {}, { termsDays: 7, maxDaysPastDue: 3 })];
    expect(settings(stricter, { grade: 'D' })).toMatchObject({
      termsDays: 7,
      maxDaysPastDue: 3,
      because: { termsDays: 'strict', maxDaysPastDue: 'strict' },
    });
    expect(settings([], { grade: 'D' })).toMatchObject({ termsDays: 14, because: { termsDays: 'grade' } });
  });

  it('should allow a worse grade no more days past due than the policy allows a better one', () => {
    const strict = { maxDaysPastDue: 10 };
    expect(settings([], { grade: 'C' }, strict)).toMatchObject({ maxDaysPastDue: 10 });
    expect(settings([], { grade: 'D' }, strict)).toMatchObject({
      maxDaysPastDue: 10,
      because: { maxDaysPastDue: 'policy' },
    });
    const patient = [rule('patient', {}, { maxDaysPastDue: 60 })];
    expect(settings(patient, { grade: 'C' }, strict)).toMatchObject({ maxDaysPastDue: 60 });
    expect(settings(patient, { grade: 'D' }, strict)).toMatchObject({ maxDaysPastDue: 14 });
  });

  it('should bound orders by a rule in the currency of the account only', () => {
    const rules = [rule('in dollars', {}, { maxOrder: usd(1_00) }), rule('in euros', {}, { maxOrder: eur(2_00) })];
    const policy = { maxOrders: [eur(9_00), { minorUnits: 5n, currency: 'JPY' }] };
    expect(settings(rules, { amount: eur(1) }, policy)).toMatchObject({
      maxOrder: eur(2_00),
      because: { maxOrder: 'in euros' },
    });
    expect(settings([], { amount: eur(1) }, policy).maxOrder).toEqual(eur(9_00));
    expect(settings(rules, {}, policy).maxOrder).toBeNull();
  });
});
