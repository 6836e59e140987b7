import * as z from 'zod/mini';
import { levelStatuses, requestKinds, requestStatuses, verdicts } from '../domain/limit-request/limit-request.ts';
import { deciders } from '../domain/policy/approvals.ts';
import { MoneyView, NotNegativeMoney, PositiveMoney } from './amounts.ts';
import { ApprovalCaseView } from './approval-case.ts';
import { HandoffCaseView } from './handoff-case.ts';
import {
  checked,
  DateOfBusiness,
  DateView,
  Email,
  Identifier,
  InstantView,
  listOf,
  PageQuery,
  prose,
  Reason,
} from './primitives.ts';

/** The fields that each kind needs, and those that make no sense for it. */
const fieldsOf = {
  PERMANENT: { needed: ['requestedLimit'], foreign: ['validTo', 'decisionId'] },
  TEMPORARY: { needed: ['requestedLimit', 'validTo'], foreign: ['decisionId'] },
  ORDER_RELEASE: { needed: ['decisionId'], foreign: ['requestedLimit', 'validTo'] },
} as const;

/** Body of `POST /v1/limit-requests`. */
export const RequestLimitBody = /* @__PURE__ */ checked(
  z.strictObject({
    customerId: Identifier,
    kind: z.enum(requestKinds),
    requestedLimit: z.exactOptional(NotNegativeMoney),
    validTo: z.exactOptional(DateOfBusiness),
    decisionId: z.exactOptional(Identifier),
    reason: Reason,
    requestedBy: z.exactOptional(Email),
  }),
  z.superRefine((body, context) => {
    const { needed, foreign } = fieldsOf[body.kind];
    for (const name of needed) {
      if (body[name] !== undefined) continue;
      context.addIssue({ code: 'custom', path: [name], message: `is required for ${body.kind}`, input: undefined });
    }
    for (const name of foreign) {
      if (body[name] === undefined) continue;
      const message = `makes no sense for ${body.kind}: leave it out`;
      context.addIssue({ code: 'custom', path: [name], message, input: body[name] });
    }
  }),
);
export type RequestLimitBody = z.infer<typeof RequestLimitBody>;

export const LimitRequestParams = z.object({ requestId: Identifier });
export const ListLimitRequestsQuery = z.object({ ...PageQuery, status: z.exactOptional(z.enum(requestStatuses)) });

export const WithdrawBody = z.strictObject({ reason: z.exactOptional(Reason) });
export const InformationBody = z.strictObject({ information: /* @__PURE__ */ prose(4000) });
/** What was repaired, for the history. */
export const ResumeBody = z.strictObject({ reason: z.exactOptional(Reason) });

const Decision = z.object({
  decision: z.enum(verdicts),
  decidedBy: z.string(),
  onBehalfOf: z.nullable(z.string()),
  role: z.string(),
  decidedAt: InstantView,
  approvedLimit: z.nullable(MoneyView),
  comment: z.nullable(z.string()),
  via: z.enum(['LINK', 'API']),
  round: z.int(),
});

/** One level of a request. `decidedBy` and what follows tell of the decision that closed it. */
export const LimitRequestLevelView = z.object({
  level: z.int(),
  role: z.string(),
  /** The role that is asked now, where it was routed on or escalated. */
  askedRole: z.nullable(z.string()),
  deciders: z.enum(deciders),
  status: z.enum(levelStatuses),
  approvalId: z.nullable(z.string()),
  round: z.int(),
  approvers: z.array(z.string()),
  notReached: z.array(z.string()),
  openedAt: z.nullable(InstantView),
  remindedAt: z.nullable(InstantView),
  escalatedAt: z.nullable(InstantView),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(InstantView),
  comment: z.nullable(z.string()),
  approvedLimit: z.nullable(MoneyView),
  coveredByLevel: z.nullable(z.int()),
  decisions: z.array(Decision),
});

export const LimitRequestView = z.object({
  requestId: z.string(),
  customerId: z.string(),
  kind: z.enum(requestKinds),
  status: z.enum(requestStatuses),
  /** `null` for the release of an order. */
  requestedLimit: z.nullable(MoneyView),
  approvedLimit: z.nullable(MoneyView),
  recommendedLimit: z.nullable(MoneyView),
  validTo: z.nullable(DateView),
  order: z.nullable(z.object({ orderId: z.string(), decisionId: z.string(), amount: MoneyView })),
  reason: z.string(),
  requestedBy: z.string(),
  submittedBy: z.string(),
  createdAt: InstantView,
  /** When it ends without a decision. */
  expiresAt: InstantView,
  /** What the approvals are bound to; `null` until it is assessed. */
  assessment: z.nullable(
    z.object({
      assessedAt: InstantView,
      policyVersion: z.int(),
      creditLimit: z.nullable(MoneyView),
      effectiveLimit: z.nullable(MoneyView),
      exposure: MoneyView,
      overdue: z.object({ amount: MoneyView, maxDaysPastDue: z.int() }),
      grade: z.nullable(z.string()),
      recommendedBecause: z.array(z.string()),
    }),
  ),
  levels: z.array(LimitRequestLevelView),
  information: z.array(z.object({ by: z.string(), at: InstantView, text: z.string() })),
  notes: z.array(z.object({ at: InstantView, level: z.nullable(z.int()), text: z.string() })),
  outcome: z.nullable(z.object({ code: z.string(), text: z.string(), at: InstantView, by: z.nullable(z.string()) })),
  /** Where a request that says FAILED stands still. */
  failure: z.nullable(z.object({ at: InstantView, state: z.string(), error: z.string(), correlationId: z.string() })),
  executionArn: z.nullable(z.string()),
  correlationId: z.string(),
  version: z.int(),
});
export type LimitRequestView = z.infer<typeof LimitRequestView>;
export const LimitRequestListView = /* @__PURE__ */ listOf(LimitRequestView);
export type LimitRequestListView = z.infer<typeof LimitRequestListView>;

export const ApprovalParams = z.object({ approvalId: Identifier });
export const ListApprovalsQuery = z.object(PageQuery);
/** What waits for a decision: limit requests, and cases that may be handed over to legal; `kind` tells them apart. */
export const ApprovalListView = /* @__PURE__ */ listOf(z.union([ApprovalCaseView, HandoffCaseView]));
export type ApprovalListView = z.infer<typeof ApprovalListView>;

/** Body of `POST /v1/approvals/{approvalId}/decision`. Without `approvedLimit` the limit is approved as requested. */
export const DecideApprovalBody = z.strictObject({
  decision: z.enum(verdicts),
  approvedLimit: z.exactOptional(PositiveMoney),
  comment: z.exactOptional(Reason),
});
export type DecideApprovalBody = z.infer<typeof DecideApprovalBody>;
