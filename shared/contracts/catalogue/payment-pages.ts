import { ActOnPaymentPageForm, PaymentLinkParams } from '../payment-pages.ts';
import type { Contract } from './contract.ts';

const page = (description: string) => [{ status: 200, description, otherTypes: ['text/html'] }] as const;

/** The page behind the link of a reminder, for customers. */
export const paymentPageContracts = {
  showPaymentPage: {
    summary: 'Show a customer what is open, as a page; changes nothing',
    topic: 'Payment page',
    params: PaymentLinkParams,
    page: true,
    answers: page('What is open, and the forms to promise and to dispute'),
  },
  headPaymentPage: {
    summary: 'Tell whether the link of a reminder still opens something; changes nothing',
    topic: 'Payment page',
    params: PaymentLinkParams,
    page: true,
    answers: [{ status: 200, description: 'It does' }],
  },
  actOnPaymentPage: {
    summary: 'Promise a payment or dispute invoices by the link of a reminder, with the code that stands beside it',
    topic: 'Payment page',
    params: PaymentLinkParams,
    form: ActOnPaymentPageForm,
    page: true,
    answers: page('What was recorded, and what happens next'),
  },
} as const satisfies Record<string, Contract>;
