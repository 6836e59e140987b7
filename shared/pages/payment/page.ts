import { Fragment, createElement as h, type ReactElement } from 'react';
import type { PaymentView } from '../../domain/dunning/payment-view.ts';
import { oneLine, shorten } from '../../mail/clean.ts';
import { documentOf } from '../document.ts';
import { anchorOf, disputeForm, type FormState, promiseForm } from './forms.ts';
import { amountsText, openItems } from './items.ts';
import { spokenIn } from './words/spoken.ts';
import type { PageWords } from './words/words.ts';

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
const alert = (state: FormState, { form }: PageWords): ReactElement | null =>
  state.errors.length === 0
    ? null
    : h(
        'div',
        { className: 'alert across', role: 'alert', 'aria-labelledby': 'alert' },
        h('h2', { id: 'alert' }, form.title),
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
  const { language, overdue, today, totals } = view;
  const spoken = spokenIn(language);
  const { standing } = spoken.words;
  const title = totals.length === 0 ? standing.nothingOpen : standing.open(amountsText(totals, spoken));
  const { customerId } = view.customer;
  return h(
    'div',
    { className: 'across headline' },
    h('h1', null, title),
    h(
      'p',
      { className: 'lead' },
      h('strong', null, nameOf(view)),
      standing.between(oneLine(customerId), oneLine(companyName), spoken.figures.date(today)),
    ),
    overdue.length > 0 ? h('p', { className: 'lead small' }, standing.overdue(amountsText(overdue, spoken))) : null,
  );
};

const nothingOpen = ({ standing }: PageWords): ReactElement =>
  h('section', { className: 'card' }, h('p', null, standing.nothingToDo));

const withLegal = ({ standing: { withLegal: said } }: PageWords): ReactElement =>
  h(
    'section',
    { className: 'card' },
    h('h2', null, said.title),
    ...said.paragraphs.map((text) => h('p', { key: text }, text)),
  );

/**
 * What a customer sees of what is owed, with the forms to promise a payment and to dispute invoices.
 * @param state what was typed and what was wrong, when a form comes back.
 */
export const paymentPage = (view: PaymentView, voice: Voice, state: FormState): string => {
  const { words } = spokenIn(view.language);
  const { form, standing } = words;
  return documentOf({
    title: `${state.errors.length > 0 ? `${form.error}: ` : ''}${standing.title(nameOf(view))}`,
    brand: voice.companyName,
    language: view.language,
    wide: view.items.length > 0,
    content: h(
      Fragment,
      null,
      alert(state, words),
      headline(view, voice),
      h('div', null, view.items.length === 0 ? nothingOpen(words) : openItems(view)),
      view.items.length === 0
        ? null
        : h('div', null, view.withLegal ? withLegal(words) : null, promiseForm(view, state), disputeForm(view, state)),
    ),
    footer: [standing.forYouAlone],
  });
};
