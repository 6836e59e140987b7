import { Fragment, createElement as h, type ReactElement } from 'react';
import type { PaymentView } from '../../domain/dunning/payment-view.ts';
import { oneLine, shorten } from '../../mail/clean.ts';
import { dateText } from '../../mail/wording.ts';
import { documentOf } from '../document.ts';
import { anchorOf, disputeForm, type FormState, promiseForm } from './forms.ts';
import { amountsText, openItems } from './items.ts';

/** In whose name the page speaks. */
export interface Voice {
  readonly companyName: string;
}

const LONGEST_NAME = 120;

/** The forms as they are before anything was typed. @param opened when the page was opened. */
export const untouched = (opened: string): FormState => ({
  typed: { action: null, amount: '', currency: '', payBy: '', reason: '', invoiceIds: [] },
  errors: [],
  opened,
});

/** What was wrong, first on the page, each with a link to its field. */
const alert = (state: FormState): ReactElement | null =>
  state.errors.length === 0
    ? null
    : h(
        'div',
        { className: 'alert across', role: 'alert', 'aria-labelledby': 'alert' },
        h('h2', { id: 'alert' }, 'Nothing has been recorded'),
        h(
          'ul',
          null,
          ...state.errors.map(({ field, message }) =>
            h('li', null, h('a', { href: `#${anchorOf(state, field)}` }, oneLine(message))),
          ),
        ),
      );

const nameOf = ({ customer }: PaymentView): string => shorten(oneLine(customer.legalName), LONGEST_NAME);

const headline = (view: PaymentView, { companyName }: Voice): ReactElement => {
  const { overdue, today, totals } = view;
  const title = totals.length === 0 ? 'Nothing is open' : `Open: ${amountsText(totals)}`;
  return h(
    'div',
    { className: 'across headline' },
    h('h1', null, title),
    h(
      'p',
      { className: 'lead' },
      h('strong', null, nameOf(view)),
      ` (${oneLine(view.customer.customerId)}) to ${oneLine(companyName)}, as of ${dateText(today)}.`,
    ),
    overdue.length > 0 ? h('p', { className: 'lead small' }, `Overdue: ${amountsText(overdue)}.`) : null,
  );
};

const nothingOpen = h('section', { className: 'card' }, h('p', null, 'Thank you. There is nothing for you to do.'));

const withLegal = h(
  'section',
  { className: 'card' },
  h('h2', null, 'Our lawyers have taken this over'),
  h('p', null, 'Please answer to them. A payment of all that is open still settles the matter.'),
);

/**
 * What a customer sees of what is owed, with the forms to promise a payment and to dispute invoices.
 * @param state what was typed and what was wrong, when a form comes back.
 */
export const paymentPage = (view: PaymentView, voice: Voice, state: FormState): string =>
  documentOf({
    title: `${state.errors.length > 0 ? 'Error: ' : ''}What is open for ${nameOf(view)}`,
    brand: voice.companyName,
    wide: view.items.length > 0,
    content: h(
      Fragment,
      null,
      alert(state),
      headline(view, voice),
      h('div', null, view.items.length === 0 ? nothingOpen : openItems(view)),
      view.items.length === 0
        ? null
        : h('div', null, view.withLegal ? withLegal : null, promiseForm(view, state), disputeForm(view, state)),
    ),
    footer: ['This page was opened from a mail that is meant for you alone. Please do not forward it.'],
  });
