import type { Role } from '../policy/roles.ts';
import { type Scope, scopes } from './scopes.ts';

/**
 * What people may do through the API by the groups that they are in. Everybody may decide: the policy may put a level
 * to any role, and nobody can decide on more than was put to them. Limits past the approvals, write-offs and rates are
 * for those who run the platform, and they take no orders and work no cases.
 */
const scopesOfRoles: Readonly<Record<Role, readonly Scope[]>> = {
  'credit-analysts': ['credit/check', 'credit/read', 'credit/write', 'credit/approve'],
  'credit-managers': ['credit/check', 'credit/read', 'credit/write', 'credit/approve', 'credit/policy'],
  'finance-directors': ['credit/check', 'credit/read', 'credit/write', 'credit/approve', 'credit/policy'],
  collectors: ['credit/read', 'credit/approve', 'credit/collect'],
  'collection-leads': ['credit/read', 'credit/approve', 'credit/collect'],
  legal: ['credit/read', 'credit/approve', 'credit/collect'],
  'platform-admins': ['credit/read', 'credit/write', 'credit/approve', 'credit/policy', 'credit/admin'],
};

const isRole = (group: string): group is Role => Object.hasOwn(scopesOfRoles, group);

/** The scopes that somebody in these groups has: those of any of them. Groups that are no roles give none. */
export const scopesOf = (groups: readonly string[]): ReadonlySet<Scope> =>
  new Set(groups.filter(isRole).flatMap((role) => scopesOfRoles[role]));

/** The scopes that a token of somebody in these groups must not carry, whatever was asked for. */
export const scopesBeyond = (groups: readonly string[]): readonly Scope[] => {
  const granted = scopesOf(groups);
  return scopes.filter((scope) => !granted.has(scope));
};
