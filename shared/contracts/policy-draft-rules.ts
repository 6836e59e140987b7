import type { BusinessDate } from '../dates.ts';
import type { Grade } from '../domain/account/account.ts';
import { grades } from '../domain/grading/grade.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { RuleDocument } from '../domain/policy/rules.ts';
import { fromMoneyJson, type MoneyJson } from '../money.ts';
import type { Place, PolicyProblem } from './policy-rules.ts';

/** What a draft is held against besides itself. */
export interface DraftedOn {
  /** The document in force. */
  readonly base: PolicyDocument;
  readonly today: BusinessDate;
}

const problem = (path: Place, message: string, input: unknown): PolicyProblem => ({ path, message, input });

/** Of each setting that grades bound, the field that bounds it. */
const bounds = { termsDays: 'maxTermsDays', maxDaysPastDue: 'maxDaysPastDue' } as const;

/** The grade of a rule that allows most of a setting, and how much; `null` where one of them, or whoever has none, has no bound. */
const loosest = (
  { when }: RuleDocument,
  field: (typeof bounds)[keyof typeof bounds],
  { grading }: PolicyDocument,
): { readonly grade: Grade; readonly most: number } | null => {
  let found: { readonly grade: Grade; readonly most: number } | null = null;
  for (const grade of when.grades ?? []) {
    const most = grading.grades[grade][field];
    if (most === null) return null;
    if (found === null || most > found.most) found = { grade, most };
  }
  return found;
};

/** A rule does not loosen what a bad grade has tightened: more than that is never given. */
const beyondGrades = (rule: RuleDocument, document: PolicyDocument, place: Place): PolicyProblem[] =>
  (['termsDays', 'maxDaysPastDue'] as const).flatMap((name): PolicyProblem[] => {
    const value = rule.set[name];
    const bound = loosest(rule, bounds[name], document);
    if (value === undefined || bound === null || value <= bound.most) return [];
    const message = `must be at most ${bound.most}, the ${bounds[name]} of grade ${bound.grade}: more never counts`;
    return [problem([...place, 'set', name], message, value)];
  });

const unitsOf = (amount: MoneyJson): bigint => fromMoneyJson(amount).minorUnits;

/** Whether the policy or another rule refers orders that are smaller than that. */
const othersReferBelow = ({ creditChecks, rules }: PolicyDocument, own: RuleDocument, bound: MoneyJson): boolean =>
  [
    ...creditChecks.maxOrders,
    ...rules.flatMap((rule) => (rule !== own && rule.set.maxOrder ? [rule.set.maxOrder] : [])),
  ]
    .filter(({ currency }) => currency === bound.currency)
    .some((amount) => unitsOf(amount) < unitsOf(bound));

/** A largest order says nothing to orders that are not larger, unless it spares them the bound of somebody else. */
const beyondOrders = (rule: RuleDocument, document: PolicyDocument, place: Place): PolicyProblem[] => {
  const { set, when } = rule;
  const { maxOrder } = set;
  const bound = when.amountUpTo;
  if (!maxOrder || !bound || maxOrder.currency !== bound.currency || unitsOf(maxOrder) < unitsOf(bound)) return [];
  if (othersReferBelow(document, rule, bound)) return [];
  const message = `must be less than ${bound.amount}, which is amountUpTo: it never counts, for no order that the rule is for is larger`;
  return [problem([...place, 'set', 'maxOrder', 'amount'], message, maxOrder.amount)];
};

/** Campaigns that were over before the draft was written. */
const overAlready = (rule: RuleDocument, today: BusinessDate, place: Place): PolicyProblem[] => {
  const { to } = rule.when;
  if (to === undefined || to >= today) return [];
  const message = `must not be before today, ${today}: never counts, as the campaign is over already`;
  return [problem([...place, 'when', 'to'], message, to)];
};

/** What a grade gives of something: by itself, and at most by a rule. */
interface Given {
  readonly usually: number;
  readonly atMost: number;
}

const alone = (value: number): Given => ({ usually: value, atMost: value });

/** What a grade gives that leaves the days past due to the rest of the policy. */
const daysOfPolicy = ({ creditChecks, rules }: PolicyDocument, grade: Grade): Given => {
  const usually = creditChecks.maxDaysPastDue;
  const byRules = rules
    .filter(({ when }) => when.grades === undefined || when.grades.includes(grade))
    .map(({ set }) => set.maxDaysPastDue ?? 0);
  return { usually, atMost: Math.max(usually, ...byRules) };
};

/**
 * No worse grade has longer terms, more days past due or a larger tolerance. Days past due of a worse grade than one that leaves them to the policy
 * are bound by the policy anyway, so that one number makes it stricter.
 */
const risingTerms = (document: PolicyDocument): PolicyProblem[] => {
  const terms = document.grading.grades;
  const fields: readonly {
    readonly name: 'maxTermsDays' | 'maxDaysPastDue' | 'tolerancePercent';
    readonly otherwise: (grade: Grade) => Given;
  }[] = [
    // Whatever was agreed with the customer.
    { name: 'maxTermsDays', otherwise: () => alone(Number.POSITIVE_INFINITY) },
    { name: 'maxDaysPastDue', otherwise: (grade) => daysOfPolicy(document, grade) },
    // Rules go before what grades say of it.
    { name: 'tolerancePercent', otherwise: () => alone(Number(document.creditChecks.tolerancePercent)) },
  ];
  return fields.flatMap(({ name, otherwise }) => {
    const givenBy = (grade: Grade): Given => {
      const value = terms[grade][name];
      return value === null ? otherwise(grade) : alone(Number(value));
    };
    return grades.flatMap((grade, index): PolicyProblem[] => {
      const better = grades[index - 1];
      if (better === undefined) return [];
      if (name === 'maxDaysPastDue' && terms[better][name] === null && terms[grade][name] !== null) return [];
      const [most, given] = [givenBy(better), givenBy(grade)];
      // Rules are bound by what a grade gives, and not where it leaves that to the rest of the policy.
      const isBeyond = terms[better][name] !== null && given.atMost > most.atMost;
      if (given.usually <= most.usually && !isBeyond) return [];
      const message = `must be at most the ${most.usually} of grade ${better}: no worse grade is given more`;
      return [problem(['grading', 'grades', grade, name], message, terms[grade][name])];
    });
  });
};

const problemsOf = (document: PolicyDocument, today: BusinessDate): readonly PolicyProblem[] => [
  ...document.rules.flatMap((rule, index) => {
    const place = ['rules', index];
    return [
      ...beyondGrades(rule, document, place),
      ...beyondOrders(rule, document, place),
      ...overAlready(rule, today, place),
    ];
  }),
  ...risingTerms(document),
];

/** Where a problem is and with what, wherever among the others its rule stands. */
const identityOf = (problem: PolicyProblem, { rules }: PolicyDocument): string => {
  const [part, index, ...rest] = problem.path;
  const path = part === 'rules' ? [part, rules[Number(index)]?.id, ...rest] : problem.path;
  return JSON.stringify([path, problem.input]);
};

/**
 * What is wrong with a draft that is right by itself: settings that can never have an effect, terms that get better as
 * the grade gets worse, campaigns that are over. What is in force already, and unchanged, is no obstacle to another
 * change; nor is what was in force once, which may be restored.
 */
export const draftProblems = (document: PolicyDocument, { base, today }: DraftedOn): readonly PolicyProblem[] => {
  const present = new Set(problemsOf(base, today).map((problem) => identityOf(problem, base)));
  return problemsOf(document, today).filter((problem) => !present.has(identityOf(problem, document)));
};
