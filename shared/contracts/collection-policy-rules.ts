import { minutesOf } from '../domain/calendar/quiet-hours.ts';
import {
  type CollectionPolicy,
  hasConditions,
  type Strategy,
  type StrategyStep,
} from '../domain/collection/strategy.ts';
import { isCovered } from '../domain/policy/extent.ts';
import { reachOfStrategy } from '../domain/policy/reach.ts';
import type { RuleDocument } from '../domain/policy/rules.ts';
import { type Place, type PolicyProblem, repeatedIn } from './policy-rules.ts';

const problem = (path: Place, message: string, input: unknown): PolicyProblem => ({ path, message, input });

const LEAST_MINUTES = 60;

/** The last strategy is the one for everybody; those before it say whom they are for, or rules name them. */
const conditionsInPlace = (
  strategies: readonly Strategy[],
  place: Place,
  ofRules: ReadonlySet<string>,
): PolicyProblem[] =>
  strategies.flatMap(({ grades, name: strategy, segments }, index): PolicyProblem[] => {
    const given = Object.entries({ grades, segments }).filter(([, condition]) => condition !== undefined);
    if (index === strategies.length - 1) {
      const message = 'must be left out of the last strategy, which is for whoever no other one is for';
      return given.map(([name, condition]) => problem([...place, index, name], message, condition));
    }
    const message =
      'is required, or segments, in every strategy but the last that no rule names: no later one would ever count';
    return given.length > 0 || ofRules.has(strategy) ? [] : [problem([...place, index, 'grades'], message, null)];
  });

/** Strategies that no customer ever gets: those before are for all of theirs, and no rule names them. */
const neverCounting = (strategies: readonly Strategy[], place: Place, ofRules: ReadonlySet<string>): PolicyProblem[] =>
  strategies.flatMap((strategy, index): PolicyProblem[] => {
    if (!hasConditions(strategy) || ofRules.has(strategy.name)) return [];
    const before = strategies.slice(0, index).filter(hasConditions);
    if (!isCovered(reachOfStrategy(strategy), before.map(reachOfStrategy))) return [];
    const message = 'never counts: the strategies before are for all of these customers';
    return [problem([...place, index], message, strategy)];
  });

const stepProblems = (step: StrategyStep, before: StrategyStep | undefined, isLast: boolean): PolicyProblem[] => {
  const { daysFromDue, hold, kind, needsApproval, onlyGrades, orLikelyLateFromPercent } = step;
  const problems: PolicyProblem[] = [];
  const wrong = (name: keyof StrategyStep, message: string) => problems.push(problem([name], message, step[name]));
  const isBeforeDue = kind === 'REMINDER_BEFORE_DUE';
  if (isBeforeDue && daysFromDue > -1) wrong('daysFromDue', 'must be at most -1 for a reminder before the due date');
  else if (!isBeforeDue && daysFromDue < 1) wrong('daysFromDue', 'must be at least 1: before that nothing is overdue');
  else if (before && daysFromDue <= before.daysFromDue) {
    wrong('daysFromDue', `must be more than the ${before.daysFromDue} of the step before`);
  }
  if (orLikelyLateFromPercent !== undefined && !(isBeforeDue && onlyGrades)) {
    const message = 'must be left out: it widens a reminder before the due date that is for some grades only';
    wrong('orLikelyLateFromPercent', message);
  }
  if (hold && isBeforeDue) wrong('hold', 'must be left out before the due date: nobody is held who is not late');
  if (needsApproval !== undefined && kind !== 'LEGAL_HANDOFF') {
    wrong('needsApproval', 'must be left out: only a legal handoff is approved');
  }
  if (kind === 'LEGAL_HANDOFF' && !isLast) wrong('kind', 'must be the last step: after it the lawyers decide');
  return problems;
};

const strategyProblems = (strategy: Strategy, place: Place): PolicyProblem[] => {
  const { grades = [], segments = [], steps } = strategy;
  return [
    ...repeatedIn(grades, [...place, 'grades'], [], 'is there already'),
    ...repeatedIn(segments, [...place, 'segments'], [], 'is there already'),
    ...repeatedIn(
      steps.map(({ id }) => id),
      [...place, 'steps'],
      ['id'],
      'must be another id than that of a step before',
    ),
    ...steps.flatMap((step, index) => [
      ...repeatedIn(step.onlyGrades ?? [], [...place, 'steps', index, 'onlyGrades'], [], 'is there already'),
      ...stepProblems(step, steps[index - 1], index === steps.length - 1).map(({ path, ...rest }) => ({
        ...rest,
        path: [...place, 'steps', index, ...path],
      })),
    ]),
  ];
};

const hoursProblems = ({ from, to }: CollectionPolicy['quietHours'], place: Place): PolicyProblem[] =>
  minutesOf(to) - minutesOf(from) >= LEAST_MINUTES
    ? []
    : [problem([...place, 'to'], `must be at least an hour after from, which is ${from}`, to)];

/** What is wrong with collections whose fields are all well formed: conditions, order of the steps, hours, repetitions. */
export const collectionProblems = (
  { quietHours, residueUpTo = [], strategies }: CollectionPolicy,
  rules: readonly RuleDocument[],
): readonly PolicyProblem[] => {
  const place = ['collections', 'strategies'];
  const ofRules = new Set(rules.flatMap(({ set }) => set.strategy ?? []));
  return [
    ...repeatedIn(
      strategies.map(({ name }) => name),
      place,
      ['name'],
      'must be another name than that of a strategy before',
    ),
    ...conditionsInPlace(strategies, place, ofRules),
    ...neverCounting(strategies, place, ofRules),
    ...strategies.flatMap((strategy, index) => strategyProblems(strategy, [...place, index])),
    ...hoursProblems(quietHours, ['collections', 'quietHours']),
    ...repeatedIn(
      residueUpTo.map(({ currency }) => currency),
      ['collections', 'residueUpTo'],
      ['currency'],
      'must be a currency that has no bound yet',
    ),
  ];
};
