import type { RequestStep } from '../contracts/workflows/limit-approval.ts';
import type { Instant } from '../dates.ts';
import { temporaryLimitTimes } from '../domain/account/temporary-limit.ts';
import { nextDueAt } from '../domain/limit-request/chase.ts';
import type { LimitRequest } from '../domain/limit-request/limit-request.ts';
import { nextStepOf } from '../domain/limit-request/next-step.ts';

const followedBy = (request: LimitRequest, timeZone: string): RequestStep['temporaryLimit'] => {
  const { correlationId, customerId, kind, outcome, requestId, status, validTo } = request;
  if (kind !== 'TEMPORARY' || status !== 'APPROVED' || validTo === null || !outcome) return null;
  const times = temporaryLimitTimes({ validTo, grantedAt: outcome.at, timeZone });
  return { requestId, customerId, correlationId, ...times };
};

/** What a task of the limit approval answers: where the request stands now, and so what comes next. */
export const requestStep = (request: LimitRequest, now: Instant, timeZone: string): RequestStep => ({
  next: nextStepOf(request, now),
  stage: request.stage,
  dueAt: request.rules ? nextDueAt(request) : request.expiresAt,
  temporaryLimit: followedBy(request, timeZone),
});
