import type { Instant } from '../../dates.ts';
import { nextDueAt } from './chase.ts';
import { currentLevel, hasEnded, type LimitRequest } from './limit-request.ts';

/** What the workflow does next with a request. */
export const nextSteps = [
  'ASSESS',
  'OPEN_LEVEL',
  'AWAIT_DECISION',
  'CHASE',
  'AWAIT_INFORMATION',
  'APPLY',
  'AWAIT_REPAIR',
  'FOLLOW_TEMPORARY_LIMIT',
  'END',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** Where a request stands in its workflow, whatever brought it there. */
export const nextStepOf = (request: LimitRequest, now: Instant): NextStep => {
  if (request.status === 'APPROVED' && request.kind === 'TEMPORARY') return 'FOLLOW_TEMPORARY_LIMIT';
  if (hasEnded(request)) return 'END';
  if (request.status === 'FAILED') return 'AWAIT_REPAIR';
  if (!request.assessment) return 'ASSESS';
  const level = currentLevel(request);
  if (!level) return 'APPLY';
  // Also a level that was returned, or not opened yet after a repair, does not outlive the request's time.
  if (request.expiresAt <= now) return 'CHASE';
  switch (level.status) {
    case 'PENDING':
      return nextDueAt(request) <= now ? 'CHASE' : 'AWAIT_DECISION';
    case 'RETURNED':
      return isAnswered(request, level.decisions.at(-1)?.at ?? '') ? 'OPEN_LEVEL' : 'AWAIT_INFORMATION';
    default:
      return 'OPEN_LEVEL';
  }
};

const isAnswered = ({ information }: LimitRequest, returnedAt: Instant): boolean =>
  information.some(({ at }) => at >= returnedAt);
