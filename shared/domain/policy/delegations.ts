import type { ApprovalPolicy } from './approvals.ts';
import type { Role } from './roles.ts';

type Delegations = ApprovalPolicy['delegations'];

/** Who is asked in place of a role, one role after the other. No valid policy leads back to one of them. */
const delegatesOf = (role: Role, delegations: Delegations): readonly Role[] => {
  const found: Role[] = [];
  for (let at: Role = role; ; ) {
    const next = delegations.find((one) => one.role === at)?.to;
    if (next === undefined || next === role || found.includes(next)) return found;
    found.push(next);
    at = next;
  }
};

/** Roles in the order in which they are asked: after each those who are asked in its place. Each is there once. */
export const withDelegates = (roles: readonly Role[], delegations: Delegations): readonly Role[] => [
  ...new Set(roles.flatMap((role) => [role, ...delegatesOf(role, delegations)])),
];

/**
 * The roles that are asked after one that was: those above it, and before them those in its place if nobody of it can be
 * reached. Who can be reached and is slow is not replaced.
 * @param ladder the roles of the matrix that may decide, the lowest first.
 */
export const rolesAfter = (
  ladder: readonly Role[],
  delegations: Delegations,
  asked: Role,
  cannotBeReached: boolean,
): readonly Role[] => {
  const own = ladder.indexOf(asked);
  const rung = own >= 0 ? own : ladder.findIndex((role) => delegatesOf(role, delegations).includes(asked));
  const instead = cannotBeReached ? delegatesOf(asked, delegations) : [];
  const next = new Set([...instead, ...withDelegates(ladder.slice(rung + 1), delegations)]);
  next.delete(asked);
  return [...next];
};
