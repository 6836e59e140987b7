import type { CaseCommand } from '../../domain/collection/decide.ts';
import { isWithLegal, type LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { conflict } from '../../errors.ts';
import type { Context } from '../context.ts';
import { answeredBefore, rememberAnswer } from '../idempotency.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { changeHandoff } from './decide.ts';
import { loadHandoff } from './items.ts';

/** What legal, or collections, say of a handoff. */
export type HandoffAnswer =
  | { readonly kind: 'ACKNOWLEDGE'; readonly matterNumber: string }
  | { readonly kind: 'REJECT'; readonly reason: string }
  | { readonly kind: 'RECALL'; readonly reason: string };

const commandOf = (said: HandoffAnswer, by: string): CaseCommand => {
  switch (said.kind) {
    case 'ACKNOWLEDGE':
      return { type: 'ACKNOWLEDGE_HANDOFF', matterNumber: said.matterNumber, by };
    case 'REJECT':
      return { type: 'REJECT_HANDOFF', reason: said.reason, by };
    case 'RECALL':
      return { type: 'RECALL_HANDOFF', reason: said.reason, by };
    default:
      return said satisfies never;
  }
};

/** Whether this has been said before, so that saying it again changes nothing. */
const isSaid = (handoff: LegalHandoff, said: HandoffAnswer): boolean => {
  const { ended, matterNumber, status } = handoff;
  switch (said.kind) {
    case 'ACKNOWLEDGE':
      return status === 'ACKNOWLEDGED' && matterNumber === said.matterNumber;
    case 'REJECT':
      return status === 'REJECTED' && ended?.reason === `Rejected by legal: ${said.reason}`;
    case 'RECALL':
      return status === 'RECALLED' && ended?.reason === `Recalled: ${said.reason}`;
    default:
      return said satisfies never;
  }
};

/** @throws conflict when the answer comes at the wrong time. */
const refuseUnlessThere = (handoff: LegalHandoff): void => {
  const { status } = handoff;
  // What is about to be sealed is there already for whoever looks at it.
  if (isWithLegal(handoff) || status === 'APPROVED') return;
  throw conflict(`The handoff is ${status}: legal does not have it.`);
};

/**
 * Records what legal answers, or that collections take a handoff back: in the case, which goes on by it. The same again
 * changes nothing.
 * @param answer makes the answer that an Idempotency-Key stands for.
 * @throws not-found for an unknown handoff; conflict when legal does not have it, or it is acknowledged under another
 * matter number.
 */
export const answerHandoff = async <T>(
  context: Context,
  directory: Directory,
  handoffId: string,
  said: HandoffAnswer,
  answer: (handoff: LegalHandoff) => T,
): Promise<T> => {
  const before = await answeredBefore<T>(context);
  if (before) return before.answer;
  const handoff = await loadHandoff(context.table, handoffId);
  if (isSaid(handoff, said)) return (await rememberAnswer(context, answer(handoff))).answer;
  refuseUnlessThere(handoff);
  return changeHandoff(context, directory, handoffId, commandOf(said, context.actor), answer, (current) => {
    refuseUnlessThere(current);
    return [];
  });
};
