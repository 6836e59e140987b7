import type { Instant } from '../../dates.ts';
import { conflict, Refusal, unavailable, unprocessable } from '../../errors.ts';
import { formatMinorUnits, type Money } from '../../money.ts';
import { barredFrom } from './approvers.ts';
import {
  type Approver,
  ended,
  hasEnded,
  type LevelDecision,
  type LimitRequest,
  type RequestLevel,
  type Verdict,
  withLevel,
} from './limit-request.ts';

/** What an approver says. */
export interface Say {
  readonly verdict: Verdict;
  /** `null`: as requested. */
  readonly approved: Money | null;
  readonly comment: string | null;
  readonly via: LevelDecision['via'];
}

export interface Decided {
  readonly request: LimitRequest;
  readonly decision: LevelDecision;
  /** Whether the round of this level is over; not so while others of an all-of level have still to approve. */
  readonly closes: boolean;
}

const told = ({ verdict, by, at }: LevelDecision): string => {
  const did = { APPROVE: 'approved', REJECT: 'rejected', RETURN: 'returned for information' }[verdict];
  return `${by} ${did} it at ${at}`;
};

/** Why nothing can be decided any more on an approval of the request, for whoever comes too late. */
export const whyClosed = (request: LimitRequest, approvalId: string): string => {
  const level = request.levels.find((candidate) => candidate.approvalId === approvalId);
  const last = level?.decisions.findLast(({ round }) => round === level.round);
  if (last) return `This level is decided: ${told(last)}.`;
  if (request.outcome) return `The request has ended: ${request.outcome.text}`;
  return 'This was asked in an earlier round; a newer mail has gone out.';
};

/**
 * The level of an approval, while it can be decided.
 * @throws conflict when it is decided, the request has ended, or another round has begun; unavailable while the request
 * is stopped by a fault.
 */
export const openLevel = (request: LimitRequest, approvalId: string): RequestLevel => {
  const level = request.levels.find((candidate) => candidate.approvalId === approvalId);
  if (hasEnded(request) || level?.status !== 'PENDING') throw conflict(whyClosed(request, approvalId));
  if (request.status === 'FAILED') {
    throw unavailable('The request is stopped by a fault, which is being looked at. Decide it when it has gone on.');
  }
  return level;
};

const agreedAmount = (request: LimitRequest, { verdict, approved }: Say): Money | null => {
  if (verdict !== 'APPROVE') return null;
  if (request.kind === 'ORDER_RELEASE') {
    if (approved) throw unprocessable('approvedLimit', 'An order is released as it is or not at all: leave it out.');
    return null;
  }
  const { requested } = request;
  if (!approved) return requested;
  if (approved.currency !== requested.currency) {
    throw unprocessable('approvedLimit.currency', `The limit must be in ${requested.currency}, as it was requested.`);
  }
  if (approved.minorUnits <= 0n || approved.minorUnits > requested.minorUnits) {
    const most = formatMinorUnits(requested.minorUnits, requested.currency);
    throw unprocessable(
      'approvedLimit',
      `must be more than zero and at most the ${most} ${requested.currency} requested`,
    );
  }
  const present = request.assessment?.creditLimit;
  if (request.kind === 'TEMPORARY' && present && approved.minorUnits <= present.minorUnits) {
    // While it holds it takes the place of the credit limit: it would take away what the customer has.
    const limit = formatMinorUnits(present.minorUnits, present.currency);
    throw unprocessable(
      'approvedLimit',
      `must be above the credit limit of ${limit} ${present.currency}, which a temporary limit raises`,
    );
  }
  return approved;
};

/**
 * Whether the approvers of a level have agreed. In an all-of level everyone whom its own round asked must; somebody of a
 * higher role, to which it was escalated, decides for them.
 */
const haveAgreed = (level: RequestLevel, decision: LevelDecision): boolean => {
  if (level.deciders === 'ONE_OF' || decision.role !== level.openedRole) return true;
  const approvals = level.decisions.filter(({ round, verdict }) => round === level.round && verdict === 'APPROVE');
  const ownApprovers = level.approvers.filter(({ role }) => role === level.openedRole);
  return ownApprovers.every(({ email }) => approvals.some(({ by }) => by === email));
};

/**
 * Records what an approver says on a level.
 * @throws conflict when there is nothing to decide any more, or this approver has decided; forbidden for whoever must
 * not decide; unprocessable for an amount that cannot be agreed to.
 */
export const decideLevel = (
  request: LimitRequest,
  approvalId: string,
  approver: Approver,
  say: Say,
  at: Instant,
): Decided => {
  const open = openLevel(request, approvalId);
  // The workflow may be late in saying so.
  if (request.expiresAt <= at) throw conflict(`The request ended at ${request.expiresAt}: nobody had decided in time.`);
  const barred = barredFrom(request, open.level, approver.email);
  if (barred) throw new Refusal('forbidden', `${approver.email} ${barred} and must not decide this level.`);
  const own = open.decisions.find(({ by, round }) => by === approver.email && round === open.round);
  if (own) throw conflict(`You have decided already: ${told(own)}.`);
  const { email: by, onBehalfOf, role } = approver;
  const { verdict, comment, via } = say;
  const approved = agreedAmount(request, say);
  const decision = { verdict, by, onBehalfOf, role, at, approved, comment, via, round: open.round };
  const level = { ...open, decisions: [...open.decisions, decision] };
  switch (verdict) {
    case 'APPROVE':
      if (!haveAgreed(level, decision)) return { request: withLevel(request, level), decision, closes: false };
      return { request: next(withLevel(request, { ...level, status: 'APPROVED' })), decision, closes: true };
    case 'RETURN':
      return { request: next(withLevel(request, { ...level, status: 'RETURNED' })), decision, closes: true };
    case 'REJECT': {
      const rejected = withLevel(request, { ...level, status: 'REJECTED' });
      const text = `${by} rejected it on level ${level.level}${comment ? `: ${comment}` : '.'}`;
      return { request: ended(rejected, 'REJECTED', { code: 'REJECTED', text, at, by }), decision, closes: true };
    }
    default:
      return verdict satisfies never;
  }
};

const next = (request: LimitRequest): LimitRequest => ({ ...request, stage: request.stage + 1 });

/** The limit that the levels have agreed to: the smallest amount of any. */
export const agreedLimit = (request: LimitRequest): Money => {
  const amounts = request.levels
    .filter(({ status }) => status === 'APPROVED')
    .flatMap(({ decisions, round }) => decisions.filter((decision) => decision.round === round))
    .flatMap(({ approved }) => (approved ? [approved] : []));
  return amounts.reduce((least, amount) => (amount.minorUnits < least.minorUnits ? amount : least), request.requested);
};
