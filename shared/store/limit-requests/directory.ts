import type { WhoIsThere } from '../../domain/limit-request/approvers.ts';
import { rolesFrom } from '../../domain/limit-request/levels.ts';
import { currentLevel, hasEnded, type LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { type Role, roles } from '../../domain/policy/roles.ts';
import { absencesOf } from '../absences.ts';
import type { Context } from '../context.ts';

/** Who holds a role today; see `shared/people`. */
export interface Directory {
  readonly inRole: (role: Role) => Promise<readonly string[]>;
}

const whoHolds = (directory: Directory, wanted: readonly Role[]) =>
  Promise.all(wanted.map(async (role) => [role, await directory.inRole(role)] as const));

const people = (found: readonly (readonly [Role, readonly string[]])[]): readonly string[] => [
  ...new Set(found.flatMap(([, addresses]) => addresses)),
];

/**
 * Looks people up before a request is changed rather than in the midst of it: the directory takes its time, and a
 * customer's account moves on meanwhile.
 * @returns who may be asked for a level; looked up again only if it is another than the one under way now.
 */
export const lookAhead = async (
  context: Context,
  directory: Directory,
  request: LimitRequest,
): Promise<(request: LimitRequest, level: number) => Promise<WhoIsThere>> => {
  const ahead = request.rules && !hasEnded(request) ? currentLevel(request) : undefined;
  const people = ahead && (await whoMayDecide(context, directory, request, ahead.level));
  return async (current, level) =>
    people && ahead.level === level ? people : whoMayDecide(context, directory, current, level);
};

/** Those who may be asked for a level, in its role and in those above, and who of them is away today. */
const whoMayDecide = (
  context: Context,
  directory: Directory,
  request: LimitRequest,
  level: number,
): Promise<WhoIsThere> => whoIsThere(context, directory, rolesFrom(request, level));

/** Those who hold one of the roles, who of them is away today, and who stands in. */
export const whoIsThere = async (
  { moment, table }: Pick<Context, 'moment' | 'table'>,
  directory: Directory,
  wanted: readonly Role[],
): Promise<WhoIsThere> => {
  const found = await whoHolds(directory, wanted);
  const away = await absencesOf(table, people(found), moment.today);
  const substitutes = [...new Set(away.values())];
  const unseen = substitutes.filter((email) => !people(found).includes(email));
  const others =
    unseen.length === 0
      ? []
      : await whoHolds(
          directory,
          roles.filter((role) => !wanted.includes(role)),
        );
  // Whoever stands in may be away too.
  const awayToo = await absencesOf(table, substitutes, moment.today);
  return {
    holders: Object.fromEntries(found),
    delegates: new Map([...awayToo, ...away]),
    strangers: new Set(unseen.filter((email) => !people(others).includes(email))),
  };
};
