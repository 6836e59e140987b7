import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { INVOICE_FIELD } from '../../contracts/payment-pages.ts';
import { isDisputable, type PaymentView } from '../../domain/dunning/payment-view.ts';
import { oneLine } from '../../mail/clean.ts';
import { type Action, type Field, type FormError, LONGEST_REASON, type Typed } from './fields.ts';
import { amountsText } from './items.ts';
import { spokenIn } from './words/spoken.ts';
import type { PageWords } from './words/words.ts';

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
  /** As it is told beside the field. */
  readonly told: string;
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
    error && h('span', { className: 'wrong', id: `${id}-error` }, error.told),
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

const codeField = (action: Action, { code }: PageWords, error: ShownError | undefined): ReactElement =>
  inputOf(
    { action, field: 'code', label: code.label, hint: code.hint, error },
    {
      className: 'text code',
      inputMode: 'numeric',
      autoComplete: 'one-time-code',
      pattern: '[0-9 ]{6,7}',
      title: code.shape,
      maxLength: 7,
    },
  );

const currencyField = ({ promisable }: PaymentView, typed: Typed, label: string): ReactNode =>
  promisable.length === 1
    ? h('input', { type: 'hidden', name: 'currency', value: promisable[0]?.currency })
    : h(
        'div',
        { className: 'field' },
        h('label', { className: 'name', htmlFor: 'promise-currency' }, label),
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

const errorsOf = (state: FormState, action: Action, { form: { error: before } }: PageWords) => {
  const own = state.typed.action === action ? state.errors : [];
  return (field: Field): ShownError | undefined => {
    const error = own.find((one) => one.field === field);
    return error && { ...error, isFirst: error === own[0], told: `${before}: ${oneLine(error.message)}` };
  };
};

/** The form to promise a payment. It posts to the address of the page, so that the token stands nowhere in it. */
export const promiseForm = (view: PaymentView, state: FormState): ReactElement | null => {
  if (view.promisable.length === 0) return null;
  const { typed } = state;
  const spoken = spokenIn(view.language);
  const { figures, words } = spoken;
  const { promise } = words;
  const error = errorsOf(state, 'promise', words);
  const [only] = view.promisable.length === 1 ? view.promisable : [];
  const label = only ? promise.amountIn(only.currency) : promise.amount;
  const hint = promise.atMost(amountsText(view.promisable, spoken));
  return h(
    'section',
    { className: 'card', 'aria-labelledby': 'promise' },
    h('h2', { id: 'promise' }, promise.title),
    h('p', { className: 'soft small' }, promise.about),
    form(
      'promise',
      state,
      promise.button,
      inputOf(
        { action: 'promise', field: 'amount', label, hint, error: error('amount') },
        { inputMode: 'decimal', maxLength: 30, defaultValue: typed.amount || (only && figures.plainAmount(only)) },
      ),
      currencyField(view, typed, promise.currency),
      inputOf(
        {
          action: 'promise',
          field: 'payBy',
          label: promise.payBy,
          hint: promise.payByHint(figures.date(view.promiseUntil)),
          error: error('payBy'),
        },
        { type: 'date', min: view.today, max: view.promiseUntil, defaultValue: typed.payBy },
      ),
      codeField('promise', words, error('code')),
    ),
  );
};

const invoiceChoices = (view: PaymentView, { typed }: FormState, error: ShownError | undefined): ReactElement => {
  const { figures, words } = spokenIn(view.language);
  return h(
    'fieldset',
    { id: idOf('dispute', 'invoices'), ...(error && { 'aria-describedby': 'dispute-invoices-error' }) },
    h('legend', null, words.dispute.invoices),
    error && h('span', { className: 'wrong', id: 'dispute-invoices-error' }, error.told),
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
          h('span', null, h('strong', null, oneLine(invoiceId)), h('span', null, figures.money(remaining))),
        ),
      ),
  );
};

/** The form to dispute invoices. */
export const disputeForm = (view: PaymentView, state: FormState): ReactElement | null => {
  if (!view.items.some((item) => isDisputable(item, view))) return null;
  const { words } = spokenIn(view.language);
  const { dispute } = words;
  const error = errorsOf(state, 'dispute', words);
  const reason: FieldLook = { action: 'dispute', field: 'reason', label: dispute.reason, error: error('reason') };
  return h(
    'section',
    { className: 'card', 'aria-labelledby': 'dispute' },
    h('h2', { id: 'dispute' }, dispute.title),
    h('p', { className: 'soft small' }, dispute.about),
    form(
      'dispute',
      state,
      dispute.button,
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
      codeField('dispute', words, error('code')),
    ),
  );
};
