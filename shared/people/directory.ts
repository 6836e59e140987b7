import type { Role } from '../domain/policy/roles.ts';
import { cognitoPeople } from './cognito.ts';
import { listedPeople, type PeopleByRole } from './listed.ts';

/** Who holds which role today. */
export interface People {
  /**
   * The e-mail addresses of all who hold a role and can act on it: lower case, sorted, each once; empty when nobody
   * does. Addresses that no mail can be sent to are not among them. @throws unavailable when the directory cannot be asked.
   */
  readonly inRole: (role: Role) => Promise<readonly string[]>;
}

/** Where an environment keeps its people: in the groups of its user pool, or in a list of its configuration. */
export type PeopleSource = { readonly userPoolId: string } | { readonly people: PeopleByRole };

/** Opens the directory that the function's environment names (`readPeopleConfig`). */
export const openPeople = (source: PeopleSource): People =>
  'userPoolId' in source ? cognitoPeople(source.userPoolId) : listedPeople(source.people);
