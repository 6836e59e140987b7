import { staleness } from '../../domain/limit-request/assess.ts';
import { approvalCase } from '../../domain/limit-request/case.ts';
import { type Opened, openNextLevel } from '../../domain/limit-request/levels.ts';
import { currentLevel, type LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { approvalMail, outcomeMail } from '../../domain/limit-request/mails.ts';
import { nextStepOf } from '../../domain/limit-request/next-step.ts';
import type { Context } from '../context.ts';
import { mailWrite } from '../mails.ts';
import { newId } from '../new-id.ts';
import { expireDue, isExpiryDue } from '../reservations.ts';
import { approvalWrite, assignmentWrite } from './approvals.ts';
import { aboutLevel, type ChangeDecided, changeRequest, saveRequest } from './change.ts';
import { type Directory, lookAhead } from './directory.ts';
import { endChange, lapseChange } from './end.ts';
import { type Gathered, gatherFacts } from './facts.ts';
import { loadRequest } from './items.ts';

/**
 * Puts the next level of a request to its approvers, each by a mail of their own, if the facts are still those that it
 * was assessed on. A request of which no level is to be opened stays as it is.
 */
export const openLevelOf = async (context: Context, directory: Directory, requestId: string): Promise<LimitRequest> => {
  const whoMayDecide = await lookAhead(context, directory, await loadRequest(context.table, requestId));
  return changeRequest<LimitRequest>(context, requestId, async (request, standing) => {
    const { moment, table } = context;
    if (isExpiryDue(standing, moment.now)) return { first: () => expireDue(context, standing) };
    const level = currentLevel(request);
    if (!level || nextStepOf(request, moment.now) !== 'OPEN_LEVEL') return { answer: request };
    const gathered = await gatherFacts(context, request, standing.account);
    const stale = staleness(request, gathered.facts);
    if (stale) return lapseChange(context, request, stale, gathered.legalName);
    const people = await whoMayDecide(request, level.level);
    const opened = openNextLevel(request, { ...people, approvalId: newId(moment.now), now: moment.now });
    if (opened.kind === 'AGREED') {
      // Those who decided below decide here too; there is nobody to ask, and nothing that the history does not know.
      return { first: async () => void (await saveRequest(table, request, opened.request)) };
    }
    return opened.kind === 'NOBODY'
      ? endChange(context, opened.request, outcomeMail(opened.request, gathered.legalName, nobodyLeft(opened.request)))
      : askedChange(context, opened, gathered);
  });
};

const nobodyLeft = ({ outcome }: LimitRequest) =>
  ({ outcome: 'REJECTED', name: 'ended', why: outcome?.text ?? null }) as const;

const askedChange = (
  context: Context,
  { approvers, level, request }: Extract<Opened, { kind: 'ASKED' }>,
  { profile }: Gathered,
): ChangeDecided<LimitRequest> => {
  const { policy, table, moment } = context;
  const approvalId = level.approvalId ?? '';
  const mails = approvers.map((approver) =>
    approvalMail(approvalCase(request, level, approver, profile, policy.approvals), {
      template: 'approval-request',
      name: 'asked',
    }),
  );
  return {
    request,
    entry: {
      kind: 'LimitApprovalRequested',
      data: { ...aboutLevel(level), approvers: approvers.map(({ email }) => email), escalated: false },
    },
    writes: [
      approvalWrite(table, request, level),
      ...approvers.map((approver) => assignmentWrite(table, request.requestId, approvalId, approver, moment.now)),
      ...mails.map((mail) => mailWrite(context, mail)),
    ],
    result: request,
  };
};
