import type { Role } from '../domain/policy/roles.ts';
import { asAddresses } from './addresses.ts';
import type { People } from './directory.ts';

/** E-mail addresses by role; a role that is missing has nobody. */
export type PeopleByRole = Readonly<Partial<Record<Role, readonly string[]>>>;

/** People of an environment that brings an OIDC issuer of its own: no directory to ask, so its configuration lists them. */
export const listedPeople = (people: PeopleByRole): People => ({
  inRole: async (role) => asAddresses(people[role] ?? []),
});
