import type { LevelDocument, PolicyDocument } from '../domain/policy/document.ts';
import { fromMoneyJson, type MoneyJson } from '../money.ts';

/** Something that the fields of a policy, each good by itself, get wrong together. */
export interface PolicyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly input: unknown;
}

export type Place = PolicyProblem['path'];

/** Those of a list that stand there a second time. */
export const repeatedIn = (values: readonly string[], place: Place, step: Place, message: string): PolicyProblem[] =>
  values.flatMap((input, index) =>
    values.indexOf(input) < index ? [{ path: [...place, index, ...step], message, input }] : [],
  );

const levelsConsecutive = (levels: readonly LevelDocument[], place: Place): PolicyProblem[] =>
  levels.flatMap(({ level }, index) =>
    level === index + 1
      ? []
      : [
          {
            path: [...place, index, 'level'],
            message: `must be ${index + 1}: levels are 1, 2, 3 in order`,
            input: level,
          },
        ],
  );

/** The first level is the default, for what no bound speaks of; every other one says what it is needed for. */
const boundsInPlace = (levels: readonly LevelDocument[], place: Place): PolicyProblem[] =>
  levels.flatMap((level, index): PolicyProblem[] => {
    const given = (['neededAbove', 'neededAboveIncreasePercent'] as const).filter((name) => level[name] !== undefined);
    if (index === 0) {
      const message = 'must be left out at level 1, the default, which is always needed';
      return given.map((name) => ({ path: [...place, index, name], message, input: level[name] }));
    }
    const message = 'is required above level 1, which alone is always needed';
    return given.length > 0 ? [] : [{ path: [...place, index, 'neededAbove'], message, input: null }];
  });

/** What a level names of a kind of bound must be more than any level below it names. */
const rising = <T>(
  levels: readonly LevelDocument[],
  place: Place,
  step: Place,
  read: (level: LevelDocument) => { readonly value: T; readonly text: string } | null,
  isMore: (a: T, b: T) => boolean,
): PolicyProblem[] => {
  const problems: PolicyProblem[] = [];
  let highest: { readonly value: T; readonly text: string } | null = null;
  for (const [index, level] of levels.entries()) {
    const bound = read(level);
    if (bound === null) continue;
    if (highest !== null && !isMore(bound.value, highest.value)) {
      const message = `must be more than the ${highest.text} of the level below: the bounds of a matrix rise`;
      problems.push({ path: [...place, index, ...step], message, input: bound.text });
    }
    highest = bound;
  }
  return problems;
};

const amountsRising = (levels: readonly LevelDocument[], place: Place): PolicyProblem[] =>
  rising(
    levels,
    place,
    ['neededAbove', 'amount'],
    ({ neededAbove }) =>
      neededAbove ? { value: fromMoneyJson(neededAbove).minorUnits, text: neededAbove.amount } : null,
    (a, b) => a > b,
  );

const percentsRising = (levels: readonly LevelDocument[], place: Place): PolicyProblem[] =>
  rising(
    levels,
    place,
    ['neededAboveIncreasePercent'],
    // Ten digits at most, which a number compares exactly.
    ({ neededAboveIncreasePercent: text }) => (text === undefined ? null : { value: Number(text), text }),
    (a, b) => a > b,
  );

const matrixProblems = (levels: readonly LevelDocument[], place: Place): PolicyProblem[] => [
  ...levelsConsecutive(levels, place),
  ...boundsInPlace(levels, place),
  ...repeatedIn(
    levels.map(({ role }) => role),
    place,
    ['role'],
    'must be another role than that of a level below',
  ),
];

/** Every amount of the approvals, with its place. */
const approvalAmounts = ({ approvals }: PolicyDocument): { path: Place; money: MoneyJson }[] => {
  const ofMatrix = (name: 'limits' | 'orderReleases') =>
    approvals[name].map(({ neededAbove }, index) => ({ path: [name, index, 'neededAbove'], money: neededAbove }));
  return [
    ...ofMatrix('limits'),
    ...ofMatrix('orderReleases'),
    { path: ['straightThrough', 'upTo'], money: approvals.straightThrough?.upTo },
    { path: ['signInAbove'], money: approvals.signInAbove },
  ].flatMap(({ path, money }) => (money ? [{ path: ['approvals', ...path], money }] : []));
};

const currencyProblems = (document: PolicyDocument): PolicyProblem[] => {
  const { currency } = document.approvals;
  return approvalAmounts(document)
    .filter(({ money }) => money.currency !== currency)
    .map(({ path, money }) => ({
      path: [...path, 'currency'],
      message: `must be ${currency}, the currency of the approvals`,
      input: money.currency,
    }));
};

const amountProblems = ({ approvals }: PolicyDocument): PolicyProblem[] => {
  const { limits, orderReleases, straightThrough } = approvals;
  const first = limits.find(({ neededAbove }) => neededAbove)?.neededAbove;
  const passesLevels =
    straightThrough !== null &&
    first !== undefined &&
    fromMoneyJson(straightThrough.upTo).minorUnits > fromMoneyJson(first).minorUnits;
  return [
    ...amountsRising(limits, ['approvals', 'limits']),
    ...amountsRising(orderReleases, ['approvals', 'orderReleases']),
    ...(passesLevels
      ? [
          {
            path: ['approvals', 'straightThrough', 'upTo', 'amount'],
            message: `must be at most the ${first.amount} above which a further level is needed`,
            input: straightThrough.upTo.amount,
          },
        ]
      : []),
  ];
};

const waitProblems = ({ approvals }: PolicyDocument): PolicyProblem[] => {
  const waits = ['remindAfterDays', 'escalateAfterDays', 'expireAfterDays'] as const;
  return waits.flatMap((name, index) => {
    const before = waits[index - 1];
    if (before === undefined || approvals[name] > approvals[before]) return [];
    const message = `must be more than ${before}, which is ${approvals[before]}`;
    return [{ path: ['approvals', name], message, input: approvals[name] }];
  });
};

/** What is wrong with a policy whose fields are all well formed: levels, bounds, currencies, waits and repetitions. */
export const policyProblems = (document: PolicyDocument): readonly PolicyProblem[] => {
  const { creditChecks, approvals } = document;
  const otherCurrencies = currencyProblems(document);
  return [
    ...repeatedIn(
      creditChecks.maxOrders.map(({ currency }) => currency),
      ['creditChecks', 'maxOrders'],
      ['currency'],
      'must be a currency that has no bound yet',
    ),
    ...repeatedIn(
      creditChecks.segmentsWithoutCredit,
      ['creditChecks', 'segmentsWithoutCredit'],
      [],
      'is there already',
    ),
    ...repeatedIn(
      approvals.straightThrough?.grades ?? [],
      ['approvals', 'straightThrough', 'grades'],
      [],
      'is there already',
    ),
    ...matrixProblems(approvals.limits, ['approvals', 'limits']),
    ...matrixProblems(approvals.orderReleases, ['approvals', 'orderReleases']),
    ...percentsRising(approvals.limits, ['approvals', 'limits']),
    ...otherCurrencies,
    // Amounts of two currencies have no order.
    ...(otherCurrencies.length > 0 ? [] : amountProblems(document)),
    ...waitProblems(document),
  ];
};
