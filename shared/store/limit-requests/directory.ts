import type { Delegates, Holders } from '../../domain/limit-request/approvers.ts';
import { rolesFrom } from '../../domain/limit-request/levels.ts';
import type { LimitRequest } from '../../domain/limit-request/limit-request.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { absencesOf } from '../absences.ts';
import type { Context } from '../context.ts';

/** Who holds a role today; see `shared/people`. */
export interface Directory {
  readonly inRole: (role: Role) => Promise<readonly string[]>;
}

/** Those who may be asked for a level, in its role and in those above, and who of them is away today. */
export const whoMayDecide = async (
  { moment, table }: Context,
  directory: Directory,
  request: LimitRequest,
  level: number,
): Promise<{ holders: Holders; delegates: Delegates }> => {
  const roles = rolesFrom(request, level);
  const found = await Promise.all(roles.map(async (role) => [role, await directory.inRole(role)] as const));
  const first = await absencesOf(table, [...new Set(found.flatMap(([, people]) => people))], moment.today);
  // Whoever stands in may be away too.
  const second = await absencesOf(table, [...new Set(first.values())], moment.today);
  return { holders: Object.fromEntries(found), delegates: new Map([...second, ...first]) };
};
