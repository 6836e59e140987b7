import type { MailMessage, MessageOf } from '../../shared/contracts/mails.ts';
import type { LinkTarget } from '../../shared/domain/approval/link.ts';
import type { MailDraft } from '../../shared/domain/mail/mail.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';
import { renderMail } from '../../shared/mail/render.ts';

export const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** A mail to an approver, of which a test changes what it is about. */
export const approvalRequest = (
  changes: Partial<MessageOf<'approval-request'>['data']> = {},
): MessageOf<'approval-request'> => ({
  template: 'approval-request',
  data: {
    requestId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C',
    kind: 'PERMANENT',
    customer: { customerId: 'ACME-1', legalName: 'Acme Maschinenbau GmbH' },
    requested: eur('80000.00'),
    currentLimit: eur('50000.00'),
    recommendedLimit: eur('75000.00'),
    exposure: eur('41250.50'),
    overdue: eur('0.00'),
    utilization: 0.825,
    utilizationIfApproved: 0.5156,
    grade: 'B',
    reason: 'A framework order of the summer season.\nThey have paid on time for three years.',
    requestedBy: 'sam.sales@example.com',
    level: 2,
    levels: 2,
    role: 'credit-managers',
    alsoAsked: ['max.manager@example.com'],
    earlier: [{ level: 1, by: 'ana.analyst@example.com', approvedLimit: eur('75000.00'), comment: 'Not beyond this.' }],
    endsAt: '2026-03-16T09:00:00Z',
    ...changes,
  },
  link: {
    approvalId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2D',
    requestId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C',
    approver: 'mia.manager@example.com',
    expiresAt: '2026-03-16T09:00:00.000Z',
  },
});

/** What lets an approver decide, as it stands in the mail. */
export const access = { link: 'https://credit.example.com/approve/dG9rZW4_dG9rZW4', code: '048213' };

/** The same mail as it is put into the outbox, of an approval of its own. */
export const approvalDraft = (mailId: string, to = 'mia.manager@example.com'): MailDraft & { link: LinkTarget } => {
  const { template, data, link } = approvalRequest();
  const own = { ...link, approvalId: mailId, approver: to };
  return { mailId, to, template, data, link: own, about: { requestId: data.requestId } };
};

/** Where mails are sent from. */
export const mailPlace = {
  timeZone: 'UTC',
  baseCurrency: 'EUR',
  calendarCountry: 'DE',
  companyName: 'Example Trading',
  publicUrl: 'https://credit.example.com',
};

/** When what these mails tell of happened. */
export const AT = '2026-03-02T09:00:00Z';

/** The mails of the other templates, of which a test changes what they are about. */
export const reminder = (): MessageOf<'approval-reminder'> => {
  const { data, link } = approvalRequest();
  return { template: 'approval-reminder', data: { ...data, askedAt: AT }, link };
};
export const outcome = (changes: Partial<MessageOf<'limit-request-outcome'>['data']>): MailMessage => ({
  template: 'limit-request-outcome',
  data: {
    requestId: 'R-1',
    kind: 'TEMPORARY',
    customer: { customerId: 'ACME-1', legalName: 'Acme' },
    requested: { amount: '80000.00', currency: 'EUR' },
    validTo: '2026-06-30',
    outcome: 'APPROVED',
    ...changes,
  },
});

const asked = {
  requestId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C',
  kind: 'PERMANENT',
  customer: { customerId: 'ACME-1', legalName: 'Acme' },
  requested: { amount: '80000.00', currency: 'EUR' },
} as const;
export const notReached = (changes: Partial<MessageOf<'approver-not-reached'>['data']> = {}): MailMessage => ({
  template: 'approver-not-reached',
  data: {
    ...asked,
    level: 2,
    role: 'credit-managers',
    approver: 'mia.manager@example.com',
    why: 'Bounced (Permanent, General): smtp; 550 5.1.1 user unknown',
    askedInstead: ['max.manager@example.com', 'moe.manager@example.com'],
    ...changes,
  },
});
export const parked = (changes: Partial<MessageOf<'limit-request-parked'>['data']> = {}): MailMessage => ({
  template: 'limit-request-parked',
  data: { ...asked, state: 'OpenLevel', error: 'Unavailable', correlationId: 'c-1', ...changes },
});

/** As a mail goes out, told in the time of Berlin. */
export const render = (message: MailMessage): RenderedMail =>
  renderMail(message, { timeZone: 'Europe/Berlin' }, 'link' in message ? access : null);
