import type { Instant } from '../../dates.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import type { JsonObject } from '../history/entry.ts';
import { recipientPart } from '../mail/address.ts';
import { isMailAddress, type MailDraft } from '../mail/mail.ts';
import type { ApprovalCase } from './case.ts';
import type { Failure, LimitRequest, NotReached, RequestLevel } from './limit-request.ts';

const mailId = (...parts: readonly (string | number)[]): string => parts.join('-');

const asked = (request: LimitRequest, legalName: string) => ({
  requestId: request.requestId,
  kind: request.kind,
  customer: { customerId: request.customerId, legalName },
  requested: { ...toMoneyJson(request.requested) },
  ...(request.validTo === null ? {} : { validTo: request.validTo }),
  ...(request.orderId === null ? {} : { orderId: request.orderId }),
});

const caseData = (shown: ApprovalCase) => {
  const { customer, currentLimit, exposure, grade, recommendedLimit, requested, utilization } = shown;
  return {
    requestId: shown.requestId,
    kind: shown.kind,
    customer: { ...customer },
    requested: { ...requested },
    ...(shown.validTo === null ? {} : { validTo: shown.validTo }),
    ...(shown.orderId === null ? {} : { orderId: shown.orderId }),
    currentLimit: currentLimit && { ...currentLimit },
    unlimited: shown.unlimited,
    recommendedLimit: recommendedLimit && { ...recommendedLimit },
    recommendedBecause: [...shown.recommendedBecause],
    exposure: { ...exposure },
    overdue: { ...shown.overdue.amount },
    utilization,
    utilizationIfApproved: shown.utilizationIfApproved,
    grade,
    reason: shown.reason,
    requestedBy: shown.requestedBy,
    level: shown.level,
    levels: shown.levels,
    role: shown.role,
    alsoAsked: [...shown.alsoAsked],
    onBehalfOf: shown.onBehalfOf,
    earlier: shown.earlier.map(({ approvedLimit, at: _at, ...decision }) => ({
      ...decision,
      approvedLimit: approvedLimit && { ...approvedLimit },
    })),
    information: shown.information.map((given) => ({ ...given })),
    endsAt: shown.endsAt,
  };
};

export interface ApprovalMail {
  readonly template: 'approval-request' | 'approval-reminder';
  /** Sets apart the mails to one approver about one approval: `asked`, `reminded-1`, `fresh-2`. */
  readonly name: string;
  /** Who was asked before the level was escalated to this approver. */
  readonly escalatedFrom?: { readonly askedAt: Instant; readonly approvers: readonly string[]; readonly role: string };
  /** The link of the mail before has died of wrong codes. */
  readonly afterWrongCodes?: true;
}

/** A mail that puts an approval to its approver. Link and code come into it when it is sent. */
export const approvalMail = (
  shown: ApprovalCase,
  { afterWrongCodes, escalatedFrom, name, template }: ApprovalMail,
): MailDraft => ({
  mailId: mailId(shown.approvalId, recipientPart(shown.approver), name),
  to: shown.approver,
  template,
  data: {
    ...caseData(shown),
    ...(template === 'approval-reminder' ? { askedAt: shown.askedAt } : {}),
    ...(afterWrongCodes ? { afterWrongCodes } : {}),
    ...(escalatedFrom ? { escalatedFrom: { ...escalatedFrom, approvers: [...escalatedFrom.approvers] } } : {}),
  },
  link: {
    approvalId: shown.approvalId,
    requestId: shown.requestId,
    approver: shown.approver,
    expiresAt: shown.endsAt,
  },
});

export interface Tidings {
  readonly outcome: 'APPROVED' | 'REJECTED' | 'LAPSED' | 'EXPIRED' | 'WITHDRAWN' | 'RETURNED' | 'FAILED';
  /** Sets apart the mails about one request: `ended`, or a name with a count for what may happen again. */
  readonly name: string;
  readonly approved?: Money | null;
  readonly decidedBy?: string | null;
  readonly why?: string | null;
  readonly correlationId?: string;
}

/** Tells the requester what became of the request; nobody is told where the requester is a machine. */
export const outcomeMail = (request: LimitRequest, legalName: string, tidings: Tidings): readonly MailDraft[] => {
  const { approved, correlationId, decidedBy, name, outcome, why } = tidings;
  if (!isMailAddress(request.requestedBy)) return [];
  const data: JsonObject = {
    ...asked(request, legalName),
    outcome,
    approved: approved ? { ...toMoneyJson(approved) } : null,
    decidedBy: decidedBy ?? null,
    why: why ?? null,
    ...(correlationId === undefined ? {} : { correlationId }),
  };
  const id = mailId(request.requestId, name);
  return [{ mailId: id, to: request.requestedBy, template: 'limit-request-outcome', data }];
};

/** Enough to have somebody look; everybody would be a crowd. */
const MOST_ADMINS = 5;

/** Tells those who run the platform that an approver cannot be reached, and who is asked instead. */
export const notReachedMails = (
  admins: readonly string[],
  request: LimitRequest,
  legalName: string,
  level: RequestLevel,
  { email, reason }: NotReached,
  askedInstead: readonly string[],
): readonly MailDraft[] =>
  admins.slice(0, MOST_ADMINS).map((admin) => ({
    mailId: mailId(level.approvalId ?? request.requestId, recipientPart(email), 'not-reached', recipientPart(admin)),
    to: admin,
    template: 'approver-not-reached',
    data: {
      ...asked(request, legalName),
      level: level.level,
      role: level.role,
      approver: email,
      why: reason,
      askedInstead: [...askedInstead],
    },
  }));

/** Tells those who run the platform that a request stands still, and what they need to find the cause. */
export const parkedMails = (
  admins: readonly string[],
  request: LimitRequest,
  legalName: string,
  { correlationId, error, state }: Failure,
): readonly MailDraft[] =>
  admins.slice(0, MOST_ADMINS).map((admin) => ({
    mailId: mailId(request.requestId, 'parked', request.stage, recipientPart(admin)),
    to: admin,
    template: 'limit-request-parked',
    data: { ...asked(request, legalName), state, error, correlationId },
  }));
