import { needsSignIn } from '../../domain/limit-request/case.ts';
import { type Decided, decideLevel, type Say } from '../../domain/limit-request/decide.ts';
import type { LimitRequest, RequestLevel } from '../../domain/limit-request/limit-request.ts';
import { outcomeMail } from '../../domain/limit-request/mails.ts';
import { sameAddress } from '../../domain/mail/address.ts';
import type { MailDraft } from '../../domain/mail/mail.ts';
import { roles } from '../../domain/policy/roles.ts';
import { Refusal } from '../../errors.ts';
import { toMoneyJson } from '../../money.ts';
import type { Context } from '../context.ts';
import { mailWrite } from '../mails.ts';
import { loadProfile } from '../profiles.ts';
import type { Write } from '../table.ts';
import { type Assignment, endAssignments, endAssignmentWrite, loadApproval, loadAssignment } from './approvals.ts';
import { aboutLevel, changeRequest, type RequestChange } from './change.ts';
import type { Directory } from './directory.ts';

/** What an approver decided, as it was recorded. */
export interface Recorded {
  readonly request: LimitRequest;
  readonly level: RequestLevel;
  readonly decision: Decided['decision'];
}

/** What was put to a person. @throws forbidden when this approval was not. */
export const assignmentOf = async ({ table }: Context, approvalId: string, email: string): Promise<Assignment> => {
  const assignment = await loadAssignment(table, approvalId, email);
  if (assignment) return assignment;
  throw new Refusal('forbidden', 'This approval was not put to you. Only those who were asked decide it.');
};

const holdsAnyRole = async (directory: Directory, email: string): Promise<boolean> => {
  const people = await Promise.all(roles.map((role) => directory.inRole(role)));
  return people.flat().some((one) => sameAddress(one, email));
};

/**
 * Looks whether who was asked still holds the role; who stands in decides for somebody who has to hold it.
 * @throws forbidden for whoever has left it since; unavailable when the directory cannot be asked.
 */
export const refuseUnlessHolder = async (
  directory: Directory,
  { email, onBehalfOf, role }: Assignment,
): Promise<void> => {
  const holder = onBehalfOf ?? email;
  const holders = await directory.inRole(role);
  if (!holders.some((one) => sameAddress(one, holder))) {
    throw new Refusal('forbidden', `${holder} does not hold the role ${role} any more, in which this was asked.`);
  }
  if (onBehalfOf === null || (await holdsAnyRole(directory, email))) return;
  throw new Refusal('forbidden', `${email}, who stood in for ${holder}, does not hold any role any more.`);
};

/** The level on which a decision was made, as it is after it. */
const levelOf = (request: LimitRequest, approvalId: string): RequestLevel => {
  const level = request.levels.find((candidate) => candidate.approvalId === approvalId);
  if (!level) throw new Error(`request ${request.requestId} has no level of approval ${approvalId}`);
  return level;
};

/** The requester hears at once of a rejection, and of what is missing; an approval may have other levels before it. */
const newsOf = (request: LimitRequest, legalName: string, { decision }: Decided): readonly MailDraft[] => {
  const { by, comment, verdict } = decision;
  if (verdict === 'APPROVE') return [];
  const level = request.levels.find(({ decisions }) => decisions.includes(decision));
  const name = verdict === 'REJECT' ? 'ended' : `returned-${level?.level ?? 0}-${decision.round}`;
  const outcome = verdict === 'REJECT' ? 'REJECTED' : 'RETURNED';
  return outcomeMail(request, legalName, { outcome, name, decidedBy: by, why: comment });
};

/** A decision as a change of the request: stored first, with everything that it ends; the workflow is woken by it. */
export const decisionChange = async (
  context: Context,
  before: LimitRequest,
  approvalId: string,
  decided: Decided,
  writes: readonly Write[],
): Promise<RequestChange<Recorded>> => {
  const { table } = context;
  const { closes, decision, request } = decided;
  const { approved, by, comment, verdict } = decision;
  const level = levelOf(request, approvalId);
  const profile = await loadProfile(table, before.customerId);
  const mails = newsOf(request, profile?.masterData.legalName ?? before.customerId, decided);
  return {
    request,
    entry: {
      kind: 'LimitApprovalDecided',
      data: {
        ...aboutLevel(level),
        decision: verdict,
        decidedBy: by,
        onBehalfOf: decision.onBehalfOf,
        role: decision.role,
        via: decision.via,
        approvedLimit: approved && { ...toMoneyJson(approved) },
        comment,
      },
    },
    writes: [
      ...(closes ? endAssignments(table, level) : [endAssignmentWrite(table, approvalId, by, 'DECIDED')]),
      ...writes,
      ...mails.map((mail) => mailWrite(context, mail)),
    ],
    result: { request: { ...request, version: before.version + 1 }, level, decision },
  };
};

/**
 * Decides an approval for a person who has signed in.
 * @param answer makes the answer that an Idempotency-Key stands for.
 * @throws not-found for an unknown approval; forbidden when it was not put to this person, or the person must not
 * decide; conflict when there is nothing to decide any more; unprocessable for an amount that cannot be agreed to.
 */
export const decideApproval = async <T>(
  context: Context,
  directory: Directory,
  approvalId: string,
  email: string,
  say: Omit<Say, 'via'>,
  answer: (recorded: Recorded) => T,
): Promise<T> => {
  const { requestId } = await loadApproval(context.table, approvalId);
  const assignment = await assignmentOf(context, approvalId, email);
  await refuseUnlessHolder(directory, assignment);
  return changeRequest<T>(context, requestId, async (request) => {
    const decided = decideLevel(request, approvalId, assignment, { ...say, via: 'API' }, context.moment.now);
    const change = await decisionChange(context, request, approvalId, decided, []);
    return { ...change, result: answer(change.result) };
  });
};

/** @throws forbidden when the amount is above what a link alone may decide. */
export const refuseWithoutSignIn = (context: Context, request: LimitRequest): void => {
  if (!needsSignIn(request, context.policy.approvals)) return;
  const text = 'An amount as large as this is decided after signing in: POST /v1/approvals/{approvalId}/decision.';
  throw new Refusal('forbidden', text);
};
