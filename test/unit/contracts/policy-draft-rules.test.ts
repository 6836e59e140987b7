import { describe, expect, it } from 'vitest';
import { draftProblems } from '../../../shared/contracts/policy-draft-rules.ts';
import type { GradeTerms } from '../../../shared/domain/grading/policy.ts';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import type { RuleDocument } from '../../../shared/domain/policy/rules.ts';
import { pathText } from '../../../shared/http/validation.ts';
import { policyErrors } from '../../support/policy-errors.ts';

const good = builtInDocument('EUR');
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const today = '2026-03-31';

type Rule = Pick<RuleDocument, 'when' | 'set'>;
const withRules = (...rules: readonly Rule[]): PolicyDocument => ({
  ...good,
  rules: rules.map((rule, index) => ({ id: `rule-${index}`, ...rule })),
});
const problemsOf = (document: PolicyDocument, base = good) =>
  draftProblems(document, { base, today }).map(({ message, path }) => `${pathText(path)}: ${message}`);

type Terms = Partial<Record<'A' | 'B' | 'C' | 'D' | 'E', Partial<GradeTerms>>>;
const withTerms = (terms: Terms, changes: Partial<PolicyDocument['creditChecks']> = {}): PolicyDocument => {
  const of = (grade: keyof Terms) => ({ ...good.grading.grades[grade], ...terms[grade] });
  const grades = { A: of('A'), B: of('B'), C: of('C'), D: of('D'), E: of('E') };
  return { ...good, creditChecks: { ...good.creditChecks, ...changes }, grading: { ...good.grading, grades } };
};

