import type { BusinessDate } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { Account, Grade } from '../account/account.ts';
import { grades } from '../grading/grade.ts';
import type { GradeTerms } from '../grading/policy.ts';
import type { CreditPolicy } from './policy.ts';
import type { PolicyRule, RuleSettings } from './rules.ts';

type CustomerFacts = Pick<Account, 'segment' | 'region' | 'industry' | 'grade'>;

/** Whom and what rules are matched on. No condition holds on what is not known: `null`, or left out. */
export interface Matched extends CustomerFacts {
  readonly productCategory?: string | undefined;
  /** What the order is worth, in the currency of the account. */
  readonly amount?: Money | null | undefined;
  /** The environment's business date, by which campaigns begin and end. */
  readonly today: BusinessDate;
}

/** What rules are matched on of a customer. */
export const factsOfCustomer = ({ grade, industry, region, segment }: CustomerFacts): CustomerFacts => ({
  segment,
  region,
  industry,
  grade,
});

/** Where a setting comes from: the id of a rule, the terms of the customer's `grade`, or the rest of the `policy`. */
export type Because = string;

/** What stands in the place of a rule's id, and is therefore none; `customer` is what was agreed with the customer alone. */
export const reservedIds: readonly string[] = ['grade', 'policy', 'customer'];

/** What the whole policy says for a customer, and for an order where there is one. */
export interface Settings {
  /** Terms where the customer has none agreed; never longer than `maxTermsDays`. */
  readonly termsDays: number;
  /** The longest terms of the customer's grade, agreed ones too; `null`: any. */
  readonly maxTermsDays: number | null;
  readonly earlyPaymentDiscountPercent: string | null;
  readonly tolerancePercent: string;
  readonly maxDaysPastDue: number;
  /** Larger orders are referred; in the currency of the account. `null` also where no order is asked about. */
  readonly maxOrder: Money | null;
  /** What a rule makes of the order, whatever else is said. */
  readonly outcome: 'REFERRED' | 'DECLINED' | null;
  /** Requests go up to this level of the matrix at least. */
  readonly requiredLevel: number | null;
  /** Name of the collection strategy; `null`: the first of the policy's that matches. */
  readonly strategy: string | null;
  readonly because: Readonly<Record<Exclude<keyof Settings, 'because'>, Because>>;
}

/** A condition on one of several names: none holds for everybody, and what is not known is none of them. */
const isOneOf = (names: readonly string[] | undefined, name: string | null | undefined): boolean =>
  names === undefined || (name !== null && name !== undefined && names.includes(name));

/** Bounds are compared in their own currency only, so that no exchange rate moves a rule. */
const isWithin = ({ amountAbove, amountUpTo }: PolicyRule['when'], amount: Money | null | undefined): boolean => {
  const isComparable = (bound: Money) => amount?.currency === bound.currency;
  if (amountAbove && !(amount && isComparable(amountAbove) && amount.minorUnits > amountAbove.minorUnits)) return false;
  return !amountUpTo || (!!amount && isComparable(amountUpTo) && amount.minorUnits <= amountUpTo.minorUnits);
};

/** Whether every condition of a rule holds. */
export const matches = ({ when }: PolicyRule, facts: Matched): boolean =>
  // First, since it is told soonest: large policies go by the amount.
  isWithin(when, facts.amount) &&
  isOneOf(when.segments, facts.segment) &&
  isOneOf(when.regions, facts.region) &&
  isOneOf(when.industries, facts.industry) &&
  isOneOf(when.productCategories, facts.productCategory) &&
  isOneOf(when.grades, facts.grade) &&
  (when.from === undefined || when.from <= facts.today) &&
  (when.to === undefined || facts.today <= when.to);

/** The rules that match an order if its amount is not looked at, each with what it says of the amount alone. */
export const rulesByAmount = ({ rules }: Pick<CreditPolicy, 'rules'>, facts: Matched): readonly PolicyRule[] =>
  rules.flatMap((rule) => {
    const { amountAbove, amountUpTo, ...others } = rule.when;
    if (!matches({ ...rule, when: others }, facts)) return [];
    return [{ ...rule, when: { ...(amountAbove && { amountAbove }), ...(amountUpTo && { amountUpTo }) } }];
  });

/**
 * The amounts, in minor units of a currency, at which the settings of an order may change if nothing but its amount
 * does: settings hold for amounts above one of these and up to the next.
 */
export const amountBounds = (policy: CreditPolicy, facts: Matched, currency: string): readonly bigint[] => {
  const bounds = rulesByAmount(policy, facts).flatMap(({ when }) => [when.amountAbove, when.amountUpTo]);
  return bounds.flatMap((bound) => (bound?.currency === currency ? [bound.minorUnits] : []));
};

interface Said<T> {
  readonly value: T;
  readonly because: Because;
}

type RuleSetting = keyof RuleSettings<Money>;

/** What the first of the rules that speaks of a setting says. */
const saidByRules = <K extends RuleSetting>(
  rules: readonly PolicyRule[],
  name: K,
): Said<NonNullable<PolicyRule['set'][K]>> | null => {
  for (const { id, set } of rules) {
    const value = set[name];
    if (value !== undefined) return { value: value as NonNullable<PolicyRule['set'][K]>, because: id };
  }
  return null;
};

