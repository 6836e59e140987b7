import type { UserPool } from '../assembly/user-pools.ts';
import { asObject, strings } from '../json.ts';
import type { StateStore } from '../state/store.ts';
import { samplePeople } from '../tokens/people.ts';

/** Groups by e-mail address, in lower case. */
export type PeopleList = Readonly<Record<string, readonly string[]>>;

/** The people of the laptop: all are in every user pool of the stacks, enabled and confirmed. */
export interface People {
  readonly all: () => PeopleList;
  /** The groups of somebody; `undefined` for who is not there. */
  readonly groupsOf: (email: string) => readonly string[] | undefined;
  /** Addresses, sorted. */
  readonly inGroup: (group: string) => readonly string[];
  /** Groups that people may be in; empty when the stacks declare none, and then any will do. */
  readonly knownGroups: readonly string[];
  readonly replace: (people: PeopleList) => void;
  /** Makes it the sample again. */
  readonly reset: () => void;
}

const KEY = 'people';

/** Opens the people of a data folder; a new one has the sample. */
export const openPeople = (state: StateStore, userPools: readonly UserPool[]): People => {
  const all = (): PeopleList => {
    const kept = state.read(KEY);
    if (!kept) return samplePeople;
    return Object.fromEntries(Object.entries(asObject(kept)).map(([email, groups]) => [email, strings(groups)]));
  };
  return {
    all,
    groupsOf: (email) => new Map(Object.entries(all())).get(email.toLowerCase()),
    inGroup: (group) =>
      Object.entries(all())
        .filter(([, groups]) => groups.includes(group))
        .map(([email]) => email)
        .sort(),
    knownGroups: [...new Set(userPools.flatMap(({ groups }) => groups))],
    replace: (people) => state.write(KEY, people),
    reset: () => state.write(KEY, null),
  };
};
