import type { Approver } from '../limit-request/limit-request.ts';
import type { Role } from '../policy/roles.ts';

/** People by role as they are today, lower case; a role that is missing has nobody. */
export type Holders = Readonly<Partial<Record<Role, readonly string[]>>>;

/** Who is away today, and who stands in: address by address, lower case. */
export type Delegates = ReadonlyMap<string, string>;

/** What is known of the people who may be asked. */
export interface WhoIsThere {
  readonly holders: Holders;
  readonly delegates: Delegates;
  /** Those of the delegates who hold no role at all: they cannot stand in for anybody. */
  readonly strangers: ReadonlySet<string>;
}

/** At most so many are asked at once; nobody is helped by a mail to a hundred people. */
export const MOST_APPROVERS = 20;

export interface Picked {
  readonly approvers: readonly Approver[];
  /** Why somebody of the role is not among them, in words. */
  readonly remarks: readonly string[];
}

/**
 * The approvers of a role: its holders, or who stands in for one who is away, without those who must not decide. Who
 * stands in acts for the absent one and in that one's role. There is no standing in for who stands in.
 * @param against why a person must not decide; `null` for whoever may.
 */
export const pickFrom = (
  role: Role,
  { delegates, holders, strangers }: WhoIsThere,
  against: (email: string) => string | null,
): Picked => {
  const remarks: string[] = [];
  const chosen = new Map<string, Approver>();
  const present = (holders[role] ?? []).map((email) => email.toLowerCase());
  for (const email of present) {
    const barred = against(email);
    const delegate = delegates.get(email)?.toLowerCase();
    if (barred) remarks.push(`${email} ${barred} and is not asked.`);
    else if (delegate === undefined) chosen.set(email, { email, onBehalfOf: null, role });
  }
  for (const email of present) {
    const delegate = delegates.get(email)?.toLowerCase();
    if (delegate === undefined || against(email)) continue;
    const barred = against(delegate);
    if (barred) remarks.push(`${email} is away, and ${delegate}, who stands in, ${barred}.`);
    else if (strangers.has(delegate)) remarks.push(`${email} is away, and ${delegate}, who stands in, holds no role.`);
    else if (delegates.has(delegate)) remarks.push(`${email} is away, and so is ${delegate}, who stands in.`);
    else {
      remarks.push(`${email} is away; ${delegate} stands in.`);
      if (!chosen.has(delegate)) chosen.set(delegate, { email: delegate, onBehalfOf: email, role });
    }
  }
  if (present.length === 0) remarks.push(`Nobody holds the role ${role}.`);
  const approvers = [...chosen.values()].sort((a, b) => (a.email < b.email ? -1 : 1));
  if (approvers.length > MOST_APPROVERS) {
    remarks.push(`Of ${approvers.length} people in the role ${role} the first ${MOST_APPROVERS} are asked.`);
  }
  return { approvers: approvers.slice(0, MOST_APPROVERS), remarks };
};
