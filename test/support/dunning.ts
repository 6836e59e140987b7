import type { DunningData } from '../../shared/contracts/dunning-mails.ts';
import type { MailMessage } from '../../shared/contracts/mails.ts';
import type { DunningTemplate } from '../../shared/domain/dunning/mails.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';
import { renderMail } from '../../shared/mail/render.ts';
import { eur } from './mails.ts';

export const dunningTemplateNames = [
  'reminder-before-due',
  'friendly-reminder',
  'firm-reminder',
  'final-notice',
] as const satisfies readonly DunningTemplate[];

export const dunningData = (changes: Partial<DunningData> = {}): DunningData => ({
  language: 'en',
  company: 'Example Trading GmbH',
  customer: { customerId: 'ACME-1', legalName: 'Acme Maschinenbau GmbH' },
  asOf: '2026-03-12',
  invoices: [
    {
      invoiceId: 'INV-2026-0001',
      issuedOn: '2026-01-20',
      dueOn: '2026-02-19',
      daysPastDue: 21,
      remaining: eur('12450.00'),
    },
    {
      invoiceId: 'INV-2026-0017',
      issuedOn: '2026-02-09',
      dueOn: '2026-03-11',
      daysPastDue: 1,
      remaining: eur('980.50'),
    },
  ],
  moreInvoices: 0,
  totals: [eur('13430.50')],
  unappliedCash: null,
  ...changes,
});

/** A reminder as it is made, of which a test changes what it tells. */
export const dunningMessage = (template: DunningTemplate, changes: Partial<DunningData> = {}): MailMessage =>
  template === 'final-notice'
    ? { template, data: { ...dunningData(changes), handoverOn: '2026-04-05' } }
    : { template, data: dunningData(changes) };

export const paymentAccess = { link: 'https://credit.example.com/pay/dG9rZW4_dG9rZW4', code: '048213' };

export const renderDunning = (message: MailMessage): RenderedMail =>
  renderMail(message, { timeZone: 'Europe/Berlin' }, message.template === 'payment-thanks' ? null : paymentAccess);

export const thanksMessage = (language: 'en' | 'de' = 'en'): MailMessage => {
  const { company, customer } = dunningData();
  return { template: 'payment-thanks', data: { language, company, customer } };
};
