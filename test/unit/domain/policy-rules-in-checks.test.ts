import { describe, expect, it } from 'vitest';
import type { OrderHabit } from '../../../shared/domain/account/account.ts';
import { type CreditPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import type { PolicyRule } from '../../../shared/domain/policy/rules.ts';
import { money } from '../../../shared/money.ts';
import { type Asked, anAccount, codesOf, decide } from '../../support/accounts.ts';
import { releaseOf } from '../../support/check-situations.ts';
import { eur } from '../../support/movements.ts';

const rule = (id: string, when: PolicyRule['when'], set: PolicyRule['set']): PolicyRule => ({ id, when, set });

const byRules = (rules: readonly PolicyRule[], asked: Asked = {}, policy: Partial<CreditPolicy> = {}) =>
  decide({ ...asked, policy: { ...defaultPolicy, ...policy, rules } });

/** Agreed nothing of its own: the policy's terms hold. */
const open = anAccount({ paymentTermsDays: null });

describe('terms', () => {
  const campaign = rule(
    'spring',
    { productCategories: ['SEEDS'], from: '2026-03-01', to: '2026-03-31' },
    {
      termsDays: 60,
      earlyPaymentDiscountPercent: '2',
    },
  );

  it('should be those of a campaign for its product category, while it lasts', () => {
    const seeds = byRules([campaign], { account: open, check: { productCategory: 'SEEDS' } });
    expect(seeds).toMatchObject({
      termsDays: 60,
      earlyPaymentDiscountPercent: '2',
      because: { termsDays: 'spring', earlyPaymentDiscountPercent: 'spring' },
    });
    const tools = byRules([campaign], { account: open, check: { productCategory: 'TOOLS' } });
    expect(tools).toMatchObject({ termsDays: 30, earlyPaymentDiscountPercent: null, because: {} });
    const later = { now: '2026-04-01T09:00:00.000Z', today: '2026-04-01' };
    const over = byRules([campaign], { account: open, check: { productCategory: 'SEEDS' }, moment: later });
    expect(over.termsDays).toBe(30);
  });

  it('should let the order ask for as many days as a rule gives, and name the rule when it asks for more', () => {
    const ask = (termsDays: number) =>
      byRules([campaign], { account: open, check: { productCategory: 'SEEDS', termsDays } });
    expect(ask(60).outcome).toBe('APPROVED');
    expect(ask(61).reasons).toEqual([
      {
        code: 'TERMS_TOO_LONG',
        message: 'Terms of 61 days were asked; 60 are agreed.',
        facts: { askedDays: 61, agreedDays: 60, rule: 'spring' },
      },
    ]);
    expect(ask(61).counterOffer).toEqual({ termsDays: 60 });
  });

  it("should be the customer's own before those of a rule, and never longer than the grade's", () => {
    const agreed = anAccount({ paymentTermsDays: 20 });
    expect(byRules([rule('all', {}, { termsDays: 60 })], { account: agreed }).termsDays).toBe(20);
    const bad = anAccount({ paymentTermsDays: 30, grade: 'D' });
    const decision = byRules([], { account: bad, check: { termsDays: 30 } });
    expect(decision).toMatchObject({ outcome: 'REFERRED', termsDays: 14, because: { termsDays: 'grade' } });
    expect(decision.reasons[0]).toMatchObject({
      message: 'Terms of 30 days were asked; 14 are the most for grade D.',
      facts: { askedDays: 30, agreedDays: 14, grade: 'D' },
    });
  });

  it('should give the discount of a good grade', () => {
    const { grading } = defaultPolicy;
    const grades = { ...grading.grades, A: { ...grading.grades.A, earlyPaymentDiscountPercent: '3' } };
    const policy = { grading: { ...grading, grades } };
    expect(byRules([], { account: anAccount({ grade: 'A' }) }, policy).earlyPaymentDiscountPercent).toBe('3');
    expect(byRules([], { account: anAccount({ grade: 'B' }) }, policy).earlyPaymentDiscountPercent).toBeNull();
  });
});

describe('a rule of the policy', () => {
  it('should put an order to a person, or not sell it on credit at all, by its name', () => {
    const when = { regions: ['US'], amountAbove: eur(50_00) };
    const referred = byRules([rule('far-away', when, { outcome: 'REFERRED' })], {
      account: anAccount({ region: 'US' }),
    });
    expect(referred).toMatchObject({ outcome: 'REFERRED', because: { outcome: 'far-away' } });
    expect(referred.reasons).toEqual([
      {
        code: 'SEGMENT_NOT_ALLOWED',
        message: "By rule 'far-away' a person decides on such an order.",
        facts: { rule: 'far-away' },
      },
    ]);
    const declined = byRules([rule('no-credit', {}, { outcome: 'DECLINED' })]);
    expect(declined.outcome).toBe('DECLINED');
    expect(declined.trace.find((step) => step.rule === 'policy-rule')?.outcome).toBe('DECLINED');
    expect(byRules([rule('far-away', when, { outcome: 'REFERRED' })]).outcome).toBe('APPROVED');
  });

  it('should be overruled by approvers where it asks for a person, not where it declines', () => {
    const account = anAccount({ releases: [releaseOf(eur(100_00))] });
    const referred = byRules([rule('ask', {}, { outcome: 'REFERRED' })], { account });
    expect(codesOf(referred)).toEqual(['RELEASED_BY_APPROVAL']);
    expect(byRules([rule('never', {}, { outcome: 'DECLINED' })], { account }).outcome).toBe('DECLINED');
  });

  it('should bound the size of an order in place of the policy', () => {
    const rules = [rule('small', { productCategories: ['SEEDS'] }, { maxOrder: eur(99_99) })];
    const policy = { maxOrders: [eur(500_00)] };
    const decision = byRules(rules, { check: { productCategory: 'SEEDS' } }, policy);
    expect(decision.reasons[0]).toMatchObject({
      code: 'ORDER_TOO_LARGE',
      facts: { maximumOrder: { amount: '99.99', currency: 'EUR' }, rule: 'small' },
    });
    expect(byRules(rules, {}, policy).outcome).toBe('APPROVED');
  });

  it('should say how late is too late, and the grade before it', () => {
    const late = { oldestOpenDueOn: '2026-02-10' };
    const rules = [rule('patient', {}, { maxDaysPastDue: 60 }), rule('strict', {}, { maxDaysPastDue: 1 })];
    expect(byRules(rules, { account: anAccount(late) }).outcome).toBe('APPROVED');
    const bad = byRules(rules, { account: anAccount({ ...late, grade: 'D' }) });
    expect(bad.reasons[0]).toMatchObject({ code: 'OVERDUE', facts: { allowedDaysPastDue: 14, grade: 'D' } });
  });

  it('should let the exposure pass the limit by its tolerance, of the customer and of its group', () => {
    const rules = [rule('trusted', { segments: ['RETAIL'] }, { tolerancePercent: '10' })];
    expect(byRules(rules, { account: anAccount({ openReceivables: 1_000_00n }) }).outcome).toBe('APPROVED');
    expect(byRules(rules, { account: anAccount({ openReceivables: 1_000_01n }) }).reasons[0]).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      facts: { tolerancePercent: '10', rule: 'trusted' },
    });
    const group = anAccount({ customerId: 'HOLDING', groupExposure: 1_000_00n, segment: 'RETAIL' });
    expect(byRules(rules, { group })).toMatchObject({ outcome: 'APPROVED', groupBound: 1_100_00n });
    const other = anAccount({ customerId: 'HOLDING', groupExposure: 1_000_00n, segment: 'TRADE' });
    expect(byRules(rules, { group: other })).toMatchObject({ outcome: 'REFERRED', groupBound: 1_000_00n });
  });

  it('should offer a smaller amount by the rules for smaller amounts', () => {
    const rules = [rule('little', { amountUpTo: eur(20_00) }, { tolerancePercent: '5' })];
    const decision = byRules(rules, { account: anAccount({ openReceivables: 1_000_00n }) });
    expect(decision.counterOffer).toEqual({ maxAmount: eur(20_00), prepay: eur(100_00) });
    const full = byRules(rules, { account: anAccount({ openReceivables: 1_040_00n }) });
    expect(full.counterOffer).toEqual({ maxAmount: eur(10_00), prepay: eur(140_00) });
  });
});

