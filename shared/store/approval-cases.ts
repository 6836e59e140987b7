import type { HandoffCase } from '../domain/legal-handoff/case.ts';
import type { ApprovalCase } from '../domain/limit-request/case.ts';
import type { Context } from './context.ts';
import { handoffCases } from './legal-handoffs/cases.ts';
import { listWaiting } from './limit-requests/approvals.ts';
import { requestCases } from './limit-requests/cases.ts';
import type { Page } from './table.ts';

/** What waits for a person's decision, oldest first: limit requests and handoffs to legal, with the facts as they are now. */
export const listCases = async (
  context: Context,
  email: string,
  page: { readonly limit: number; readonly startAfter: Page['next'] },
): Promise<{ cases: readonly (ApprovalCase | HandoffCase)[]; next: Page['next'] }> => {
  const { assignments, next } = await listWaiting(context.table, email, page);
  const isHandoff = ({ subject }: (typeof assignments)[number]): boolean => subject === 'LEGAL_HANDOFF';
  const [requests, handoffs] = await Promise.all([
    requestCases(
      context,
      assignments.filter((assignment) => !isHandoff(assignment)),
    ),
    handoffCases(context, assignments.filter(isHandoff)),
  ]);
  const shown = [...requests, ...handoffs];
  const cases = assignments.flatMap(
    ({ approvalId }) => shown.find((candidate) => candidate.approvalId === approvalId) ?? [],
  );
  return { cases, next };
};
