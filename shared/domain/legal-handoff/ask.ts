import type { Instant } from '../../dates.ts';
import type { Money } from '../../money.ts';
import { pickFrom, type WhoIsThere } from '../approval/pick.ts';
import type { ApprovalPolicy } from '../policy/approvals.ts';
import { rolesAfter, withDelegates } from '../policy/delegations.ts';
import type { Role } from '../policy/roles.ts';
import type { HandoffApproval, LegalHandoff } from './handoff.ts';

/** What a new handoff is made of. */
export interface NewHandoff {
  readonly handoffId: string;
  readonly caseId: string;
  readonly customerId: string;
  readonly key: string;
  readonly totals: readonly Money[];
  readonly now: Instant;
  readonly correlationId: string;
}

type Approvers = Pick<ApprovalPolicy, 'limits' | 'delegations'>;

/**
 * The roles that may be asked, in their order: the one that the strategy names, and those above it in the matrix of
 * limits, after each those who are asked in its place. Above a role that the matrix does not have are all of it but its
 * first level.
 */
export const rolesToAsk = (role: Role, { delegations, limits }: Approvers): readonly Role[] =>
  withDelegates(ladderOf(role, { limits }), delegations);

/** The same after the one that was asked last. @param cannotBeReached whether no mail reaches anybody of it. */
export const rolesToAskNext = (
  { askedRole, role }: Pick<HandoffApproval, 'askedRole' | 'role'>,
  { delegations, limits }: Approvers,
  cannotBeReached: boolean,
): readonly Role[] =>
  askedRole === null
    ? rolesToAsk(role, { delegations, limits })
    : rolesAfter(ladderOf(role, { limits }), delegations, askedRole, cannotBeReached);

const ladderOf = (role: Role, { limits }: Pick<ApprovalPolicy, 'limits'>): readonly Role[] => {
  const matrix = limits.map((level) => level.role);
  const place = matrix.lastIndexOf(role);
  return [...new Set([role, ...matrix.slice(Math.max(place + 1, 1))])];
};

/** Nobody has asked for a handoff but the strategy: everybody of a role may decide. */
const nobodyBarred = (): null => null;

/**
 * Puts the question to the first of the roles in which there is somebody who was not asked yet. The very same approval,
 * but for its remarks, when there is nobody left to ask.
 */
export const ask = (
  approval: HandoffApproval,
  roles: readonly Role[],
  people: WhoIsThere,
  now: Instant,
): HandoffApproval => {
  const remarks: string[] = [];
  for (const role of roles) {
    const picked = pickFrom(role, people, nobodyBarred);
    remarks.push(...picked.remarks);
    const fresh = picked.approvers.filter(({ email }) => !approval.approvers.some((one) => one.email === email));
    if (fresh.length === 0) continue;
    return {
      ...approval,
      askedRole: role,
      askedAt: now,
      remindedAt: null,
      escalatedAt: approval.askedRole === null ? null : now,
      approvers: [...approval.approvers, ...fresh],
      remarks: [...approval.remarks, ...remarks],
    };
  }
  const news = remarks.filter((remark) => !approval.remarks.includes(remark));
  return news.length === 0 ? approval : { ...approval, remarks: [...approval.remarks, ...news] };
};

/** Those who were asked last. */
export const askedNow = ({ approvers, askedRole }: HandoffApproval) =>
  approvers.filter(({ role }) => role === askedRole);

/**
 * A handoff as the step of the strategy makes it: put to approvers, or approved already where none is asked for.
 * @param question who is to approve it; `null` for nobody.
 */
export const newHandoff = (
  { now, ...given }: NewHandoff,
  question: {
    readonly approvalId: string;
    readonly roles: readonly [Role, ...Role[]];
    readonly people: WhoIsThere;
  } | null,
): LegalHandoff => {
  const unasked = question && {
    approvalId: question.approvalId,
    role: question.roles[0],
    askedRole: null,
    askedAt: null,
    remindedAt: null,
    escalatedAt: null,
    approvers: [],
    notReached: [],
    remarks: [],
  };
  return {
    ...given,
    createdAt: now,
    status: question ? 'AWAITING_APPROVAL' : 'APPROVED',
    approval: unasked && question ? ask(unasked, question.roles, question.people, now) : null,
    decision: null,
    seal: null,
    lawyers: [],
    matterNumber: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    remindedAt: null,
    ended: null,
    version: 1,
  };
};
