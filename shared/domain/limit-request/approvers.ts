import { sameAddress } from '../mail/address.ts';
import type { Role } from '../policy/roles.ts';
import type { Approver, LimitRequest } from './limit-request.ts';

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

/** Whoever must not decide: who asks, and who decided another level of the request. */
const barOf = (request: LimitRequest, level: number) => {
  const deciders = request.levels
    .filter((other) => other.level !== level)
    .flatMap(({ decisions }) => decisions.map(({ by }) => by));
  return (email: string): string | null => {
    if (sameAddress(email, request.requestedBy)) return 'made the request';
    if (sameAddress(email, request.submittedBy)) return 'submitted the request';
    if (deciders.some((by) => sameAddress(by, email))) return 'decided another level of it';
    return null;
  };
};

/** Whether a person may decide this level of the request at all. @returns the reason against it, or `null`. */
export const barredFrom = (request: LimitRequest, level: number, email: string): string | null =>
  barOf(request, level)(email);

/**
 * The approvers of a role for a level: its holders, or who stands in for one who is away, without those who must not
 * decide. Who stands in acts for the absent one and in that one's role. There is no standing in for who stands in.
 */
export const pickApprovers = (
  request: LimitRequest,
  level: number,
  role: Role,
  { delegates, holders, strangers }: WhoIsThere,
): Picked => {
  const against = barOf(request, level);
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
