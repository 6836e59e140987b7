import * as z from 'zod/mini';
import { LegalHandoffView } from './legal-handoffs.ts';
import { LimitRequestView } from './limit-requests.ts';

/** What was decided, as it stands afterwards: a limit request, or a handoff to legal. */
export const DecidedApprovalView = z.union([LimitRequestView, LegalHandoffView]);
export type DecidedApprovalView = z.infer<typeof DecidedApprovalView>;
