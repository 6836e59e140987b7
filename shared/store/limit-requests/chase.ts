import { approvalCase } from '../../domain/limit-request/case.ts';
import { type Chase, chase } from '../../domain/limit-request/chase.ts';
import {
  currentLevel,
  hasEnded,
  type LimitRequest,
  type RequestLevel,
} from '../../domain/limit-request/limit-request.ts';
import { approvalMail, notReachedMails, outcomeMail } from '../../domain/limit-request/mails.ts';
import { nextStepOf } from '../../domain/limit-request/next-step.ts';
import type { Context } from '../context.ts';
import { mailWrite } from '../mails.ts';
import type { Write } from '../table.ts';
import { assignmentWrite, endAssignments } from './approvals.ts';
import { aboutLevel, type ChangeDecided, changeRequest, saveRequest } from './change.ts';
import { type Directory, lookAhead } from './directory.ts';
import { endChange } from './end.ts';
import { type Gathered, gatherFacts } from './facts.ts';
import { loadRequest } from './items.ts';

/**
 * Does what is due on the level under way: reminds, asks the next role, tells of approvers whom no mail reaches, or ends
 * the request when its time is over. When nothing is due, nothing changes.
 */
export const chaseRequest = async (
  context: Context,
  directory: Directory,
  requestId: string,
): Promise<LimitRequest> => {
  const found = await loadRequest(context.table, requestId);
  if (nextStepOf(found, context.moment.now) !== 'CHASE') return found;
  const whoMayDecide = await lookAhead(context, directory, found);
  return changeRequest<LimitRequest>(context, requestId, async (request) => {
    const { moment } = context;
    const level = currentLevel(request);
    if (hasEnded(request) || !level || request.status === 'FAILED') return { answer: request };
    const people = await whoMayDecide(request, level.level);
    const chased = chase(request, { ...people, now: moment.now });
    if (chased.request === request) return { answer: request };
    const gathered = await gatherFacts(context, request);
    if (chased.request.status === 'EXPIRED') return expiryChange(context, level, chased.request, gathered.legalName);
    const admins = chased.notReached.length > 0 ? await directory.inRole('platform-admins') : [];
    return chasedChange(context, request, chased, gathered, admins);
  });
};

const expiryChange = (context: Context, level: RequestLevel, expired: LimitRequest, legalName: string) => {
  const why = expired.outcome?.text ?? null;
  const mails = outcomeMail(expired, legalName, { outcome: 'EXPIRED', name: 'ended', why });
  return endChange(context, expired, mails, endAssignments(context.table, level));
};

const chasedChange = (
  context: Context,
  before: LimitRequest,
  { escalatedTo, notReached, reminded, request }: Chase,
  { legalName, profile }: Gathered,
  admins: readonly string[],
): ChangeDecided<LimitRequest> => {
  const { moment, policy, table } = context;
  const level = currentLevel(request);
  const levelBefore = currentLevel(before);
  if (!level || !levelBefore) return { answer: request };
  const caseOf = (approver: (typeof reminded)[number]) =>
    approvalCase(request, level, approver, profile, policy.approvals);
  const askedAt = levelBefore.askedAt ?? moment.now;
  const askedBefore = levelBefore.approvers.map(({ email }) => email);
  const escalatedFrom = { askedAt, approvers: askedBefore, role: levelBefore.askedRole ?? level.role };
  const mails = [
    ...reminded.map((one) =>
      approvalMail(caseOf(one), { template: 'approval-reminder', name: `reminded-${one.role}` }),
    ),
    ...escalatedTo.map((one) =>
      approvalMail(caseOf(one), { template: 'approval-request', name: 'asked', escalatedFrom }),
    ),
    ...notReached.flatMap((one) =>
      notReachedMails(admins, request, legalName, level, one, stillAsked(level, one.email)),
    ),
  ];
  const writes: readonly Write[] = [
    ...escalatedTo.map((one) => assignmentWrite(table, request.requestId, level.approvalId ?? '', one, moment.now)),
    ...mails.map((mail) => mailWrite(context, mail)),
  ];
  // A reminder is no news to the customer's history.
  if (escalatedTo.length === 0) return { first: async () => void (await saveRequest(table, before, request, writes)) };
  return {
    request,
    entry: {
      kind: 'LimitApprovalRequested',
      data: { ...aboutLevel(level), approvers: escalatedTo.map(({ email }) => email), escalated: true },
    },
    writes,
    result: request,
  };
};

const stillAsked = (level: RequestLevel, email: string): readonly string[] =>
  level.approvers
    .map((approver) => approver.email)
    .filter((other) => other !== email && !level.notReached.some((lost) => lost.email === other));
