import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { INVOICE_FIELD } from '../../contracts/payment-pages.ts';
import { isDisputable, type PaymentView } from '../../domain/dunning/payment-view.ts';
import { oneLine } from '../../mail/clean.ts';
import { dateText, moneyText } from '../../mail/wording.ts';
import { amountsText } from './items.ts';
import type { Action, Field, FormError, Typed } from './read-form.ts';
import { LONGEST_REASON } from './read-form.ts';

/** Both forms, and what was wrong with the one that came back. */
export interface FormState {
  readonly typed: Typed;
  readonly errors: readonly FormError[];
  /** Tells this opening of the page from others: a form that is sent twice counts once. */
  readonly opened: string;
}

const idOf = (action: Action, field: Field): string => `${action}-${field}`;

/** Where the link of an error leads. */
export const anchorOf = ({ typed }: FormState, field: Field): string => idOf(typed.action ?? 'promise', field);

/** The first error has the focus. */
interface ShownError extends FormError {
  readonly isFirst: boolean;
}

interface FieldLook {
  readonly action: Action;
  readonly field: Field;
  readonly label: string;
  readonly hint?: string;
  readonly error: ShownError | undefined;
}

const described = ({ action, error, field, hint }: FieldLook) => {
  const id = idOf(action, field);
  const ids = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])];
  return {
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
    ...(error && { 'aria-invalid': true, autoFocus: error.isFirst }),
  };
};

const around = (look: FieldLook, input: ReactNode): ReactElement => {
  const { action, error, field, hint, label } = look;
  const id = idOf(action, field);
  return h(
    'div',
    { className: 'field' },
    h('label', { className: 'name', htmlFor: id }, label),
    hint && h('span', { className: 'hint', id: `${id}-hint` }, hint),
    error && h('span', { className: 'wrong', id: `${id}-error` }, `Error: ${oneLine(error.message)}`),
    input,
  );
};

const inputOf = (look: FieldLook, more: Readonly<Record<string, unknown>>): ReactElement =>
  around(
    look,
    h('input', {
      className: 'text',
      id: idOf(look.action, look.field),
      name: look.field,
      type: 'text',
      required: true,
      ...described(look),
      ...more,
    }),
  );

const codeField = (action: Action, error: ShownError | undefined): ReactElement =>
  inputOf(
    { action, field: 'code', label: 'Code', hint: 'The six digits beside the link in your mail.', error },
    {
      className: 'text code',
      inputMode: 'numeric',
      autoComplete: 'one-time-code',
      pattern: '[0-9 ]{6,7}',
      title: 'Six digits',
      maxLength: 7,
    },
  );

const currencyField = ({ promisable }: PaymentView, typed: Typed): ReactNode =>
  promisable.length === 1
    ? h('input', { type: 'hidden', name: 'currency', value: promisable[0]?.currency })
    : h(
        'div',
        { className: 'field' },
        h('label', { className: 'name', htmlFor: 'promise-currency' }, 'Currency'),
        h(
          'select',
          {
            className: 'text',
            id: 'promise-currency',
            name: 'currency',
            defaultValue: typed.currency || promisable[0]?.currency,
          },
          ...promisable.map(({ currency }) => h('option', { value: currency }, currency)),
        ),
      );

const form = (action: Action, { opened }: FormState, button: string, ...fields: readonly ReactNode[]): ReactElement =>
  h(
    'form',
    { method: 'post', autoComplete: 'off' },
    h('input', { type: 'hidden', name: 'action', value: action }),
    h('input', { type: 'hidden', name: 'opened', value: opened }),
    ...fields,
    h('button', { type: 'submit' }, button),
  );

const errorsOf = (state: FormState, action: Action) => {
  const own = state.typed.action === action ? state.errors : [];
  return (field: Field): ShownError | undefined => {
    const error = own.find((one) => one.field === field);
    return error && { ...error, isFirst: error === own[0] };
  };
};

/** The form to promise a payment. It posts to the address of the page, so that the token stands nowhere in it. */
export const promiseForm = (view: PaymentView, state: FormState): ReactElement | null => {
  if (view.promisable.length === 0) return null;
  const { typed } = state;
  const error = errorsOf(state, 'promise');
  const [only] = view.promisable.length === 1 ? view.promisable : [];
  const label = only ? `Amount in ${only.currency}` : 'Amount';
  const hint = `At most ${amountsText(view.promisable)}: what is open, and neither promised nor disputed.`;
  return h(
    'section',
    { className: 'card', 'aria-labelledby': 'promise' },
    h('h2', { id: 'promise' }, 'Promise a payment'),
    h('p', { className: 'soft small' }, 'The oldest invoices that it pays are not reminded of until that day.'),
    form(
      'promise',
      state,
      'Promise this payment',
      inputOf(
        { action: 'promise', field: 'amount', label, hint, error: error('amount') },
        { inputMode: 'decimal', maxLength: 30, defaultValue: typed.amount || only?.amount },
      ),
      currencyField(view, typed),
      inputOf(
        {
          action: 'promise',
          field: 'payBy',
          label: 'Paid by',
          hint: `A day up to ${dateText(view.promiseUntil)}, on which the payment will have reached us.`,
          error: error('payBy'),
        },
        { type: 'date', min: view.today, max: view.promiseUntil, defaultValue: typed.payBy },
      ),
      codeField('promise', error('code')),
    ),
  );
};

const invoiceChoices = (view: PaymentView, { typed }: FormState, error: ShownError | undefined): ReactElement =>
  h(
    'fieldset',
    { id: idOf('dispute', 'invoices'), ...(error && { 'aria-describedby': 'dispute-invoices-error' }) },
    h('legend', null, 'Invoices that are not right'),
    error && h('span', { className: 'wrong', id: 'dispute-invoices-error' }, `Error: ${oneLine(error.message)}`),
    ...view.items
      .filter((item) => isDisputable(item, view))
      .map(({ invoiceId, remaining }, index) =>
        h(
          'label',
          { key: invoiceId, className: 'choice' },
          h('input', {
            type: 'checkbox',
            name: `${INVOICE_FIELD}${invoiceId}`,
            value: 'yes',
            defaultChecked: typed.invoiceIds.includes(invoiceId),
            autoFocus: error?.isFirst === true && index === 0,
          }),
          h('span', null, h('strong', null, oneLine(invoiceId)), h('span', null, moneyText(remaining))),
        ),
      ),
  );

/** The form to dispute invoices. */
export const disputeForm = (view: PaymentView, state: FormState): ReactElement | null => {
  if (!view.items.some((item) => isDisputable(item, view))) return null;
  const error = errorsOf(state, 'dispute');
  const reason: FieldLook = { action: 'dispute', field: 'reason', label: 'What is wrong', error: error('reason') };
  return h(
    'section',
    { className: 'card', 'aria-labelledby': 'dispute' },
    h('h2', { id: 'dispute' }, 'Dispute invoices'),
    h('p', { className: 'soft small' }, 'They are not reminded of until we have looked into it.'),
    form(
      'dispute',
      state,
      'Dispute these invoices',
      invoiceChoices(view, state, error('invoices')),
      around(
        reason,
        h('textarea', {
          id: idOf('dispute', 'reason'),
          name: 'reason',
          rows: 3,
          required: true,
          maxLength: LONGEST_REASON,
          defaultValue: state.typed.reason,
          ...described(reason),
        }),
      ),
      codeField('dispute', error('code')),
    ),
  );
};
