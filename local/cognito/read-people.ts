import { asArray } from '../json.ts';
import type { PeopleList } from './people.ts';

const ADDRESS = /^[^\s@<>,;:"#\p{Cc}]{1,64}@[^\s@<>,;:"#\p{Cc}]+\.[^\s@<>,;:"#\p{Cc}]+$/u;
const GROUP = /^[\w.-]{1,128}$/;
/** Far more than a test needs, and still quick to page through. */
const MOST_PEOPLE = 5_000;

/** Reads `{ "<email>": ["group", ...] }`; says what is wrong with it otherwise. */
export const readPeople = (
  body: Record<string, unknown>,
  knownGroups: readonly string[],
): { readonly people: PeopleList } | { readonly problem: string } => {
  const people = new Map<string, readonly string[]>();
  const entries = Object.entries(body);
  if (entries.length > MOST_PEOPLE) return { problem: `Send at most ${MOST_PEOPLE} people.` };
  for (const [address, value] of entries) {
    const email = address.toLowerCase();
    if (!ADDRESS.test(email)) return { problem: `'${address}' is no e-mail address.` };
    if (people.has(email)) return { problem: `${email} is there twice.` };
    const groups = asArray(value);
    if (!Array.isArray(value) || !groups.every((group) => typeof group === 'string')) {
      return { problem: `The groups of ${email} must be a list of names.` };
    }
    const wrong = groups.find((group) => !isGroup(group, knownGroups));
    if (wrong !== undefined) {
      const allowed = knownGroups.length > 0 ? ` The groups are: ${knownGroups.join(', ')}.` : '';
      return { problem: `${email}: there is no group '${wrong}'.${allowed}` };
    }
    people.set(email, [...new Set(groups)]);
  }
  return { people: Object.fromEntries(people) };
};

const isGroup = (group: string, knownGroups: readonly string[]): boolean =>
  knownGroups.length > 0 ? knownGroups.includes(group) : GROUP.test(group);
