import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { DateOfBusiness, Identifier } from './primitives.ts';

/** What the templates of `shared/mail` are filled with. Texts may come from anyone; the templates make them harmless. */
const Customer = z.object({ customerId: Identifier, legalName: z.string() });
const Instant = z.iso.datetime();

const LimitRequestKind = z.enum(['PERMANENT', 'TEMPORARY', 'ORDER_RELEASE']);

/** What is asked for: a limit, for good or up to a date, or the release of an order. */
const requested = {
  requestId: z.string(),
  kind: LimitRequestKind,
  customer: Customer,
  /** The limit asked for, or the amount of the order. */
  requested: MoneyView,
  validTo: z.exactOptional(DateOfBusiness),
  orderId: z.exactOptional(z.string()),
};

const ApprovalData = z.object({
  ...requested,
  currentLimit: z.nullable(MoneyView),
  recommendedLimit: z.exactOptional(z.nullable(MoneyView)),
  exposure: MoneyView,
  overdue: z.exactOptional(MoneyView),
  /** Exposure by limit, 0.73 for 73 %, as it stands and as it would be under the requested limit. */
  utilization: z.nullable(z.number()),
  utilizationIfApproved: z.exactOptional(z.nullable(z.number())),
  grade: z.exactOptional(z.nullable(z.string())),
  reason: z.string(),
  requestedBy: z.string(),
  level: z.int(),
  levels: z.int(),
  role: z.string(),
  /** Who else was asked on this level. */
  alsoAsked: z.array(z.string()),
  /** Decisions of the levels before. */
  earlier: z.exactOptional(
    z.array(
      z.object({
        level: z.int(),
        by: z.string(),
        approvedLimit: z.exactOptional(z.nullable(MoneyView)),
        comment: z.exactOptional(z.nullable(z.string())),
      }),
    ),
  ),
  /** When the request ends without a decision. */
  endsAt: Instant,
});

/** Whom the link of the mail lets decide on what; link and code are minted as the mail goes out. */
const LinkTarget = z.object({
  approvalId: z.string(),
  requestId: z.string(),
  approver: z.string(),
  expiresAt: Instant,
});

const OutcomeData = z.object({
  ...requested,
  outcome: z.enum(['APPROVED', 'REJECTED', 'LAPSED', 'EXPIRED', 'WITHDRAWN', 'RETURNED', 'FAILED']),
  /** The limit that was approved, which may be less than was asked for. */
  approved: z.exactOptional(z.nullable(MoneyView)),
  decidedBy: z.exactOptional(z.nullable(z.string())),
  /** Why, in the words of who decided or of the platform. */
  why: z.exactOptional(z.nullable(z.string())),
  /** Named where something went wrong inside. */
  correlationId: z.exactOptional(z.string()),
});

/** Every mail that the platform sends: its template, what it is filled with, and what its link is for, if it has one. */
export const MailMessage = z.discriminatedUnion('template', [
  z.object({ template: z.literal('approval-request'), data: ApprovalData, link: LinkTarget }),
  z.object({
    template: z.literal('approval-reminder'),
    data: z.extend(ApprovalData, { askedAt: Instant }),
    link: LinkTarget,
  }),
  z.object({ template: z.literal('limit-request-outcome'), data: OutcomeData }),
]);
export type MailMessage = z.infer<typeof MailMessage>;
export type MailTemplate = MailMessage['template'];
export type MessageOf<T extends MailTemplate> = Extract<MailMessage, { template: T }>;
