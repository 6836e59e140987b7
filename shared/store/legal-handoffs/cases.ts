import type { CollectionCase } from '../../domain/collection/case.ts';
import { evolveAll } from '../../domain/collection/evolve.ts';
import { review } from '../../domain/collection/review.ts';
import { type HandoffCase, handoffCase } from '../../domain/legal-handoff/case.ts';
import type { LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import type { Approver } from '../../domain/limit-request/limit-request.ts';
import { type CaseGround, gatherGround } from '../collection/ground.ts';
import { listCaseEvents, loadCase } from '../collection/items.ts';
import { underPolicyOf } from '../collection/policy-of-case.ts';
import type { Context } from '../context.ts';
import type { Assignment } from '../limit-requests/approvals.ts';
import { handoffFacts } from './facts.ts';
import { loadHandoffs } from './items.ts';

/** The context under the policy that the case of a handoff goes by, and the handoff with it. */
export const underPolicyOfHandoff = async (
  context: Context,
  { caseId }: Pick<LegalHandoff, 'caseId'>,
): Promise<Context> => underPolicyOf(context, await loadCase(context.table, caseId));

/** A case as it is now, whether or not what the facts have done to it is recorded. */
export const caseNow = async (
  context: Context,
  { caseId, customerId }: Pick<LegalHandoff, 'caseId' | 'customerId'>,
): Promise<{ readonly state: CollectionCase; readonly ground: CaseGround }> => {
  const stored = await loadCase(context.table, caseId);
  const ground = await gatherGround(await underPolicyOf(context, stored), customerId, caseId);
  return { state: evolveAll(stored, review(stored, ground.facts)), ground };
};

/** What an approver is shown, with the facts as they are now. */
export const showHandoff = async (
  context: Context,
  handoff: LegalHandoff,
  approver: Approver,
): Promise<HandoffCase> => {
  const [{ ground, state }, events, { policy }] = await Promise.all([
    caseNow(context, handoff),
    listCaseEvents(context.table, handoff.caseId),
    underPolicyOfHandoff(context, handoff),
  ]);
  return handoffCase(handoff, approver, handoffFacts(state, ground, events), policy.approvals);
};

/** What waits for a person's decision among handoffs, with the facts as they are now. */
export const handoffCases = async (
  context: Context,
  assignments: readonly Assignment[],
): Promise<readonly HandoffCase[]> => {
  const handoffs = await loadHandoffs(
    context.table,
    assignments.map(({ requestId }) => requestId),
  );
  const shown: HandoffCase[] = [];
  // One after the other: a person has few of them, and each reads a customer's open items.
  for (const assignment of assignments) {
    const handoff = handoffs.find(({ handoffId }) => handoffId === assignment.requestId);
    if (handoff?.status === 'AWAITING_APPROVAL') shown.push(await showHandoff(context, handoff, assignment));
  }
  return shown;
};
