import type { RequestStep } from '../contracts/workflows/limit-approval.ts';
import { addDaysToInstant, type Instant } from '../dates.ts';
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

/**
 * A wait looks again after six hours at the latest, whatever it waits for: news that was lost then costs hours. Two
 * weeks make some 60 rounds of the workflow, far below what an execution may have.
 */
const LOOKS_AGAIN_AFTER_DAYS = 0.25;

const waitsUntil = (request: LimitRequest, now: Instant): Instant => {
  const again = addDaysToInstant(now, LOOKS_AGAIN_AFTER_DAYS);
  // Whatever falls due of a request that is parked is done after the repair: it would be due at every look.
  if (request.status === 'FAILED') return again;
  const due = request.rules ? nextDueAt(request) : request.expiresAt;
  return due < again ? due : again;
};

/** What a task of the limit approval answers: where the request stands now, and so what comes next. */
export const requestStep = (request: LimitRequest, now: Instant, timeZone: string): RequestStep => ({
  next: nextStepOf(request, now),
  stage: request.stage,
  dueAt: waitsUntil(request, now),
  temporaryLimit: followedBy(request, timeZone),
});
