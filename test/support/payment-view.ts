import type { PaymentItem, PaymentView } from '../../shared/domain/dunning/payment-view.ts';
import { paymentPage, untouched } from '../../shared/pages/payment/page.ts';
import { readPaymentForm } from '../../shared/pages/payment/read-form.ts';
import { eur } from './mails.ts';

export const voice = { companyName: 'Example Trading GmbH' };
export const OPENED = '2026-03-12T09:00:00.000Z';

const item = (changes: Partial<PaymentItem> & { readonly invoiceId: string }): PaymentItem => ({
  issuedOn: '2026-01-20',
  dueOn: '2026-02-19',
  daysPastDue: 21,
  amount: eur('12450.00'),
  remaining: eur('12450.00'),
  disputed: false,
  promisedFor: null,
  ...changes,
});

/** What a customer sees, of which a test changes what it is about. */
export const paymentView = (changes: Partial<PaymentView> = {}): PaymentView => ({
  customer: { customerId: 'ACME-1', legalName: 'Acme Maschinenbau GmbH' },
  language: 'en',
  today: '2026-03-12',
  items: [
    item({ invoiceId: 'INV-2026-0001', remaining: eur('9000.00') }),
    item({ invoiceId: 'INV-2026-0009', disputed: true, amount: eur('300.00'), remaining: eur('300.00') }),
    item({ invoiceId: 'INV-2026-0012', promisedFor: '2026-03-20', amount: eur('150.00'), remaining: eur('150.00') }),
    item({
      invoiceId: 'INV-2026-0017',
      issuedOn: '2026-02-26',
      dueOn: '2026-03-28',
      daysPastDue: -16,
      amount: eur('980.50'),
      remaining: eur('980.50'),
    }),
  ],
  moreItems: 0,
  totals: [eur('10430.50')],
  overdue: [eur('9450.00')],
  unappliedCash: null,
  promisable: [eur('9980.50')],
  promiseUntil: '2026-04-11',
  withLegal: false,
  ...changes,
});

export const showPayment = (changes: Partial<PaymentView> = {}): string =>
  paymentPage(paymentView(changes), voice, untouched(OPENED));

/** The page as it comes back after a form that was wrong. */
export const paymentAgain = (fields: Readonly<Record<string, string>>, changes: Partial<PaymentView> = {}): string => {
  const view = paymentView(changes);
  const { errors, typed } = readPaymentForm(fields, view);
  return paymentPage(view, voice, { typed, errors, opened: OPENED });
};