describe('an unusual order', () => {
  /** Twenty invoices of 10.00 in a hundred days: 2.00 a day. */
  const habit = {
    ...{ invoices: 20, invoiced: 200_00n, since: '2025-11-23' },
    ...{ orders: 20, ordersWorth: 200_00n, orderedOn: null, ordered: 0n },
  };
  const order = (minorUnits: number, changes: Partial<OrderHabit> = {}) => ({
    account: anAccount({ habit: { ...habit, ...changes } }),
    check: { amount: eur(minorUnits) },
  });

  it('should carry a warning when it is many times as large as usual', () => {
    expect(decide(order(50_00)).reasons).toEqual([]);
    const decision = decide(order(50_01));
    expect(decision.outcome).toBe('APPROVED');
    expect(decision.reasons).toEqual([
      {
        code: 'UNUSUAL_ORDER',
        message: "The order is worth more than 5 times the customer's average invoice.",
        facts: {
          order: { amount: '50.01', currency: 'EUR' },
          averageInvoice: { amount: '10.00', currency: 'EUR' },
          timesAverage: '5',
        },
      },
    ]);
  });

  it('should be measured by the orders of whoever is shipped them in parts', () => {
    const inParts = { orders: 2, ordersWorth: 200_00n };
    expect(decide(order(500_00, inParts)).reasons.map(({ code }) => code)).not.toContain('UNUSUAL_ORDER');
    expect(decide(order(500_01, inParts)).reasons.find(({ code }) => code === 'UNUSUAL_ORDER')).toMatchObject({
      message: "The order is worth more than 5 times the customer's average order.",
      facts: { averageInvoice: { amount: '10.00' }, averageOrder: { amount: '100.00' } },
    });
    const larger = { orders: 20, ordersWorth: 100_00n };
    expect(decide(order(50_00, larger)).reasons).toEqual([]);
    expect(decide(order(50_01, larger)).reasons[0]?.facts).not.toHaveProperty('averageOrder');
  });

  it('should carry a warning when much more is ordered in a day than usual', () => {
    const today = { orderedOn: '2026-03-02', ordered: 42_00n };
    expect(decide(order(8_00, today)).reasons).toEqual([]);
    expect(decide(order(8_01, today)).reasons[0]).toMatchObject({
      code: 'UNUSUAL_ORDER',
      message:
        'With this order more than 10 times of an average day was ordered today, and more than 5 times the average invoice.',
      facts: { orderedToday: { amount: '50.01' }, averageDay: { amount: '2.00' }, timesDailyPace: '10' },
    });
    expect(decide(order(8_01, { ...today, orderedOn: '2026-03-01' })).reasons).toEqual([]);
  });

  it('should be no matter of pace when the orders of the day are together no larger than one may be', () => {
    // An invoice in ten days: the second half of a usual order is five average days already.
    const seldom = { invoices: 10, invoiced: 1_000_00n, orders: 10, ordersWorth: 1_000_00n };
    const today = { ...seldom, orderedOn: '2026-03-02' };
    expect(decide(order(60_00, { ...today, ordered: 60_00n })).reasons).toEqual([]);
    expect(decide(order(10_00, { ...today, ordered: 490_00n })).reasons).toEqual([]);
    expect(codesOf(decide(order(10_01, { ...today, ordered: 490_00n })))).toContain('UNUSUAL_ORDER');
  });

  it('should go on to be measured by its pace where an average day brings many invoices', () => {
    const often = { invoices: 2_000, invoiced: 20_000_00n, orders: 2_000, ordersWorth: 20_000_00n };
    expect(decide(order(10_00, { ...often, orderedOn: '2026-03-02', ordered: 500_00n })).reasons).toEqual([]);
  });

  it('should be no matter of pace when nothing else was ordered that day', () => {
    expect(decide(order(45_00)).reasons).toEqual([]);
  });

  it('should be none before there is a habit, or where the policy knows none', () => {
    expect(decide(order(90_00, { invoices: 9, invoiced: 90_00n })).reasons).toEqual([]);
    expect(decide({ ...order(90_00), policy: { ...defaultPolicy, unusualOrder: null } }).reasons).toEqual([]);
    expect(decide({ account: anAccount(), check: { amount: eur(90_00) } }).reasons).toEqual([]);
  });

  it('should be put to a person where the policy says so, and approvers may release it', () => {
    const bounds = { timesAverage: '5', timesDailyPace: '10', minimumInvoices: 10, action: 'REFER' as const };
    const policy = { ...defaultPolicy, unusualOrder: bounds };
    expect(decide({ ...order(60_00), policy })).toMatchObject({ outcome: 'REFERRED', counterOffer: null });
    const account = anAccount({ habit, releases: [releaseOf(eur(60_00))] });
    expect(codesOf(decide({ account, check: { amount: eur(60_00) }, policy }))).toEqual(['RELEASED_BY_APPROVAL']);
  });

  it('should compare what an order is worth in the currency of the account', () => {
    const fx = { from: 'USD', to: 'EUR', rate: '0.5', numerator: '1', denominator: '2', date: '2026-03-02' };
    const inDollars = (minorUnits: bigint) => ({ ...order(0), check: { amount: money(minorUnits, 'USD') }, fx });
    expect(codesOf(decide(inDollars(100_00n)))).toEqual([]);
    expect(codesOf(decide(inDollars(100_02n)))).toEqual(['UNUSUAL_ORDER']);
  });
});
