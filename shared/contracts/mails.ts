import * as z from 'zod/mini';
import { requestKinds, verdicts } from '../domain/limit-request/limit-request.ts';
import { MoneyView } from './amounts.ts';
import { DunningData, FinalNoticeData, ThanksData } from './dunning-mails.ts';
import { handoffMessages } from './handoff-mails.ts';
import { DateOfBusiness, Identifier } from './primitives.ts';
import { reportMessages } from './report-mails.ts';
import { TasksEscalatedData } from './task-mails.ts';
import { WarningData } from './warning-mails.ts';

/** What the templates of `shared/mail` are filled with. Texts may come from anyone; the templates make them harmless. */
const Customer = z.object({ customerId: Identifier, legalName: z.string() });
const Instant = z.iso.datetime();

const LimitRequestKind = z.enum(requestKinds);

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
  /** No limit bounds the customer: `currentLimit` is `null` and means the opposite of none. */
  unlimited: z.exactOptional(z.boolean()),
  recommendedLimit: z.exactOptional(z.nullable(MoneyView)),
  /** Why that, or none, in sentences. */
  recommendedBecause: z.exactOptional(z.array(z.string())),
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
  /** The absent approver in whose place this one is asked, and the last day of the absence. */
  onBehalfOf: z.exactOptional(z.nullable(z.string())),
  awayUntil: z.exactOptional(z.nullable(DateOfBusiness)),
  /** Who was asked first and did not decide in time. */
  escalatedFrom: z.exactOptional(z.object({ askedAt: Instant, approvers: z.array(z.string()), role: z.string() })),
  /** The link of an earlier mail has ended by wrong codes, and this mail takes its place. */
  afterWrongCodes: z.exactOptional(z.boolean()),
  /** Decisions before; an approval, where nothing else is said. */
  earlier: z.exactOptional(
    z.array(
      z.object({
        level: z.int(),
        by: z.string(),
        role: z.exactOptional(z.string()),
        onBehalfOf: z.exactOptional(z.nullable(z.string())),
        decision: z.exactOptional(z.enum(verdicts)),
        approvedLimit: z.exactOptional(z.nullable(MoneyView)),
        comment: z.exactOptional(z.nullable(z.string())),
      }),
    ),
  ),
  /** What was told after the request had been returned for it. */
  information: z.exactOptional(z.array(z.object({ by: z.string(), at: Instant, text: z.string() }))),
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

/** For those who run the platform: no mail reaches an approver. */
const NotReachedData = z.object({
  ...requested,
  level: z.int(),
  role: z.string(),
  approver: z.string(),
  why: z.string(),
  /** Who is asked on this level now. */
  askedInstead: z.array(z.string()),
});

/** For those who run the platform: the workflow of a request stands still after a failure. */
const ParkedData = z.object({
  ...requested,
  /** Where it stopped: a state of the workflow. */
  state: z.string(),
  /** Name of the error. */
  error: z.string(),
  correlationId: z.string(),
});

const TemporaryLimitData = z.object({
  /** The limit request by which it was granted. */
  requestId: z.string(),
  customer: Customer,
  temporaryLimit: MoneyView,
  /** Its last day. */
  validTo: DateOfBusiness,
  /** What bounds the customer without it, covers included; `null` where no limit is set. */
  limitAfterwards: z.nullable(MoneyView),
  unlimitedAfterwards: z.boolean(),
  exposure: MoneyView,
  /** By how much the exposure is above that limit; `null` where it is not. */
  excess: z.nullable(MoneyView),
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
  z.object({ template: z.literal('temporary-limit-ending'), data: TemporaryLimitData }),
  z.object({
    template: z.literal('temporary-limit-ended'),
    data: z.extend(TemporaryLimitData, { held: z.boolean() }),
  }),
  z.object({ template: z.literal('approver-not-reached'), data: NotReachedData }),
  z.object({ template: z.literal('limit-request-parked'), data: ParkedData }),
  z.object({ template: z.literal('reminder-before-due'), data: DunningData }),
  z.object({ template: z.literal('friendly-reminder'), data: DunningData }),
  z.object({ template: z.literal('firm-reminder'), data: DunningData }),
  z.object({ template: z.literal('final-notice'), data: FinalNoticeData }),
  z.object({ template: z.literal('payment-thanks'), data: ThanksData }),
  z.object({ template: z.literal('tasks-escalated'), data: TasksEscalatedData }),
  z.object({ template: z.literal('warning'), data: WarningData }),
  ...handoffMessages,
  ...reportMessages,
]);
export type MailMessage = z.infer<typeof MailMessage>;
export type MailTemplate = MailMessage['template'];
export type MessageOf<T extends MailTemplate> = Extract<MailMessage, { template: T }>;
