import type { Instant } from '../../dates.ts';
import type { ApprovalPolicy } from '../policy/approvals.ts';
import { rolesAfter, withDelegates } from '../policy/delegations.ts';
import type { Role } from '../policy/roles.ts';
import { pickApprovers, type WhoIsThere } from './approvers.ts';
import {
  type Approver,
  currentLevel,
  ended,
  type LimitRequest,
  type RequestLevel,
  type RequestRules,
  withLevel,
  withNotes,
} from './limit-request.ts';

/** What the next level comes to. */
export type Opened =
  /** The level is put to these people. */
  | {
      readonly kind: 'ASKED';
      readonly request: LimitRequest;
      readonly level: RequestLevel;
      readonly approvers: readonly Approver[];
    }
  /** Every level has agreed. */
  | { readonly kind: 'AGREED'; readonly request: LimitRequest }
  /** Nobody may decide the level, so that the request has ended. */
  | { readonly kind: 'NOBODY'; readonly request: LimitRequest };

export interface Openers extends WhoIsThere {
  readonly approvalId: string;
  readonly now: Instant;
}

export const rulesOf = ({ rules, requestId }: LimitRequest): RequestRules => {
  if (!rules) throw new Error(`request ${requestId} has not been assessed`);
  return rules;
};

/** Who is asked in place of whom. Requests that were assessed before they kept it have nobody. */
const delegationsOf = (request: LimitRequest): ApprovalPolicy['delegations'] => rulesOf(request).delegations ?? [];

/** The roles from a level of the matrix upwards, and after each those who are asked in its place, each once. */
export const rolesFrom = (request: LimitRequest, level: number): readonly Role[] =>
  withDelegates(ladderFrom(request, level), delegationsOf(request));

/** The roles that are asked after the one that was asked last, or all if none was. */
export const rolesNext = (
  request: LimitRequest,
  { askedRole, level }: Pick<RequestLevel, 'askedRole' | 'level'>,
  cannotBeReached: boolean,
): readonly Role[] =>
  askedRole === null
    ? rolesFrom(request, level)
    : rolesAfter(ladderFrom(request, level), delegationsOf(request), askedRole, cannotBeReached);

/** The roles from a level of the matrix upwards, each once. */
const ladderFrom = (request: LimitRequest, level: number): readonly Role[] => [
  ...new Set(
    rulesOf(request)
      .matrix.filter((row) => row.level >= level)
      .map(({ role }) => role),
  ),
];

/** The level on which somebody of one of these roles has approved already, by escalation or because it was routed on. */
const decidedBelow = (request: LimitRequest, level: number, roles: readonly Role[]): number | undefined =>
  request.levels.find(
    (below) =>
      below.level < level &&
      below.status === 'APPROVED' &&
      below.decisions.some(({ role, verdict }) => verdict === 'APPROVE' && roles.includes(role)),
  )?.level;

/**
 * Puts the next level to people. When nobody of its role is left, a decision that somebody of that role or a higher one
 * has made on a lower level counts for it; else the level is routed on to those to whom the policy delegates it, and then
 * to the next role of the matrix. When nobody is left there either, the request ends: it is never stuck.
 */
export const openNextLevel = (request: LimitRequest, openers: Openers): Opened => {
  const level = currentLevel(request);
  if (!level) return { kind: 'AGREED', request };
  const roles = rolesFrom(request, level.level);
  const remarks: string[] = [];
  for (const role of roles) {
    const picked = pickApprovers(request, level.level, role, openers);
    remarks.push(...picked.remarks);
    if (picked.approvers.length > 0) {
      if (role !== level.role) remarks.push(`Level ${level.level} is put to the ${role} instead.`);
      return ask(request, level, role, picked.approvers, remarks, openers);
    }
    // Who stood in for the role of a lower level has not decided in a higher one.
    const ladder = ladderFrom(request, level.level);
    const covering = role === level.role ? decidedBelow(request, level.level, ladder) : undefined;
    if (covering !== undefined) return openNextLevel(cover(request, level, covering, remarks, openers.now), openers);
  }
  const text = `Nobody who may decide is left for level ${level.level} (${level.role}). ${remarks.join(' ')}`;
  const outcome = { code: 'NO_APPROVER', text, at: openers.now, by: null } as const;
  return { kind: 'NOBODY', request: ended(withNotes(request, remarks, openers.now, level.level), 'REJECTED', outcome) };
};

const cover = (
  request: LimitRequest,
  level: RequestLevel,
  coveredByLevel: number,
  remarks: readonly string[],
  now: Instant,
): LimitRequest =>
  withNotes(
    withLevel(request, { ...level, status: 'COVERED', coveredByLevel }),
    [
      ...remarks,
      `Level ${level.level} counts as decided: level ${coveredByLevel} was approved in its role or a higher one.`,
    ],
    now,
    level.level,
  );

const ask = (
  request: LimitRequest,
  before: RequestLevel,
  role: Role,
  approvers: readonly Approver[],
  remarks: readonly string[],
  { approvalId, now }: Openers,
): Opened => {
  const level: RequestLevel = {
    ...before,
    status: 'PENDING',
    approvalId,
    round: before.round + 1,
    openedRole: role,
    askedRole: role,
    approvers,
    notReached: [],
    openedAt: now,
    askedAt: now,
    remindedAt: null,
    escalatedAt: null,
    isAtTop: false,
  };
  const asked = withNotes(withLevel({ ...request, status: 'PENDING' }, level), remarks, now, level.level);
  return { kind: 'ASKED', request: asked, level, approvers };
};
