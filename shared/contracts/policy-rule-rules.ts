import type { PolicyDocument } from '../domain/policy/document.ts';
import { contains, isCovered, meet, type Reach } from '../domain/policy/extent.ts';
import { reservedIds } from '../domain/policy/matching.ts';
import { reachOf } from '../domain/policy/reach.ts';
import type { RuleDocument } from '../domain/policy/rules.ts';
import { fromMoneyJson } from '../money.ts';
import { type Place, type PolicyProblem, repeatedIn } from './policy-rules.ts';

const problem = (path: Place, message: string, input: unknown): PolicyProblem => ({ path, message, input });

const lists = ['segments', 'regions', 'industries', 'productCategories', 'grades'] as const;

/** Conditions that never hold together. */
const contradictions = ({ when, set }: RuleDocument, place: Place): PolicyProblem[] => {
  const { amountAbove, amountUpTo, from, to } = when;
  const problems: PolicyProblem[] = [];
  if (from !== undefined && to !== undefined && to < from) {
    problems.push(problem([...place, 'when', 'to'], `must not be before ${from}: the rule would never match`, to));
  }
  if (amountAbove && amountUpTo && amountAbove.currency !== amountUpTo.currency) {
    const message = `must be ${amountAbove.currency}, as in amountAbove: no order is in both, so that the rule would never match`;
    problems.push(problem([...place, 'when', 'amountUpTo', 'currency'], message, amountUpTo.currency));
  } else if (
    amountAbove &&
    amountUpTo &&
    fromMoneyJson(amountUpTo).minorUnits <= fromMoneyJson(amountAbove).minorUnits
  ) {
    const message = `must be more than ${amountAbove.amount}, which is amountAbove: the rule would never match`;
    problems.push(problem([...place, 'when', 'amountUpTo', 'amount'], message, amountUpTo.amount));
  }
  const currency = (amountAbove ?? amountUpTo)?.currency;
  if (set.maxOrder && currency !== undefined && set.maxOrder.currency !== currency) {
    const message = `must be ${currency}, the currency of the orders that the rule is for`;
    problems.push(problem([...place, 'set', 'maxOrder', 'currency'], message, set.maxOrder.currency));
  }
  return problems;
};

/** Settings of the customer as such, which are asked for without an order. */
const ofCustomer = ['strategy', 'requiredLevel'] as const;

const namedProblems = (rule: RuleDocument, document: PolicyDocument, place: Place): PolicyProblem[] => {
  const { approvals, collections, creditChecks } = document;
  const { set, when } = rule;
  const problems: PolicyProblem[] = [];
  const names = collections.strategies.map(({ name }) => name);
  if (set.strategy !== undefined && !names.includes(set.strategy)) {
    const message = `must be one of collections.strategies: ${names.join(', ')}`;
    problems.push(problem([...place, 'set', 'strategy'], message, set.strategy));
  }
  const highest = Math.max(approvals.limits.length, approvals.orderReleases.length);
  if (set.requiredLevel !== undefined && set.requiredLevel > highest) {
    const message = `must be at most ${highest}, the highest level of the matrices: nobody would approve`;
    problems.push(problem([...place, 'set', 'requiredLevel'], message, set.requiredLevel));
  }
  if (set.strategy !== undefined && (when.amountAbove || when.amountUpTo)) {
    const message = 'never counts: customers are chased whatever they order, so that no amount ever matches';
    problems.push(problem([...place, 'set', 'strategy'], message, set.strategy));
  }
  for (const name of ofCustomer) {
    if (set[name] === undefined || !when.productCategories) continue;
    const message = 'never counts: it is asked for without an order, so that no product category ever matches';
    problems.push(problem([...place, 'set', name], message, set[name]));
  }
  const isSold = (segment: string) => !creditChecks.segmentsWithoutCredit.includes(segment);
  const isOfCustomer = ofCustomer.some((name) => set[name] !== undefined);
  if (when.segments && !when.segments.some(isSold) && !isOfCustomer) {
    const message = 'never counts: creditChecks.segmentsWithoutCredit has all of them, and they get no credit';
    problems.push(problem([...place, 'when', 'segments'], message, when.segments));
  }
  return problems;
};

interface SettingOf {
  readonly index: number;
  readonly reach: Reach;
}

/** A largest order is said for the customers of its currency, and for no others. */
const settingsOf = ({ set }: RuleDocument): readonly { readonly name: string; readonly currency?: string }[] =>
  Object.keys(set).map((name) => {
    const currency = name === 'maxOrder' ? set.maxOrder?.currency : undefined;
    return currency === undefined ? { name } : { name: `${name} ${currency}`, currency };
  });

const shadowedBy = (reach: Reach, earlier: readonly SettingOf[]): readonly number[] | null => {
  const alone = earlier.find((other) => contains(other.reach, reach));
  if (alone) return [alone.index];
  const met = earlier.filter((other) => meet(reach, other.reach));
  const together = met.map((other) => other.reach);
  return isCovered(reach, together) ? met.map(({ index }) => index) : null;
};

/** Rules of which nothing ever counts, since rules before them hold for all that they hold for and set the same. */
const neverCounting = (rules: readonly RuleDocument[]): PolicyProblem[] => {
  const earlier = new Map<string, SettingOf[]>();
  return rules.flatMap((rule, index): PolicyProblem[] => {
    const settings = settingsOf(rule).map((setting) => ({ ...setting, reach: reachOf(rule, setting.currency) }));
    const shadows = new Set<number>();
    // One setting that counts is enough, and the others need not be looked at.
    const counts = settings.some(({ name, reach }) => {
      const by = shadowedBy(reach, earlier.get(name) ?? []);
      for (const other of by ?? []) shadows.add(other);
      return by === null;
    });
    for (const { name, reach } of settings) earlier.set(name, [...(earlier.get(name) ?? []), { index, reach }]);
    if (counts || settings.length === 0) return [];
    const by = [...shadows].sort((a, b) => a - b);
    const named = by.map((other) => `rules[${other}]`);
    const [only] = named;
    const message =
      named.length === 1
        ? `never counts: ${only} matches whatever it matches and sets the same`
        : `never counts: ${named.slice(0, -1).join(', ')} and ${named.at(-1)} together match whatever it matches and set the same`;
    return [problem(['rules', index], message, rule)];
  });
};

/** What is wrong with rules whose fields are all well formed: those that never match or never count, and what they name. */
export const ruleProblems = (document: PolicyDocument): readonly PolicyProblem[] => {
  const { rules } = document;
  const own = rules.flatMap((rule, index): PolicyProblem[] => {
    const place = ['rules', index];
    const isSilent = Object.keys(rule.set).length === 0;
    return [
      ...lists.flatMap((name) => repeatedIn(rule.when[name] ?? [], [...place, 'when', name], [], 'is there already')),
      ...(reservedIds.includes(rule.id)
        ? [
            problem(
              [...place, 'id'],
              `must not be one of ${reservedIds.join(', ')}, which say that no rule counts`,
              rule.id,
            ),
          ]
        : []),
      ...(isSilent ? [problem([...place, 'set'], 'must set something: the rule would never count', rule.set)] : []),
      ...contradictions(rule, place),
      ...namedProblems(rule, document, place),
    ];
  });
  const ids = rules.map(({ id }) => id);
  return [
    ...repeatedIn(ids, ['rules'], ['id'], 'must be another id than that of a rule before'),
    ...own,
    // What contradicts itself is within everything.
    ...(own.length > 0 ? [] : neverCounting(rules)),
  ];
};
