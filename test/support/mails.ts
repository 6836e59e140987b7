import type { MessageOf } from '../../shared/contracts/mails.ts';
import type { LinkTarget } from '../../shared/domain/approval/link.ts';
import type { MailDraft } from '../../shared/domain/mail/mail.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

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
