import { describe, expect, it } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import type { RuleDocument } from '../../../shared/domain/policy/rules.ts';
import { policyErrors } from '../../support/policy-errors.ts';

const good = builtInDocument('EUR');
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const usd = (amount: string) => ({ amount, currency: 'USD' });

type Rule = Pick<RuleDocument, 'when' | 'set'>;
const named = (rules: readonly Rule[]): readonly RuleDocument[] =>
  rules.map((rule, index) => ({ id: `rule-${index}`, ...rule }));
const withRules = (...rules: readonly Rule[]): PolicyDocument => ({ ...good, rules: named(rules) });
const sets = { termsDays: 45 } as const;

describe('a rule that never matches', () => {
  it.each<[string, Rule, string, RegExp]>([
    [
      'a campaign that ends before it begins',
      { when: { from: '2026-05-02', to: '2026-05-01' }, set: sets },
      'rules[0].when.to',
      /^must not be before 2026-05-02: the rule would never match$/,
    ],
    [
      'an amount that is above and up to the same',
      { when: { amountAbove: eur('1000.00'), amountUpTo: eur('1000.00') }, set: sets },
      'rules[0].when.amountUpTo.amount',
      /^must be more than 1000.00, which is amountAbove: the rule would never match$/,
    ],
    [
      'amounts of two currencies',
      { when: { amountAbove: eur('1.00'), amountUpTo: usd('2.00') }, set: sets },
      'rules[0].when.amountUpTo.currency',
      /^must be EUR, as in amountAbove/,
    ],
    [
      'a largest order in another currency than its orders',
      { when: { amountAbove: eur('1.00') }, set: { maxOrder: usd('2.00') } },
      'rules[0].set.maxOrder.currency',
      /^must be EUR, the currency of the orders/,
    ],
    ['nothing to set', { when: {}, set: {} }, 'rules[0].set', /^must set something: the rule would never count$/],
    [
      'a strategy that is not there',
      { when: {}, set: { strategy: 'gentle' } },
      'rules[0].set.strategy',
      /^must be one of collections.strategies: standard$/,
    ],
    [
      'a level that is not there',
      { when: {}, set: { requiredLevel: 4 } },
      'rules[0].set.requiredLevel',
      /^must be at most 3, the highest level of the matrices: nobody would approve$/,
    ],
    [
      'a strategy for large orders',
      { when: { amountAbove: eur('1.00') }, set: { strategy: 'standard' } },
      'rules[0].set.strategy',
      /^never counts: customers are chased whatever they order/,
    ],
    [
      'a level for a product category',
      { when: { productCategories: ['machines'] }, set: { requiredLevel: 2 } },
      'rules[0].set.requiredLevel',
      /^never counts: it is asked for without an order/,
    ],
    [
      'a grade that is named twice',
      { when: { grades: ['A', 'A'] }, set: sets },
      'rules[0].when.grades[1]',
      /^is there already$/,
    ],
  ])('should be refused with %s', (_what, rule, path, message) => {
    expect(policyErrors(withRules(rule))).toEqual([[path, expect.stringMatching(message)]]);
  });

  it('should be refused when all of its segments get no credit, unless it says how they are chased', () => {
    const noCredit = { ...good.creditChecks, segmentsWithoutCredit: ['kiosk', 'private'] };
    const of = (rule: Rule) => policyErrors({ ...withRules(rule), creditChecks: noCredit });
    expect(of({ when: { segments: ['kiosk'] }, set: sets })).toEqual([
      ['rules[0].when.segments', expect.stringMatching(/^never counts: creditChecks.segmentsWithoutCredit has all/)],
    ]);
    expect(of({ when: { segments: ['kiosk', 'trade'] }, set: sets })).toEqual([]);
    expect(of({ when: { segments: ['kiosk'] }, set: { strategy: 'standard' } })).toEqual([]);
  });

  it('should be refused when its id is that of a rule before', () => {
    const [first] = named([{ when: { grades: ['A'] }, set: sets }]);
    const rules = first ? [first, { ...first, when: { grades: ['B' as const] } }] : [];
    expect(policyErrors({ ...good, rules })).toEqual([
      ['rules[1].id', 'must be another id than that of a rule before'],
    ]);
  });
});

