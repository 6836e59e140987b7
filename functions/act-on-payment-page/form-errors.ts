import { Refusal } from '../../shared/errors.ts';
import type { Field, FormError } from '../../shared/pages/payment/read-form.ts';

/** Fields of the form by the paths that refusals name. */
const fields: Readonly<Record<string, Field>> = {
  amount: 'amount',
  invoiceIds: 'amount',
  customerId: 'amount',
  payBy: 'payBy',
  invoices: 'invoices',
  reason: 'reason',
  code: 'code',
};

const names: Readonly<Record<Field, string>> = {
  amount: 'The amount',
  payBy: 'The day',
  invoices: 'The choice of invoices',
  reason: 'What is wrong',
  code: 'The code',
};

/** What a refusal says about fields of the forms; empty when it is about something else. */
export const formErrorsOf = (error: unknown): readonly FormError[] => {
  if (!(error instanceof Refusal) || error.code !== 'unprocessable') return [];
  return error.errors.flatMap(({ path, message }) => {
    const field = fields[path.split(/[.[]/)[0] ?? ''];
    if (!field) return [];
    // Refusals of the store go on from the name of the field, or are sentences of their own.
    const text = /^[A-Z]/.test(message) ? message : `${names[field]} ${message}`;
    return [{ field, message: /[.!?]$/.test(text) ? text : `${text}.` }];
  });
};
