import type { Staff } from '../../domain/collection-task/assign.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { absencesOf } from '../absences.ts';
import type { Context } from '../context.ts';

/** Who holds a role today; see `shared/people`. */
export interface Directory {
  readonly inRole: (role: Role) => Promise<readonly string[]>;
}

interface RoleHolders {
  readonly until: number;
  readonly byRole: Promise<Readonly<Record<'collectors' | 'leads' | 'managers' | 'admins', readonly string[]>>>;
}

/** Many tasks are made in the same minute of the morning, and the directory allows a few questions a second. */
const KEPT_MS = 60_000;
const kept = new WeakMap<Directory, RoleHolders>();

const holdersOf = (directory: Directory, now: number): RoleHolders['byRole'] => {
  const known = kept.get(directory);
  if (known && now < known.until && now >= known.until - KEPT_MS) return known.byRole;
  const roles = ['collectors', 'collection-leads', 'credit-managers', 'platform-admins'] as const;
  const byRole = Promise.all(roles.map((role) => directory.inRole(role))).then(
    ([collectors = [], leads = [], managers = [], admins = []]) => ({ collectors, leads, managers, admins }),
  );
  kept.set(directory, { until: now + KEPT_MS, byRole });
  // What could not be answered is asked again.
  byRole.catch(() => kept.delete(directory));
  return byRole;
};

/**
 * Looks up who can be given tasks, before a case is changed rather than in the midst of it: the directory takes its time.
 * Whoever is away today gets none, unless everybody of the role is.
 * @throws unavailable when the directory cannot be asked.
 */
export const lookUpStaff = async (
  { moment, table }: Pick<Context, 'moment' | 'table'>,
  directory: Directory,
): Promise<Staff> => {
  const { admins, collectors, leads, managers } = await holdersOf(directory, Date.parse(moment.now));
  const away = await absencesOf(table, [...collectors, ...leads, ...managers], moment.today);
  const present = (people: readonly string[]): readonly string[] => {
    const there = people.filter((email) => !away.has(email));
    return there.length > 0 ? there : people;
  };
  return { collectors: present(collectors), leads: present(leads), managers: present(managers), admins };
};
