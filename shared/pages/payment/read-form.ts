import { type ActOnPaymentPageForm, INVOICE_FIELD } from '../../contracts/payment-pages.ts';
import { Currency, DateOfBusiness, Identifier } from '../../contracts/primitives.ts';
import type { PaymentView } from '../../domain/dunning/payment-view.ts';
import { dateText } from '../../mail/wording.ts';
import type { Money } from '../../money.ts';
import { readAmount } from '../read-amount.ts';

export type Action = 'promise' | 'dispute';

/** The fields of both forms, by which errors name them too. */
export type Field = 'amount' | 'payBy' | 'invoices' | 'reason' | 'code';

export interface FormError {
  readonly field: Field;
  readonly message: string;
}

/** What was typed, to be shown again; never the code, which nothing writes into a page. */
export interface Typed {
  readonly action: Action | null;
  readonly amount: string;
  readonly currency: string;
  readonly payBy: string;
  readonly reason: string;
  readonly invoiceIds: readonly string[];
}

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

export const LONGEST_REASON = 1000;
/** A dispute of more would be one with the whole account. */
const MOST_INVOICES = 40;

export const CODE_MISSING: FormError = { field: 'code', message: 'Enter the six digits from the mail.' };

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
  const { promiseUntil, today } = view;
  const currency = currencyOf(typed, view);
  if (currency === null) {
    const message = view.totals.length === 0 ? 'There is nothing to promise any more.' : 'Choose the currency.';
    return [{ field: 'amount', message }];
  }
  const amount = readAmount(typed.amount, currency, 'amount');
  if (typeof amount === 'string') errors.push({ field: 'amount', message: amount });
  else if (amount.minorUnits <= 0n) errors.push({ field: 'amount', message: 'The amount must be more than zero.' });
  const { payBy } = typed;
  if (!DateOfBusiness.safeParse(payBy).success)
    errors.push({ field: 'payBy', message: 'Enter the day on which you will pay.' });
  else if (payBy < today || payBy > promiseUntil) {
    const message = `The day must be one from ${dateText(today)} to ${dateText(promiseUntil)}.`;
    errors.push({ field: 'payBy', message });
  }
  return errors.length > 0 || typeof amount === 'string' ? errors : { action: 'promise', amount, payBy };
};

const reasonProblem = (reason: string): string | null => {
  if (reason === '') return 'Say what is wrong.';
  if (reason.length > LONGEST_REASON) return `What is wrong must be said in at most ${LONGEST_REASON} characters.`;
  return /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u.test(reason) ? null : 'The text must not contain control characters.';
};

const disputeOf = ({ invoiceIds, reason }: Typed): Wanted | FormError[] => {
  const errors: FormError[] = [];
  if (invoiceIds.length === 0) errors.push({ field: 'invoices', message: 'Choose at least one invoice.' });
  else if (invoiceIds.length > MOST_INVOICES) {
    errors.push({ field: 'invoices', message: `Choose at most ${MOST_INVOICES} invoices at a time.` });
  } else if (!invoiceIds.every((id) => Identifier.safeParse(id).success)) {
    errors.push({ field: 'invoices', message: 'One of the invoices is none.' });
  }
  const problem = reasonProblem(reason);
  if (problem) errors.push({ field: 'reason', message: problem });
  return errors.length > 0 ? errors : { action: 'dispute', invoiceIds, reason };
};

/**
 * Reads a form of the payment page: everything but whether the code is right, and whether it can be honoured as things
 * stand. What was honoured before is so again, however things stand by then.
 */
export const readPaymentForm = (fields: ActOnPaymentPageForm, view: PaymentView): ReadPaymentForm => {
  const typed = typedIn(fields);
  const digits = (fields.code ?? '').replace(/\s/g, '');
  const code = /^\d{6}$/.test(digits) ? digits : '';
  if (typed.action === null) {
    const message = 'Choose whether to promise a payment or to dispute an invoice.';
    return { wanted: null, code, errors: [{ field: 'amount', message }], typed };
  }
  const read = typed.action === 'promise' ? promiseOf(typed, view) : disputeOf(typed);
  if (!Array.isArray(read)) return { wanted: read as Wanted, code, errors: [], typed };
  return { wanted: null, code, errors: code === '' ? [...read, CODE_MISSING] : read, typed };
};
