import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { DateView, InstantView } from './primitives.ts';

/** A line of the story of a case. */
export const TimelineView = z.object({
  at: InstantView,
  kind: z.string(),
  text: z.string(),
  by: z.nullable(z.string()),
});

/** Everything that an approver is shown of a case that may be handed over to legal. */
export const HandoffCaseView = z.object({
  kind: z.literal('LEGAL_HANDOFF'),
  /** Of what is to be decided: that of the handoff. */
  requestId: z.string(),
  approvalId: z.string(),
  handoffId: z.string(),
  caseId: z.string(),
  customer: z.object({ customerId: z.string(), legalName: z.string() }),
  /** What would be handed over as it stands now, one amount for each currency. */
  totals: z.array(MoneyView),
  grade: z.nullable(z.string()),
  oldestDueOn: z.nullable(DateView),
  maxDaysPastDue: z.int(),
  /** The oldest first; `moreInvoices` are not listed. */
  invoices: z.array(
    z.object({
      invoiceId: z.string(),
      issuedOn: DateView,
      dueOn: DateView,
      remaining: MoneyView,
      daysPastDue: z.int(),
    }),
  ),
  moreInvoices: z.int(),
  /** What was done so far. */
  timeline: z.array(TimelineView),
  brokenPromises: z.int(),
  /** The role in which the approver is asked. */
  role: z.string(),
  approver: z.string(),
  onBehalfOf: z.nullable(z.string()),
  alsoAsked: z.array(z.string()),
  askedAt: InstantView,
  /** Whether a decision by link is not enough for this amount, and a person has to sign in. */
  needsSignIn: z.boolean(),
});
export type HandoffCase = z.infer<typeof HandoffCaseView>;
