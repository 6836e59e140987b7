import * as z from 'zod/mini';
import { approvalSubjects } from '../domain/approval/subject.ts';
import { MoneyView } from './amounts.ts';
import { HandoffCaseView } from './handoff-case.ts';
import { DateOfBusiness, Identifier } from './primitives.ts';

const Instant = z.iso.datetime();

const Customer = z.object({ customerId: Identifier, legalName: z.string() });

/** Whom the link of the mail lets decide on the handoff; link and code are minted as the mail goes out. */
export const HandoffLinkTarget = z.object({
  approvalId: z.string(),
  requestId: z.string(),
  subject: z.enum(approvalSubjects),
  approver: z.string(),
  expiresAt: Instant,
});

/** Puts a handoff to an approver, for the first time or again. */
export const HandoffApprovalData = z.extend(HandoffCaseView, {
  occasion: z.enum(['ASKED', 'REMINDED', 'ESCALATED', 'AFTER_WRONG_CODES']),
  /** When the link of this mail ends. */
  linkEndsAt: Instant,
});

const handoff = {
  handoffId: z.string(),
  caseId: z.string(),
  customer: Customer,
  totals: z.array(MoneyView),
};

/** For those who run the platform: nobody could be asked, or a mail does not reach somebody who was. */
export const HandoffTroubleData = z.object({
  ...handoff,
  trouble: z.enum(['NO_APPROVER', 'NOT_REACHED', 'NO_LAWYER']),
  role: z.string(),
  why: z.string(),
});

const sealed = {
  ...handoff,
  /** Late interest up to the day of sealing, one amount for each currency. */
  interest: z.array(MoneyView),
  invoices: z.int(),
  oldestDueOn: z.nullable(DateOfBusiness),
  sealedAt: Instant,
  manifestSha256: z.string(),
  approvedBy: z.nullable(z.string()),
};

/** Hands a sealed bundle over to legal. */
export const LegalHandoffData = z.object({
  ...sealed,
  parts: z.array(z.object({ name: z.string(), sha256: z.string() })),
});

export const LegalReminderData = z.object(sealed);

/** What happened to something that legal has. */
export const LegalNewsData = z.object({
  ...handoff,
  news: z.enum(['PAYMENT', 'CREDIT', 'REVERSAL', 'OTHER', 'CLOSED', 'RECALLED']),
  amount: z.nullable(MoneyView),
  /** What is still owed of the customer's open items, one amount for each currency. */
  remaining: z.array(MoneyView),
  matterNumber: z.nullable(z.string()),
  why: z.nullable(z.string()),
  by: z.nullable(z.string()),
});

/** For whoever approved it: legal does not take it. */
export const HandoffRejectedData = z.object({ ...handoff, rejectedBy: z.nullable(z.string()), why: z.string() });

/** The mails about handoffs to legal. */
export const handoffMessages = [
  z.object({ template: z.literal('handoff-approval'), data: HandoffApprovalData, link: HandoffLinkTarget }),
  z.object({ template: z.literal('handoff-trouble'), data: HandoffTroubleData }),
  z.object({ template: z.literal('handoff-rejected'), data: HandoffRejectedData }),
  z.object({ template: z.literal('legal-handoff'), data: LegalHandoffData }),
  z.object({ template: z.literal('legal-handoff-reminder'), data: LegalReminderData }),
  z.object({ template: z.literal('legal-handoff-news'), data: LegalNewsData }),
] as const;
export type HandoffMessage = z.infer<(typeof handoffMessages)[number]>;
export type HandoffMessageOf<T extends HandoffMessage['template']> = Extract<HandoffMessage, { template: T }>;
