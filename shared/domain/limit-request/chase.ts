import { addDaysToInstant, type Instant } from '../../dates.ts';
import type { Role } from '../policy/roles.ts';
import { pickApprovers, type WhoIsThere } from './approvers.ts';
import { rolesNext, rulesOf } from './levels.ts';
import {
  type Approver,
  currentLevel,
  ended,
  type LimitRequest,
  type NotReached,
  type RequestLevel,
  withLevel,
  withNotes,
} from './limit-request.ts';

/** What time, or a mail that did not arrive, asks for. Each is told once: the request that comes back knows of it. */
export interface Chase {
  readonly request: LimitRequest;
  /** Asked before and reminded now. */
  readonly reminded: readonly Approver[];
  /** Asked now, because nobody of the role before has decided. */
  readonly escalatedTo: readonly Approver[];
  /** Of whom the platform admins are to be told. */
  readonly notReached: readonly NotReached[];
}

/** Each is a mail to every platform admin, in one transaction with all else: the rest is due at once again. */
const TOLD_AT_ONCE = 5;

export interface ChaseFacts extends WhoIsThere {
  readonly now: Instant;
}

const remindsAt = (request: LimitRequest, level: RequestLevel): Instant | null =>
  level.askedAt === null || (level.remindedAt !== null && level.remindedAt >= level.askedAt)
    ? null
    : addDaysToInstant(level.askedAt, rulesOf(request).remindAfterDays);

/** Whether those who were asked last cannot decide any more: nobody waits for days that bring nothing. */
const isCutOff = ({ approvers, askedRole, deciders, notReached, openedRole }: RequestLevel): boolean => {
  const asked = approvers.filter(({ role }) => role === askedRole);
  const reached = asked.filter(({ email }) => !notReached.some((other) => other.email === email));
  const allMust = deciders === 'ALL_OF' && askedRole === openedRole;
  return reached.length === 0 || (allMust && reached.length < asked.length);
};

/** Roles that come after the one that was asked last; none after the last role of the matrix, which is reminded only. */
const rolesAbove = (request: LimitRequest, level: RequestLevel): readonly Role[] =>
  level.isAtTop ? [] : rolesNext(request, level, isCutOff(level));

const escalatesAt = (request: LimitRequest, level: RequestLevel): Instant | null => {
  if (level.askedAt === null || rolesAbove(request, level).length === 0) return null;
  return isCutOff(level) ? level.askedAt : addDaysToInstant(level.askedAt, rulesOf(request).escalateAfterDays);
};

const tellsAt = ({ notReached }: RequestLevel): Instant | null => notReached.find(({ told }) => !told)?.at ?? null;

/** When the level that is under way asks for something: a reminder, an escalation, or the end of the request. */
export const nextDueAt = (request: LimitRequest): Instant => {
  const level = currentLevel(request);
  if (level?.status !== 'PENDING') return request.expiresAt;
  const due = [tellsAt(level), remindsAt(request, level), escalatesAt(request, level), request.expiresAt];
  return due.filter((at) => at !== null).reduce((first, at) => (at < first ? at : first));
};

/** Does what is due on the level under way. */
export const chase = (request: LimitRequest, facts: ChaseFacts): Chase => {
  const { now } = facts;
  const nothing: Chase = { request, reminded: [], escalatedTo: [], notReached: [] };
  if (request.expiresAt <= now) return { ...nothing, request: expire(request, now) };
  const level = currentLevel(request);
  if (level?.status !== 'PENDING') return nothing;
  const notReached = level.notReached.filter(({ told }) => !told).slice(0, TOLD_AT_ONCE);
  const told = {
    ...level,
    notReached: level.notReached.map((one) => (notReached.includes(one) ? { ...one, told: true } : one)),
  };
  // The very same request where nothing is new: whoever saves it would never come to an end.
  const known = notReached.length === 0 ? request : withLevel(request, told);
  const escalation = escalatesAt(request, level);
  if (escalation !== null && escalation <= now) return { ...nothing, ...escalate(known, told, facts), notReached };
  const reminder = remindsAt(request, level);
  if (reminder === null || reminder > now) return { ...nothing, request: known, notReached };
  return { ...nothing, ...remind(known, told, now), notReached };
};

const expire = (request: LimitRequest, at: Instant): LimitRequest => {
  const level = currentLevel(request);
  const text =
    level?.status === 'RETURNED'
      ? `The information asked for on level ${level.level} did not come in time.`
      : `Nobody decided ${level ? `level ${level.level}` : 'it'} in time.`;
  return ended(request, 'EXPIRED', { code: 'EXPIRED', text, at, by: null });
};

/** Reminds those who were asked last and have not decided. */
const remind = (request: LimitRequest, level: RequestLevel, now: Instant): Pick<Chase, 'request' | 'reminded'> => {
  const reminded = level.approvers.filter(
    ({ email, role }) =>
      role === level.askedRole &&
      !level.notReached.some((other) => other.email === email) &&
      !level.decisions.some(({ by, round }) => by === email && round === level.round),
  );
  const names = reminded.map(({ email }) => email).join(', ');
  const notes = reminded.length === 0 ? [] : [`Level ${level.level}: ${names} reminded.`];
  return { reminded, request: withNotes(withLevel(request, { ...level, remindedAt: now }), notes, now, level.level) };
};

/** Asks the next role in which there is somebody who was not asked yet; whoever was asked before may still decide. */
const escalate = (
  request: LimitRequest,
  level: RequestLevel,
  facts: ChaseFacts,
): Pick<Chase, 'request' | 'escalatedTo'> => {
  const { now } = facts;
  const remarks: string[] = [];
  for (const role of rolesAbove(request, level)) {
    const picked = pickApprovers(request, level.level, role, facts);
    const escalatedTo = picked.approvers.filter(({ email }) => !level.approvers.some((one) => one.email === email));
    remarks.push(...picked.remarks);
    if (escalatedTo.length === 0) continue;
    const approvers = [...level.approvers, ...escalatedTo];
    const asked = { ...level, askedRole: role, approvers, askedAt: now, escalatedAt: now };
    remarks.push(`Level ${level.level} was escalated from the ${level.askedRole} to the ${role}.`);
    return { escalatedTo, request: withNotes(withLevel(request, asked), remarks, now, level.level) };
  }
  const last = { ...level, isAtTop: true };
  remarks.push(`Level ${level.level} could not be escalated: nobody else may decide it.`);
  return { escalatedTo: [], request: withNotes(withLevel(request, last), remarks, now, level.level) };
};
