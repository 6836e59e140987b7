import { type Picked, pickFrom, type WhoIsThere } from '../approval/pick.ts';
import { sameAddress } from '../mail/address.ts';
import type { Role } from '../policy/roles.ts';
import type { LimitRequest } from './limit-request.ts';

export type { Delegates, Holders, WhoIsThere } from '../approval/pick.ts';

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

/** The approvers of a role for a level of a request, without those who must not decide it. */
export const pickApprovers = (request: LimitRequest, level: number, role: Role, people: WhoIsThere): Picked =>
  pickFrom(role, people, barOf(request, level));