describe('a rule after others', () => {
  const shadow = (by: string) => [
    expect.any(String),
    `never counts: ${by} matches whatever it matches and sets the same`,
  ];

  it.each<[string, readonly Rule[], string]>([
    ['the very same', [{ when: { regions: ['north'] }, set: sets }], 'rules[0]'],
    ['one without conditions', [{ when: {}, set: { ...sets, tolerancePercent: '5' } }], 'rules[0]'],
    [
      'a wider one that is not the first',
      [
        { when: { segments: ['trade'] }, set: { tolerancePercent: '5' } },
        { when: { regions: ['north', 'south'] }, set: sets },
      ],
      'rules[1]',
    ],
  ])('should be refused when %s sets what it sets', (_what, before, by) => {
    expect(policyErrors(withRules(...before, { when: { regions: ['north'] }, set: { termsDays: 60 } }))).toEqual([
      shadow(by),
    ]);
  });

  it('should be refused when several together leave nothing for it', () => {
    const byAmount = withRules(
      { when: { amountUpTo: eur('1000.00') }, set: sets },
      { when: { amountAbove: eur('1000.00') }, set: sets },
      { when: { grades: ['A'], amountAbove: eur('500.00'), amountUpTo: eur('2000.00') }, set: sets },
    );
    const together = 'never counts: rules[0] and rules[1] together match whatever it matches and set the same';
    expect(policyErrors(byAmount)).toEqual([['rules[2]', together]]);
    const byDay = withRules(
      { when: { to: '2026-05-31' }, set: sets },
      { when: { from: '2026-06-01' }, set: sets },
      { when: { segments: ['trade'] }, set: sets },
    );
    expect(policyErrors(byDay)).toEqual([['rules[2]', together]]);
    const bySetting = withRules(
      { when: {}, set: { termsDays: 30 } },
      { when: {}, set: { tolerancePercent: '5' } },
      { when: { grades: ['A'] }, set: { termsDays: 45, tolerancePercent: '7' } },
    );
    expect(policyErrors(bySetting)).toEqual([['rules[2]', together]]);
  });

  it.each<[string, readonly Rule[]]>([
    [
      'one setting of it counts',
      [
        { when: {}, set: { termsDays: 30 } },
        { when: { grades: ['A'] }, set: { termsDays: 45, tolerancePercent: '5' } },
      ],
    ],
    [
      'customers without a grade are left',
      [
        { when: { grades: ['A', 'B', 'C', 'D', 'E'] }, set: sets },
        { when: {}, set: sets },
      ],
    ],
    [
      'orders in other currencies are left',
      [
        { when: { amountUpTo: eur('1000.00') }, set: sets },
        { when: { amountAbove: eur('1000.00') }, set: sets },
        { when: {}, set: sets },
      ],
    ],
    [
      'a cent between them is left',
      [
        { when: { amountUpTo: eur('999.99') }, set: sets },
        { when: { amountAbove: eur('1000.00') }, set: sets },
        { when: { amountAbove: eur('500.00'), amountUpTo: eur('2000.00') }, set: sets },
      ],
    ],
    [
      'a day between them is left',
      [
        { when: { to: '2026-05-30' }, set: sets },
        { when: { from: '2026-06-01' }, set: sets },
        { when: { segments: ['trade'] }, set: sets },
      ],
    ],
    [
      'the largest order of another currency is meant',
      [
        { when: {}, set: { maxOrder: eur('1000.00') } },
        { when: {}, set: { maxOrder: usd('1000.00') } },
      ],
    ],
    [
      'it is the wider one that comes later',
      [
        { when: { segments: ['trade'], grades: ['A'] }, set: sets },
        { when: { segments: ['trade'] }, set: sets },
      ],
    ],
    [
      'its amounts are in a currency that nobody has',
      [{ when: { amountAbove: { amount: '5', currency: 'JPY' } }, set: sets }],
    ],
  ])('should be accepted when %s', (_what, rules) => {
    expect(policyErrors(withRules(...rules))).toEqual([]);
  });

  it('should be looked through quickly, however many there are and however they overlap', () => {
    const rules = Array.from({ length: 200 }, (_, index) => ({
      when: {
        segments: [`s${index}`, `s${index + 1}`, `s${(index * 7) % 50}`],
        regions: [`r${index % 13}`, `r${index % 5}`],
        industries: [`i${index % 3}`],
        amountAbove: eur(`${(index * 37) % 90}.00`),
        amountUpTo: eur(`${100 + ((index * 53) % 900)}.00`),
      },
      set: { termsDays: 1 + (index % 300), tolerancePercent: '1', earlyPaymentDiscountPercent: '2' },
    }));
    const began = performance.now();
    expect(Array.isArray(policyErrors(withRules(...rules)))).toBe(true);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('a strategy without conditions before the last one', () => {
  const steps = good.collections.strategies[0]?.steps ?? [];
  const collections = {
    ...good.collections,
    strategies: [
      { name: 'gentle', steps },
      { name: 'rest', steps },
    ],
  };

  it('should be accepted when a rule names it, and only then', () => {
    const rules = named([{ when: { segments: ['public'] }, set: { strategy: 'gentle' } }]);
    expect(policyErrors({ ...good, collections, rules })).toEqual([]);
    expect(policyErrors({ ...good, collections })).toEqual([
      ['collections.strategies[0].grades', expect.stringMatching(/^is required, or segments/)],
    ]);
  });
});