describe('a draft', () => {
  it('should be accepted when it is the built-in policy', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  it.each<[string, Rule, string]>([
    [
      'longer terms than the grade of its customers has',
      { when: { grades: ['D'] }, set: { termsDays: 60 } },
      'rules[0].set.termsDays: must be at most 14, the maxTermsDays of grade D: more never counts',
    ],
    [
      'more days past due than any of the grades of its customers has',
      { when: { grades: ['E', 'D'] }, set: { maxDaysPastDue: 15 } },
      'rules[0].set.maxDaysPastDue: must be at most 14, the maxDaysPastDue of grade D: more never counts',
    ],
    [
      'a largest order above all that it is for',
      { when: { amountUpTo: eur('100.00') }, set: { maxOrder: eur('200.00') } },
      'rules[0].set.maxOrder.amount: must be less than 100.00, which is amountUpTo: it never counts, for no order that the rule is for is larger',
    ],
    [
      'a largest order as large as all that it is for',
      { when: { amountUpTo: eur('100.00') }, set: { maxOrder: eur('100.00') } },
      'rules[0].set.maxOrder.amount: must be less than 100.00, which is amountUpTo: it never counts, for no order that the rule is for is larger',
    ],
    [
      'a campaign that was over yesterday',
      { when: { to: '2026-03-30' }, set: { termsDays: 60 } },
      'rules[0].when.to: must not be before today, 2026-03-31: never counts, as the campaign is over already',
    ],
  ])('should be refused with %s', (_what, rule, told) => {
    const document = withRules(rule);
    expect(problemsOf(document)).toEqual([told]);
    expect(policyErrors(document)).toEqual([]);
  });

  it.each<[string, Rule]>([
    ['terms as long as the grade has', { when: { grades: ['D'] }, set: { termsDays: 14, maxDaysPastDue: 14 } }],
    ['one of its grades without a bound', { when: { grades: ['C', 'D'] }, set: { termsDays: 60, maxDaysPastDue: 60 } }],
    ['customers of whichever grade, or of none', { when: {}, set: { termsDays: 60, maxDaysPastDue: 60 } }],
    [
      'a largest order among those that it is for',
      { when: { amountUpTo: eur('100.00') }, set: { maxOrder: eur('99.99') } },
    ],
    ['a campaign that ends today', { when: { to: today }, set: { termsDays: 60 } }],
  ])('should be accepted with %s', (_what, rule) => {
    expect(problemsOf(withRules(rule))).toEqual([]);
  });

  it('should be accepted with a largest order that spares its orders the bound of the policy or of another rule', () => {
    const spare = (amount: string): Rule => ({ when: { amountUpTo: eur('100.00') }, set: { maxOrder: eur(amount) } });
    const maxOrders = [eur('50.00')];
    const of = (document: PolicyDocument) =>
      problemsOf({ ...document, creditChecks: { ...good.creditChecks, maxOrders } });
    expect(of(withRules(spare('100.00')))).toEqual([]);
    expect(of(withRules(spare('500.00')))).toEqual([]);
    expect(problemsOf(withRules(spare('100.00'), { when: {}, set: { maxOrder: eur('50.00') } }))).toEqual([]);
  });

  it('should keep campaigns of the policy in force that are over, unless they end on another day', () => {
    const over = withRules({ when: { from: '2026-01-01', to: '2026-01-31' }, set: { termsDays: 60 } });
    expect(problemsOf(over, over)).toEqual([]);
    const moved = withRules({ when: { from: '2026-01-01', to: '2026-02-28' }, set: { termsDays: 60 } });
    expect(problemsOf(moved, over)).toEqual([expect.stringContaining('rules[0].when.to')]);
  });

  it('should be refused for nothing that is in force already and unchanged, wherever its rule stands now', () => {
    const idle: Rule = { when: { grades: ['D'] }, set: { termsDays: 60 } };
    const inForce = { ...withTerms({ E: { maxTermsDays: null } }), rules: withRules(idle).rules };
    const other = {
      ...withRules({ when: {}, set: { termsDays: 20 } }).rules[0],
      id: 'other',
    } as (typeof inForce.rules)[number];
    expect(problemsOf({ ...inForce, rules: [other, ...inForce.rules] }, inForce)).toEqual([]);
    const worse = withRules({ ...idle, set: { termsDays: 61 } }).rules;
    expect(problemsOf({ ...inForce, rules: worse }, inForce)).toEqual([
      'rules[0].set.termsDays: must be at most 14, the maxTermsDays of grade D: more never counts',
    ]);
  });

  it.each<[string, Terms, Partial<PolicyDocument['creditChecks']>, string]>([
    ['longer terms', { E: { maxTermsDays: 90 } }, {}, 'E.maxTermsDays: must be at most the 14 of grade D'],
    ['terms without a bound', { E: { maxTermsDays: null } }, {}, 'E.maxTermsDays: must be at most the 14 of grade D'],
    ['more days past due', { E: { maxDaysPastDue: 15 } }, {}, 'E.maxDaysPastDue: must be at most the 14 of grade D'],
    [
      'a larger tolerance',
      { E: { tolerancePercent: '0.5' } },
      {},
      'E.tolerancePercent: must be at most the 0 of grade D',
    ],
    [
      'the tolerance of the policy',
      { B: { tolerancePercent: '2' } },
      { tolerancePercent: '5' },
      'C.tolerancePercent: must be at most the 2 of grade B',
    ],
  ])('should be refused when a worse grade is given %s', (_what, terms, changes, told) => {
    const document = withTerms(terms, changes);
    expect(problemsOf(document)).toEqual([`grading.grades.${told}: no worse grade is given more`]);
    expect(policyErrors(document)).toEqual([]);
  });

  it('should be refused when a rule gives a worse grade more than a better one may have', () => {
    const document = withTerms({ A: { maxDaysPastDue: 60 } });
    const rule: Rule = { when: {}, set: { maxDaysPastDue: 90 } };
    const rules = (when: Rule['when']) => withRules({ ...rule, when }).rules;
    expect(problemsOf(document)).toEqual([]);
    expect(problemsOf({ ...document, rules: rules({ grades: ['A'] }) })).toEqual([
      'rules[0].set.maxDaysPastDue: must be at most 60, the maxDaysPastDue of grade A: more never counts',
    ]);
    expect(problemsOf({ ...document, rules: rules({ segments: ['KEY'] }) })).toEqual([
      'grading.grades.B.maxDaysPastDue: must be at most the 60 of grade A: no worse grade is given more',
    ]);
  });

  it.each([0, 10, 13, 14, 90])(
    'should be accepted when nothing but the days past due of the policy are now %i',
    (days) => {
      expect(problemsOf(withTerms({}, { maxDaysPastDue: days }))).toEqual([]);
    },
  );

  it('should be accepted when better grades are given more', () => {
    const terms: Terms = {
      A: { maxTermsDays: 90, maxDaysPastDue: 60, tolerancePercent: '10' },
      B: { maxTermsDays: 60, maxDaysPastDue: 45, tolerancePercent: '5' },
      C: { maxTermsDays: 60, maxDaysPastDue: 30 },
    };
    expect(problemsOf(withTerms(terms, { tolerancePercent: '5' }))).toEqual([]);
  });
});
