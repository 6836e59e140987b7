import type { CaseCommand } from '../../domain/collection/decide.ts';
import { evolveHandoff } from '../../domain/legal-handoff/evolve.ts';
import type { LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import type { Verdict } from '../../domain/limit-request/limit-request.ts';
import { conflict, unprocessable } from '../../errors.ts';
import type { Money } from '../../money.ts';
import { type CaseChange, changeCase } from '../collection/change.ts';
import type { Context } from '../context.ts';
import { loadApproval } from '../limit-requests/approvals.ts';
import { assignmentOf, refuseUnlessHolder } from '../limit-requests/decide.ts';
import type { Directory } from '../limit-requests/directory.ts';
import type { Write } from '../table.ts';
import { loadHandoff } from './items.ts';

/** What an approver says of a handoff. */
export interface HandoffSay {
  readonly verdict: Verdict;
  /** Refused where there is one: what is owed is handed over, and no amount is agreed to. */
  readonly approved: Money | null;
  readonly comment: string | null;
}

const NO_REASON = 'no reason was given.';

const commandOf = ({ approved, comment, verdict }: HandoffSay, by: string): CaseCommand => {
  if (approved) throw unprocessable('approvedLimit', 'makes no sense for a legal handoff: leave it out');
  switch (verdict) {
    case 'APPROVE':
      return { type: 'APPROVE_HANDOFF', by, comment };
    case 'REJECT':
      return { type: 'REFUSE_HANDOFF', by, reason: comment ?? NO_REASON };
    case 'RETURN':
      throw unprocessable('decision', 'must be APPROVE or REJECT: a legal handoff is not returned for information');
    default:
      return verdict satisfies never;
  }
};

/** @throws conflict when the question has been answered, or has become pointless. */
const refuseUnlessAsked = ({ decision, status }: LegalHandoff): void => {
  if (status === 'AWAITING_APPROVAL') return;
  if (decision) throw conflict(`${decision.by} has already decided this handoff.`);
  throw conflict(`The handoff is ${status}: there is nothing to decide any more.`);
};

/**
 * Changes the case of a handoff, and answers the handoff as it is afterwards.
 * @param writes what else changes with it.
 * @param answer makes the answer that an Idempotency-Key stands for.
 */
export const changeHandoff = async <T>(
  context: Context,
  directory: Directory,
  handoffId: string,
  command: CaseCommand,
  answer: (handoff: LegalHandoff) => T,
  writes: (before: LegalHandoff, change: CaseChange) => Promise<readonly Write[]> | readonly Write[] = () => [],
): Promise<T> => {
  let before = await loadHandoff(context.table, handoffId);
  return changeCase<T>(context, directory, before.caseId, command, {
    writes: async (change) => {
      before = await loadHandoff(context.table, handoffId);
      return writes(before, change);
    },
    answer: ({ events }) => {
      const after = events.reduce(evolveHandoff, before);
      return answer(after === before ? before : { ...after, version: before.version + 1 });
    },
  });
};

/**
 * Records what an approver decided: first in the case, with everything that it ends; the workflow is woken by it.
 * @throws conflict when there is nothing to decide any more; unprocessable for what cannot be said of a handoff.
 */
export const recordDecision = <T>(
  context: Context,
  directory: Directory,
  { by, handoffId }: { readonly by: string; readonly handoffId: string },
  say: HandoffSay,
  answer: (handoff: LegalHandoff) => T,
  writes: () => Promise<readonly Write[]> | readonly Write[] = () => [],
): Promise<T> =>
  changeHandoff({ ...context, actor: by }, directory, handoffId, commandOf(say, by), answer, async (before) => {
    refuseUnlessAsked(before);
    return writes();
  });

/** Judges what is said before anything is done. @throws as `recordDecision`. */
export const judgeDecision = (handoff: LegalHandoff, say: HandoffSay): void => {
  commandOf(say, '');
  refuseUnlessAsked(handoff);
};

/**
 * Decides a handoff for a person who has signed in.
 * @throws not-found for an unknown approval; forbidden when it was not put to this person, or the person has left the
 * role; conflict and unprocessable as `recordDecision`.
 */
export const decideHandoff = async <T>(
  context: Context,
  directory: Directory,
  approvalId: string,
  email: string,
  say: HandoffSay,
  answer: (handoff: LegalHandoff) => T,
): Promise<T> => {
  const { requestId: handoffId } = await loadApproval(context.table, approvalId);
  const assignment = await assignmentOf(context, approvalId, email);
  commandOf(say, email);
  await refuseUnlessHolder(directory, assignment);
  return recordDecision(context, directory, { by: email, handoffId }, say, answer);
};
