import * as z from 'zod/mini';
import { requestKinds, verdicts } from '../domain/limit-request/limit-request.ts';
import { MoneyView } from './amounts.ts';
import { DateView, InstantView } from './primitives.ts';

/** A decision on a level before. */
const EarlierDecision = z.object({
  level: z.int(),
  role: z.string(),
  by: z.string(),
  onBehalfOf: z.nullable(z.string()),
  decision: z.enum(verdicts),
  at: InstantView,
  approvedLimit: z.nullable(MoneyView),
  comment: z.nullable(z.string()),
});

/** Everything that an approver is shown: what is asked, how the customer stands now and pays, what others said. */
export const ApprovalCaseView = z.object({
  requestId: z.string(),
  approvalId: z.string(),
  kind: z.enum(requestKinds),
  customer: z.object({ customerId: z.string(), legalName: z.string() }),
  /** The limit asked for, or the amount of the order. */
  requested: MoneyView,
  validTo: z.nullable(DateView),
  orderId: z.nullable(z.string()),
  /** The customer's limit for good; `null` where there is none. */
  currentLimit: z.nullable(MoneyView),
  unlimited: z.boolean(),
  recommendedLimit: z.nullable(MoneyView),
  /** Why that, or none, in sentences. */
  recommendedBecause: z.array(z.string()),
  /** As it stands now, and as it stood when the request was assessed, to which an approval is bound. */
  exposure: MoneyView,
  exposureWhenAssessed: MoneyView,
  overdue: z.object({ amount: MoneyView, maxDaysPastDue: z.int() }),
  /** Exposure by effective limit, 0.73 for 73 %: now, and under what is asked for. */
  utilization: z.nullable(z.number()),
  utilizationIfApproved: z.nullable(z.number()),
  grade: z.nullable(z.string()),
  behaviour: z.object({
    /** Share of the invoices that were paid in time, 0 to 1. */
    onTimeRatio: z.nullable(z.number()),
    averageDaysToPay: z.nullable(z.number()),
    averageDaysLate: z.nullable(z.number()),
    invoicesPaid: z.int(),
  }),
  reason: z.string(),
  requestedBy: z.string(),
  createdAt: InstantView,
  level: z.int(),
  levels: z.int(),
  /** The role in which the approver is asked. */
  role: z.string(),
  approver: z.string(),
  /** The absent approver in whose place this one is asked. */
  onBehalfOf: z.nullable(z.string()),
  alsoAsked: z.array(z.string()),
  earlier: z.array(EarlierDecision),
  /** What was told after the request had been returned. */
  information: z.array(z.object({ by: z.string(), at: InstantView, text: z.string() })),
  askedAt: InstantView,
  /** When the request ends without a decision. */
  endsAt: InstantView,
  /** Whether an approval by link is not enough for this amount, and a person has to sign in. */
  needsSignIn: z.boolean(),
});
export type ApprovalCase = z.infer<typeof ApprovalCaseView>;
