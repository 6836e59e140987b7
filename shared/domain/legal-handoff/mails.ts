import type { Instant } from '../../dates.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import type { JsonObject } from '../history/entry.ts';
import { recipientPart } from '../mail/address.ts';
import type { MailDraft } from '../mail/mail.ts';
import type { HandoffCase } from './case.ts';
import type { LegalHandoff } from './handoff.ts';

const mailId = (...parts: readonly (string | number)[]): string => parts.join('-');

/** Enough to have somebody look; everybody would be a crowd. */
const MOST_ADMINS = 5;

/** More lawyers than a handoff needs; each is a mail in the transaction that seals it. */
export const MOST_LAWYERS = 20;

const json = (amounts: readonly Money[]) => amounts.map((amount) => ({ ...toMoneyJson(amount) }));

const about = ({ caseId, customerId, handoffId }: LegalHandoff) => ({ handoffId, customerId, ofCase: caseId });

const named = ({ caseId, customerId, handoffId, totals }: LegalHandoff, legalName: string) => ({
  handoffId,
  caseId,
  customer: { customerId, legalName },
  totals: json(totals),
});

export interface Question {
  readonly occasion: 'ASKED' | 'REMINDED' | 'ESCALATED' | 'AFTER_WRONG_CODES';
  /** Sets apart the mails to one approver about one question: `asked`, `reminded-2026-03-31`, `fresh-2`. */
  readonly name: string;
  readonly linkEndsAt: Instant;
}

/** A mail that puts a handoff to an approver. Link and code come into it when it is sent. */
export const questionMail = (shown: HandoffCase, { linkEndsAt, name, occasion }: Question): MailDraft => ({
  mailId: mailId(shown.approvalId, recipientPart(shown.approver), name),
  to: shown.approver,
  template: 'handoff-approval',
  data: { ...(JSON.parse(JSON.stringify(shown)) as JsonObject), occasion, linkEndsAt },
  link: {
    approvalId: shown.approvalId,
    requestId: shown.handoffId,
    subject: 'LEGAL_HANDOFF',
    approver: shown.approver,
    expiresAt: linkEndsAt,
  },
});

export interface Trouble {
  readonly trouble: 'NO_APPROVER' | 'NOT_REACHED' | 'NO_LAWYER';
  readonly role: string;
  readonly why: string;
  /** Sets apart what is told of one handoff. */
  readonly name: string;
}

/** Tells those who run the platform of people who are not there or cannot be reached. */
export const troubleMails = (
  admins: readonly string[],
  handoff: LegalHandoff,
  legalName: string,
  { name, ...trouble }: Trouble,
): readonly MailDraft[] =>
  admins.slice(0, MOST_ADMINS).map((admin) => ({
    mailId: mailId(handoff.handoffId, name, recipientPart(admin)),
    to: admin,
    template: 'handoff-trouble',
    data: { ...named(handoff, legalName), ...trouble },
    about: about(handoff),
  }));

const sealedData = (handoff: LegalHandoff, legalName: string) => ({
  ...named(handoff, legalName),
  interest: json(handoff.seal?.interest ?? []),
  invoices: handoff.seal?.invoices ?? 0,
  oldestDueOn: handoff.seal?.oldestDueOn ?? null,
  sealedAt: handoff.seal?.at ?? '',
  manifestSha256: handoff.seal?.manifestSha256 ?? '',
  approvedBy: handoff.decision?.by ?? null,
});

/** Hands the sealed bundle over: it is fetched by the API; the mail carries what it must hash to. */
export const handoverMails = (handoff: LegalHandoff, legalName: string): readonly MailDraft[] =>
  handoff.lawyers.map((lawyer) => ({
    mailId: mailId(handoff.handoffId, 'legal', recipientPart(lawyer)),
    to: lawyer,
    template: 'legal-handoff',
    data: {
      ...sealedData(handoff, legalName),
      parts: (handoff.seal?.parts ?? []).map(({ name, sha256 }) => ({ name, sha256 })),
    },
    about: about(handoff),
  }));

/** Reminds legal of a bundle that nobody has acknowledged. @param on sets the reminders apart. */
export const legalReminderMails = (
  lawyers: readonly string[],
  handoff: LegalHandoff,
  legalName: string,
  on: string,
): readonly MailDraft[] =>
  lawyers.map((lawyer) => ({
    mailId: mailId(handoff.handoffId, 'reminder', on, recipientPart(lawyer)),
    to: lawyer,
    template: 'legal-handoff-reminder',
    data: sealedData(handoff, legalName),
    about: about(handoff),
  }));

export interface LegalNews {
  readonly news: 'PAYMENT' | 'CREDIT' | 'REVERSAL' | 'OTHER' | 'CLOSED' | 'RECALLED';
  /** Sets apart what legal hears of one handoff: the sequence number of a movement, or how it ended. */
  readonly name: string;
  readonly amount: Money | null;
  readonly remaining: readonly Money[];
  readonly why: string | null;
  readonly by: string | null;
}

/** Tells legal what has happened to something that it has. */
export const legalNewsMails = (
  handoff: LegalHandoff,
  legalName: string,
  { amount, name, remaining, ...news }: LegalNews,
): readonly MailDraft[] =>
  handoff.lawyers.map((lawyer) => ({
    mailId: mailId(handoff.handoffId, 'news', name, recipientPart(lawyer)),
    to: lawyer,
    template: 'legal-handoff-news',
    data: {
      ...named(handoff, legalName),
      ...news,
      amount: amount && { ...toMoneyJson(amount) },
      remaining: json(remaining),
      matterNumber: handoff.matterNumber,
    },
    about: about(handoff),
  }));

/** Tells whoever approved a handoff that legal does not take it. */
export const rejectionMails = (handoff: LegalHandoff, legalName: string): readonly MailDraft[] => {
  const { decision, ended } = handoff;
  if (decision?.verdict !== 'APPROVE' || !ended) return [];
  return [
    {
      mailId: mailId(handoff.handoffId, 'rejected', recipientPart(decision.by)),
      to: decision.by,
      template: 'handoff-rejected',
      data: { ...named(handoff, legalName), rejectedBy: ended.by, why: ended.reason },
      about: about(handoff),
    },
  ];
};
