import type { LevelDocument, PolicyDocument } from '../domain/policy/document.ts';
import type { Role } from '../domain/policy/roles.ts';
import { fromMoneyJson, type MoneyJson } from '../money.ts';
import { type Place, type PolicyProblem, repeatedIn } from './policy-rules.ts';

type Delegations = PolicyDocument['approvals']['delegations'];

/** Who is asked in place of a role, one after the other, up to the end or to where it begins anew. */
const chainFrom = (role: Role, delegations: Delegations): readonly Role[] => {
  const chain: Role[] = [role];
  for (;;) {
    const next = delegations.find((one) => one.role === chain.at(-1))?.to;
    if (next === undefined) return chain;
    if (chain.includes(next)) return [...chain, next];
    chain.push(next);
  }
};

/** A chain that leads back to where it began is told at each of its delegations. */
const cycles = (delegations: Delegations, place: Place): PolicyProblem[] =>
  delegations.flatMap(({ role, to }, index): PolicyProblem[] => {
    const path = [...place, index, 'to'];
    if (role === to) return [{ path, message: 'must be another role: nobody stands in for itself', input: to }];
    const chain = chainFrom(role, delegations);
    if (chain.at(-1) !== role || chain.length < 2) return [];
    const message = `must not lead back to ${role}: ${chain.join(' -> ')} is a cycle, in which nobody would be asked`;
    return [{ path, message, input: to }];
  });

const boundOf = ({ neededAbove, neededAboveIncreasePercent: percent }: LevelDocument): string => {
  if (neededAbove) return `amounts above ${neededAbove.amount} ${neededAbove.currency}`;
  return `more than ${percent} % above the present limit`;
};

/**
 * Who decided a lower level does not decide another one: a level that is delegated down the matrix may be left with
 * nobody, and its amounts with no approver beyond the authority of the lower level.
 */
const leftWithout = (
  matrix: readonly LevelDocument[],
  name: string,
  delegations: Delegations,
  place: Place,
): PolicyProblem[] =>
  delegations.flatMap(({ role, to }, index): PolicyProblem[] => {
    const own = matrix.find((level) => level.role === role);
    const lower = chainFrom(role, delegations)
      .slice(1)
      .map((delegate) => matrix.find((level) => level.role === delegate))
      .find((level) => level !== undefined && own !== undefined && level.level < own.level);
    if (!own || !lower) return [];
    const message = `must not lead to ${lower.role}, who decide level ${lower.level} of ${name}: nobody decides two levels, so that ${boundOf(own)} would be left without an approver`;
    return [{ path: [...place, index, 'to'], message, input: to }];
  });

/** What is wrong with the delegations from role to role. */
export const delegationProblems = ({ approvals }: PolicyDocument): readonly PolicyProblem[] => {
  const { delegations, limits, orderReleases } = approvals;
  const place = ['approvals', 'delegations'];
  const roles = delegations.map(({ role }) => role);
  const repeated = repeatedIn(roles, place, ['role'], 'must be a role that has no delegate yet');
  const round = cycles(delegations, place);
  return [
    ...repeated,
    ...round,
    ...(repeated.length + round.length > 0
      ? []
      : [
          ...leftWithout(limits, 'approvals.limits', delegations, place),
          ...leftWithout(orderReleases, 'approvals.orderReleases', delegations, place),
        ]),
  ];
};

/** Limits that are set by themselves stay below what the matrix puts to more than its first level. */
export const automaticProblems = ({ approvals, limits }: PolicyDocument): readonly PolicyProblem[] => {
  const { automatic } = limits;
  if (automatic === null) return [];
  const bound = approvals.limits.find(({ neededAbove }) => neededAbove)?.neededAbove;
  const isAbove = ({ amount, currency }: MoneyJson): boolean =>
    bound?.currency === currency && fromMoneyJson({ amount, currency }).minorUnits > fromMoneyJson(bound).minorUnits;
  const ofList = (name: 'upTo' | 'newCustomersUpTo'): PolicyProblem[] => {
    const place = ['limits', 'automatic', name];
    const message = `must be at most the ${bound?.amount} above which the matrix asks for a further level: nobody would have approved it`;
    return [
      ...repeatedIn(
        automatic[name].map(({ currency }) => currency),
        place,
        ['currency'],
        'must be a currency that has no bound yet',
      ),
      ...automatic[name].flatMap((money, index) =>
        isAbove(money) ? [{ path: [...place, index, 'amount'], message, input: money.amount }] : [],
      ),
    ];
  };
  return [
    ...repeatedIn(automatic.grades, ['limits', 'automatic', 'grades'], [], 'is there already'),
    ...ofList('upTo'),
    ...ofList('newCustomersUpTo'),
  ];
};
