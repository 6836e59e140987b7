import { type ActOnPaymentPageForm, INVOICE_FIELD } from '../../contracts/payment-pages.ts';
import { Currency, DateOfBusiness, Identifier } from '../../contracts/primitives.ts';
import type { PaymentView } from '../../domain/dunning/payment-view.ts';
import type { Money } from '../../money.ts';
import { readAmount } from '../read-amount.ts';
import { type FormError, LONGEST_REASON, type Typed } from './fields.ts';
import { spokenIn } from './words/spoken.ts';
import type { PageWords } from './words/words.ts';

/** What a form asks for, if the code is right. */
export type Wanted =
  | { readonly action: 'promise'; readonly amount: Money; readonly payBy: string }
  | { readonly action: 'dispute'; readonly invoiceIds: readonly string[]; readonly reason: string };

export interface ReadPaymentForm {
  readonly wanted: Wanted | null;
  /** Six digits; empty when it is missing or something else. */
  readonly code: string;
  readonly errors: readonly FormError[];
  readonly typed: Typed;
}

/** A dispute of more would be one with the whole account. */
const MOST_INVOICES = 40;

const typedIn = (fields: ActOnPaymentPageForm): Typed => ({
  action: fields.action === 'promise' || fields.action === 'dispute' ? fields.action : null,
  amount: fields.amount ?? '',
  currency: fields.currency ?? '',
  payBy: fields.payBy ?? '',
  // Forms send line ends as CRLF.
  reason: (fields.reason ?? '').replace(/\r\n?/g, '\n').trim(),
  invoiceIds: Object.keys(fields)
    .filter((name) => name.startsWith(INVOICE_FIELD))
    .map((name) => name.slice(INVOICE_FIELD.length)),
});

/** The currency that is named, or the only one that there is; whether anything is left to promise in it is seen later. */
const currencyOf = ({ currency }: Typed, { promisable, totals }: PaymentView): string | null => {
  if (Currency.safeParse(currency).success) return currency;
  const [only, ...others] = promisable.length > 0 ? promisable : totals;
  return only && others.length === 0 ? only.currency : null;
};

const promiseOf = (typed: Typed, view: PaymentView): Wanted | FormError[] => {
  const errors: FormError[] = [];
  const { language, promiseUntil, today } = view;
  const {
    words: { form },
    figures,
  } = spokenIn(language);
  const currency = currencyOf(typed, view);
  if (currency === null) {
    const message = view.totals.length === 0 ? form.nothingToPromise : form.chooseCurrency;
    return [{ field: 'amount', message }];
  }
  const amount = readAmount(typed.amount, currency, form.amount);
  if (typeof amount === 'string') errors.push({ field: 'amount', message: amount });
  else if (amount.minorUnits <= 0n) errors.push({ field: 'amount', message: form.amountZero });
  const { payBy } = typed;
  if (!DateOfBusiness.safeParse(payBy).success) errors.push({ field: 'payBy', message: form.payByMissing });
  else if (payBy < today || payBy > promiseUntil) {
    errors.push({ field: 'payBy', message: form.payByOutside(figures.date(today), figures.date(promiseUntil)) });
  }
  return errors.length > 0 || typeof amount === 'string' ? errors : { action: 'promise', amount, payBy };
};

const reasonProblem = (reason: string, form: PageWords['form']): string | null => {
  if (reason === '') return form.reasonMissing;
  if (reason.length > LONGEST_REASON) return form.reasonTooLong(LONGEST_REASON);
  return /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u.test(reason) ? null : form.reasonControl;
};

const disputeOf = ({ invoiceIds, reason }: Typed, form: PageWords['form']): Wanted | FormError[] => {
  const errors: FormError[] = [];
  if (invoiceIds.length === 0) errors.push({ field: 'invoices', message: form.noInvoices });
  else if (invoiceIds.length > MOST_INVOICES) {
    errors.push({ field: 'invoices', message: form.tooManyInvoices(MOST_INVOICES) });
  } else if (!invoiceIds.every((id) => Identifier.safeParse(id).success)) {
    errors.push({ field: 'invoices', message: form.notAnInvoice });
  }
  const problem = reasonProblem(reason, form);
  if (problem) errors.push({ field: 'reason', message: problem });
  return errors.length > 0 ? errors : { action: 'dispute', invoiceIds, reason };
};

/**
 * Reads a form of the payment page, amounts as its language writes them: everything but whether the code is right, and
 * whether it can be honoured as things stand. What was honoured before is so again, however things stand by then.
 */
export const readPaymentForm = (fields: ActOnPaymentPageForm, view: PaymentView): ReadPaymentForm => {
  const { form } = spokenIn(view.language).words;
  const typed = typedIn(fields);
  const digits = (fields.code ?? '').replace(/\s/g, '');
  const code = /^\d{6}$/.test(digits) ? digits : '';
  if (typed.action === null) {
    return { wanted: null, code, errors: [{ field: 'amount', message: form.noAction }], typed };
  }
  const read = typed.action === 'promise' ? promiseOf(typed, view) : disputeOf(typed, form);
  if (!Array.isArray(read)) return { wanted: read as Wanted, code, errors: [], typed };
  const missing: FormError = { field: 'code', message: form.codeMissing };
  return { wanted: null, code, errors: code === '' ? [...read, missing] : read, typed };
};
