import { type ApprovalCase, approvalCase } from '../../domain/limit-request/case.ts';
import { hasEnded } from '../../domain/limit-request/limit-request.ts';
import type { Context } from '../context.ts';
import { loadCreditProfiles } from '../credit-profiles.ts';
import type { Assignment } from './approvals.ts';
import { loadRequests } from './items.ts';

/** What waits for a person's decision among limit requests, with the customers' facts as they are now. */
export const requestCases = async (
  context: Context,
  assignments: readonly Assignment[],
): Promise<readonly ApprovalCase[]> => {
  const requests = await loadRequests(
    context.table,
    assignments.map(({ requestId }) => requestId),
  );
  const customerIds = [...new Set(requests.map(({ customerId }) => customerId))];
  const profiles = await loadCreditProfiles(context, customerIds);
  return assignments.flatMap((assignment) => {
    const request = requests.find(({ requestId }) => requestId === assignment.requestId);
    const level = request?.levels.find(({ approvalId }) => approvalId === assignment.approvalId);
    const profile = profiles.find(({ account }) => account.customerId === request?.customerId);
    if (!request || !profile || level?.status !== 'PENDING' || hasEnded(request)) return [];
    return [approvalCase(request, level, assignment, profile, context.policy.approvals)];
  });
};
