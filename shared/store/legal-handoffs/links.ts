import { LinkClosed, type LinkClosure } from '../../domain/approval/closed-link.ts';
import { type ApprovalLink, closureOf, isCodeOf } from '../../domain/approval/link.ts';
import { type HandoffCase, linkEndsAt, needsSignIn } from '../../domain/legal-handoff/case.ts';
import type { LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { questionMail } from '../../domain/legal-handoff/mails.ts';
import { notFound, Refusal } from '../../errors.ts';
import { findLink, useLinkWrite } from '../approval-links.ts';
import type { Context } from '../context.ts';
import { type Assignment, loadAssignment } from '../limit-requests/approvals.ts';
import { refuseUnlessHolder } from '../limit-requests/decide.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { refuseWrongCode } from '../wrong-codes.ts';
import { showHandoff } from './cases.ts';
import { type HandoffSay, judgeDecision, recordDecision } from './decide.ts';
import { loadHandoff } from './items.ts';
import { handoffApproverNotReached } from './not-reached.ts';

/** What somebody who comes too late is told: by the story of the handoff, which says more than the link itself. */
const closureBy = ({ decision, ended, status }: LegalHandoff, link: ApprovalLink): LinkClosure | null => {
  if (status === 'AWAITING_APPROVAL') return null;
  if (!decision) return { reason: 'CLOSED', at: ended?.at ?? link.changedAt };
  const { at, by, verdict } = decision;
  return by === link.approver
    ? { reason: 'USED', at, decision: verdict }
    : { reason: 'DECIDED_BY_OTHER', at, decision: verdict, by };
};

const closeIfOver = ({ moment }: Context, handoff: LegalHandoff, link: ApprovalLink): void => {
  const closure = closureBy(handoff, link) ?? closureOf(link, moment.now);
  if (!closure) return;
  if (closure.reason === 'EXPIRED') throw new LinkClosed({ reason: 'LINK_EXPIRED', at: closure.at });
  if (closure.reason !== 'DEAD') throw new LinkClosed(closure);
  const isGivenUp = handoff.approval?.notReached.some(({ email }) => email === link.approver) ?? false;
  throw new LinkClosed({ ...closure, freshMail: !isGivenUp });
};

interface Opened {
  readonly link: ApprovalLink;
  readonly handoff: LegalHandoff;
  readonly assignment: Assignment;
}

/** @throws not-found for a token that was never given out, gone for a link that opens nothing any more. */
const open = async (context: Context, token: string): Promise<Opened> => {
  const link = await findLink(context.table, token);
  if (!link) throw new Refusal('not-found', 'There is no such link. Take the one of the newest mail, whole.');
  const [handoff, assignment] = await Promise.all([
    loadHandoff(context.table, link.requestId),
    loadAssignment(context.table, link.approvalId, link.approver),
  ]);
  closeIfOver(context, handoff, link);
  if (!assignment) throw notFound('approval', link.approvalId);
  return { link, handoff, assignment };
};

/**
 * What an emailed link shows of a handoff to its approver; reading it changes nothing.
 * @throws not-found for a token that was never given out; gone for a link that opens nothing any more.
 */
export const handoffByToken = async (context: Context, token: string): Promise<HandoffCase> => {
  const { assignment, handoff } = await open(context, token);
  return showHandoff(context, handoff, assignment);
};

/** What was sent with the form of a link. */
export interface HandoffForm extends HandoffSay {
  /** As it was typed; empty when there was none. */
  readonly code: string;
}

/**
 * Decides a handoff by an emailed link and the code that stands beside it. A wrong or missing code decides nothing; the
 * fifth ends the link, and a fresh mail goes out.
 * @returns the handoff as it is afterwards.
 * @throws as `handoffByToken`; forbidden where a sign-in is asked for, and for whoever has left the role; unprocessable
 * for the code, and for what cannot be said of a handoff.
 */
export const decideHandoffByToken = async (
  context: Context,
  directory: Directory,
  token: string,
  { code, ...say }: HandoffForm,
): Promise<LegalHandoff> => {
  const opened = await open(context, token);
  const { assignment, handoff, link } = opened;
  const shown = await showHandoff(context, handoff, assignment);
  // Whichever is stricter, the policy that the case goes by or that in force.
  if (shown.needsSignIn || needsSignIn(handoff.totals, context.policy.approvals)) {
    throw new Refusal('forbidden', 'An amount as large as this is decided after signing in.');
  }
  // Whatever else is wrong with the form is said before the code is looked at, and costs no attempt.
  judgeDecision(handoff, say);
  if (!isCodeOf(link, token, code)) throw await wrongCode(context, opened, shown);
  await refuseUnlessHolder(directory, assignment);
  const { handoffId } = handoff;
  return recordDecision(
    context,
    directory,
    { by: link.approver, handoffId },
    say,
    (after) => after,
    async () => {
      const fresh = await open(context, token);
      return [useLinkWrite(context.table, fresh.link, context.moment.now)];
    },
  );
};

/** Counts the attempt, and says what is left. */
const wrongCode = (context: Context, { assignment, handoff, link }: Opened, shown: HandoffCase): Promise<Refusal> =>
  refuseWrongCode(context, {
    link,
    assignment,
    freshMail: (name) =>
      questionMail(shown, {
        occasion: 'AFTER_WRONG_CODES',
        name,
        linkEndsAt: linkEndsAt(context.moment.now, context.policy.approvals),
      }),
    notReached: (reason) =>
      handoffApproverNotReached(context, { handoffId: handoff.handoffId, approver: link.approver, reason }),
  });
