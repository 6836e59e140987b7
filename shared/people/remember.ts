import type { Role } from '../domain/policy/roles.ts';
import type { People } from './directory.ts';

/** The same directory, asked once for each role: for one piece of work that turns to the same people time and again. */
export const rememberPeople = (people: People): People => {
  const asked = new Map<Role, Promise<readonly string[]>>();
  return {
    inRole: (role) => {
      const before = asked.get(role);
      if (before) return before;
      const answer = people.inRole(role);
      asked.set(role, answer);
      // What failed is asked again by whoever comes next.
      answer.catch(() => asked.delete(role));
      return answer;
    },
  };
};