const byGrade = <T>(value: T | null | undefined): Said<T> | null =>
  value === null || value === undefined ? null : { value, because: 'grade' };

const byPolicy = <T>(value: T): Said<T> => ({ value, because: 'policy' });

/** What holds, and not more than the grade allows: a rule does not loosen what a bad grade has tightened. */
const atMost = (said: Said<number>, bound: Said<number> | null): Said<number> =>
  bound && bound.value < said.value ? bound : said;

/**
 * The days past due, not more than the grade allows. Where no rule speaks of them and a better grade leaves them to the policy, not more than
 * the policy gives either: who makes it stricter makes it stricter for the worst too.
 */
const daysPastDueFor = (
  { grading, maxDaysPastDue }: CreditPolicy,
  grade: Grade | null,
  byRules: Said<number> | null,
): Said<number> => {
  const usual = byRules ?? byPolicy(maxDaysPastDue);
  const allowed = byGrade(grade && grading.grades[grade].maxDaysPastDue);
  if (allowed === null) return usual;
  const better = grades.slice(0, grades.indexOf(grade as Grade));
  const isLeftToThePolicy = better.some((letter) => grading.grades[letter].maxDaysPastDue === null);
  return byRules || isLeftToThePolicy ? atMost(usual, allowed) : allowed;
};

/** Rules speak of a largest order to the customers of its currency. */
const largestOrder = (
  policy: CreditPolicy,
  rules: readonly PolicyRule[],
  currency: string | undefined,
): Said<Money | null> => {
  const inCurrency = rules.filter(({ set }) => set.maxOrder?.currency === currency);
  const ofPolicy = policy.maxOrders.find((maximum) => maximum.currency === currency) ?? null;
  return (currency === undefined ? null : saidByRules(inCurrency, 'maxOrder')) ?? byPolicy(ofPolicy);
};

/**
 * What the policy says for a customer and an order: of each setting what the first rule says that matches and speaks of
 * it, else the terms of the customer's grade, else the rest of the policy. The longest terms and the days past due of
 * the grade bound what rules say. An ungraded customer has no terms of a grade.
 */
export const settingsFor = (policy: CreditPolicy, facts: Matched): Settings => {
  const rules = policy.rules.filter((rule) => matches(rule, facts));
  const grade: GradeTerms | null = facts.grade && policy.grading.grades[facts.grade];
  const longest = byGrade(grade?.maxTermsDays);
  const said = {
    termsDays: atMost(saidByRules(rules, 'termsDays') ?? byPolicy(policy.defaultTermsDays), longest),
    maxTermsDays: longest ?? byPolicy(null),
    earlyPaymentDiscountPercent:
      saidByRules(rules, 'earlyPaymentDiscountPercent') ??
      byGrade(grade?.earlyPaymentDiscountPercent) ??
      byPolicy(null),
    tolerancePercent:
      saidByRules(rules, 'tolerancePercent') ?? byGrade(grade?.tolerancePercent) ?? byPolicy(policy.tolerancePercent),
    maxDaysPastDue: daysPastDueFor(policy, facts.grade, saidByRules(rules, 'maxDaysPastDue')),
    maxOrder: largestOrder(policy, rules, facts.amount?.currency),
    outcome: saidByRules(rules, 'outcome') ?? byPolicy(null),
    requiredLevel: saidByRules(rules, 'requiredLevel') ?? byPolicy(null),
    strategy: saidByRules(rules, 'strategy') ?? byPolicy(null),
  };
  return {
    termsDays: said.termsDays.value,
    maxTermsDays: said.maxTermsDays.value,
    earlyPaymentDiscountPercent: said.earlyPaymentDiscountPercent.value,
    tolerancePercent: said.tolerancePercent.value,
    maxDaysPastDue: said.maxDaysPastDue.value,
    maxOrder: said.maxOrder.value,
    outcome: said.outcome.value,
    requiredLevel: said.requiredLevel.value,
    strategy: said.strategy.value,
    because: {
      termsDays: said.termsDays.because,
      maxTermsDays: said.maxTermsDays.because,
      earlyPaymentDiscountPercent: said.earlyPaymentDiscountPercent.because,
      tolerancePercent: said.tolerancePercent.because,
      maxDaysPastDue: said.maxDaysPastDue.because,
      maxOrder: said.maxOrder.because,
      outcome: said.outcome.because,
      requiredLevel: said.requiredLevel.because,
      strategy: said.strategy.because,
    },
  };
};

/**
 * The terms of an order for which none are asked: the customer's own before those of the policy, which `because` tells
 * apart, and none longer than the grade's.
 */
export const agreedTerms = (
  { paymentTermsDays: own }: Pick<Account, 'paymentTermsDays'>,
  { because, maxTermsDays, termsDays }: Settings,
): { readonly days: number; readonly because: Because } => {
  if (own === null) return { days: termsDays, because: because.termsDays };
  return maxTermsDays !== null && maxTermsDays < own
    ? { days: maxTermsDays, because: because.maxTermsDays }
    : { days: own, because: 'customer' };
};
