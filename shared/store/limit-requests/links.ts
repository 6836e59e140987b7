import { LinkClosed, type LinkClosure } from '../../domain/approval/closed-link.ts';
import { type ApprovalLink, closureOf, isCodeOf } from '../../domain/approval/link.ts';
import { type ApprovalCase, approvalCase } from '../../domain/limit-request/case.ts';
import { decideLevel, openLevel, type Say } from '../../domain/limit-request/decide.ts';
import type { LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { approvalMail } from '../../domain/limit-request/mails.ts';
import { notFound, Refusal } from '../../errors.ts';
import { findLink, useLinkWrite } from '../approval-links.ts';
import type { Context } from '../context.ts';
import { loadCreditProfile } from '../credit-profiles.ts';
import { refuseWrongCode } from '../wrong-codes.ts';
import { type Assignment, loadAssignment } from './approvals.ts';
import { changeRequest } from './change.ts';
import { assignmentOf, decisionChange, type Recorded, refuseUnlessHolder, refuseWithoutSignIn } from './decide.ts';
import type { Directory } from './directory.ts';
import { loadRequest } from './items.ts';
import { approverNotReached } from './not-reached.ts';

/** A link of a round that ended when the request was returned; whoever is asked again has a newer one. */
const closureByReturn = ({ levels }: LimitRequest, { approver, changedAt, mintedAt }: ApprovalLink): LinkClosure => {
  for (const level of levels) {
    const returned = level.decisions.find(({ at, verdict }) => verdict === 'RETURN' && at >= mintedAt);
    if (!returned) continue;
    const isAsked = level.status === 'PENDING' && level.approvers.some(({ email }) => email === approver);
    if (isAsked && level.openedAt !== null) return { reason: 'REPLACED', at: level.openedAt };
    const { at, by, verdict } = returned;
    return by === approver
      ? { reason: 'USED', at, decision: verdict }
      : { reason: 'DECIDED_BY_OTHER', at, decision: verdict, by };
  }
  return { reason: 'CLOSED', at: changedAt };
};

/** What somebody who comes too late is told: by the story of the request, which says more than the link itself. */
const closureBy = (request: LimitRequest, link: ApprovalLink): LinkClosure | null => {
  const { outcome, status } = request;
  // Requests lapse after decisions: also whoever has approved is to hear that it came to nothing, and why.
  if (status === 'LAPSED' && outcome) return { reason: 'LAPSED', at: outcome.at, why: outcome.text };
  const level = request.levels.find(({ approvalId }) => approvalId === link.approvalId);
  const said = level?.decisions.filter(({ round }) => round === level.round) ?? [];
  const own = said.find(({ by }) => by === link.approver);
  if (own) return { reason: 'USED', at: own.at, decision: own.verdict };
  const last = said.at(-1);
  if (last && level?.status !== 'PENDING') {
    return { reason: 'DECIDED_BY_OTHER', at: last.at, decision: last.verdict, by: last.by };
  }
  if (outcome === null) {
    if (!level) return closureByReturn(request, link);
    return level.status === 'PENDING' ? null : { reason: 'CLOSED', at: link.changedAt };
  }
  switch (status) {
    case 'WITHDRAWN':
      return { reason: 'WITHDRAWN', at: outcome.at, by: outcome.by ?? '' };
    case 'EXPIRED':
      return { reason: 'EXPIRED', at: outcome.at };
    default:
      return { reason: 'CLOSED', at: outcome.at };
  }
};

/** Once too many mails were burnt, the approver counts as not reached, and no further one goes out. */
const isGivenUp = (request: LimitRequest, { approvalId, approver }: ApprovalLink): boolean =>
  request.levels.some(
    (level) => level.approvalId === approvalId && level.notReached.some(({ email }) => email === approver),
  );

const closeIfOver = ({ moment }: Context, request: LimitRequest, link: ApprovalLink): void => {
  const own = closureOf(link, moment.now);
  const closure = closureBy(request, link) ?? own;
  if (!closure) return;
  if (closure.reason !== 'DEAD') throw new LinkClosed(closure);
  throw new LinkClosed({ ...closure, freshMail: !isGivenUp(request, link) });
};

interface Opened {
  readonly link: ApprovalLink;
  readonly request: LimitRequest;
  readonly assignment: Assignment;
}

/** @throws not-found for a token that was never given out, gone for a link that opens nothing any more. */
const open = async (context: Context, token: string): Promise<Opened> => {
  const link = await findLink(context.table, token);
  if (!link) throw new Refusal('not-found', 'There is no such link. Take the one of the newest mail, whole.');
  const [request, assignment] = await Promise.all([
    loadRequest(context.table, link.requestId),
    loadAssignment(context.table, link.approvalId, link.approver),
  ]);
  closeIfOver(context, request, link);
  if (!assignment) throw notFound('approval', link.approvalId);
  return { link, request, assignment };
};

const caseOf = async (context: Context, { assignment, link, request }: Opened): Promise<ApprovalCase> => {
  const level = openLevel(request, link.approvalId);
  const profile = await loadCreditProfile(context, request.customerId);
  return approvalCase(request, level, assignment, profile, context.policy.approvals);
};

/**
 * What an emailed link shows to its approver; reading it changes nothing.
 * @throws not-found for a token that was never given out; gone for a link that opens nothing any more; unavailable while
 * the request is stopped by a fault.
 */
export const caseByToken = async (context: Context, token: string): Promise<ApprovalCase> =>
  caseOf(context, await open(context, token));

/** What was sent with the form of a link. */
export interface LinkForm extends Omit<Say, 'via'> {
  /** As it was typed; empty when there was none. */
  readonly code: string;
}

/**
 * Decides by an emailed link and the code that stands beside it. A wrong or missing code decides nothing; the fifth ends
 * the link, and a fresh mail goes out.
 * @throws as `caseByToken`; forbidden where a sign-in is asked for, and for whoever has left the role; unprocessable for the code, and for an amount that
 * cannot be agreed to.
 */
export const decideByToken = async (
  context: Context,
  directory: Directory,
  token: string,
  form: LinkForm,
): Promise<Recorded> => {
  const opened = await open(context, token);
  const { assignment, link, request } = opened;
  refuseWithoutSignIn(context, request);
  const say: Say = { ...form, via: 'LINK' };
  // Whatever else is wrong with the form is said before the code is looked at, and costs no attempt.
  decideLevel(request, link.approvalId, assignment, say, context.moment.now);
  const actor = { ...context, actor: link.approver };
  if (!isCodeOf(link, token, form.code)) throw await wrongCode(actor, opened);
  await refuseUnlessHolder(directory, assignment);
  return changeRequest<Recorded>(actor, request.requestId, async (current) => {
    const fresh = await open(context, token);
    const decided = decideLevel(
      current,
      link.approvalId,
      await assignmentOf(context, link.approvalId, link.approver),
      say,
      context.moment.now,
    );
    const uses = useLinkWrite(context.table, fresh.link, context.moment.now);
    return decisionChange(actor, current, link.approvalId, decided, [uses]);
  });
};

/** Counts the attempt, and says what is left. */
const wrongCode = async (context: Context, opened: Opened): Promise<Refusal> => {
  const { assignment, link, request } = opened;
  const shown = await caseOf(context, opened);
  return refuseWrongCode(context, {
    link,
    assignment,
    freshMail: (name) => approvalMail(shown, { template: 'approval-request', name, afterWrongCodes: true }),
    notReached: (reason) =>
      approverNotReached(context, {
        requestId: request.requestId,
        approvalId: link.approvalId,
        approver: link.approver,
        reason,
      }),
  });
};
