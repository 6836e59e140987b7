import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { PaymentItem, PaymentView } from '../../domain/dunning/payment-view.ts';
import { oneLine } from '../../mail/clean.ts';
import type { MoneyJson } from '../../money.ts';
import { row } from '../decision/facts.ts';
import { spokenIn } from './words/spoken.ts';

type Spoken = ReturnType<typeof spokenIn>;

/** `EUR 1,000.00 and USD 5.00`. */
export const amountsText = (amounts: readonly MoneyJson[], { figures }: Pick<Spoken, 'figures'>): string =>
  figures.list(amounts.map(figures.money));

const marks = (item: PaymentItem, { figures, words: { standing } }: Spoken): readonly ReactNode[] => [
  ...(item.daysPastDue > 0 ? [h('span', { key: 'late', className: 'mark bad' }, standing.late(item.daysPastDue))] : []),
  ...(item.disputed ? [h('span', { key: 'disputed', className: 'mark' }, standing.disputed)] : []),
  ...(item.promisedFor
    ? [h('span', { key: 'promised', className: 'mark' }, standing.promisedFor(figures.date(item.promisedFor)))]
    : []),
];

const itemRow = (item: PaymentItem, spoken: Spoken): ReactElement => {
  const {
    figures: { money, shortDate },
    words: { standing },
  } = spoken;
  return h(
    'tr',
    { key: item.invoiceId },
    h(
      'th',
      { scope: 'row' },
      oneLine(item.invoiceId),
      h('span', { className: 'detail' }, standing.dates(shortDate(item.issuedOn), shortDate(item.dueOn))),
      ...marks(item, spoken),
    ),
    h(
      'td',
      null,
      money(item.remaining),
      item.remaining.amount === item.amount.amount
        ? null
        : h('span', { className: 'detail' }, standing.ofAmount(money(item.amount))),
    ),
  );
};

const sums = (
  { overdue, totals, unappliedCash }: PaymentView,
  { figures: { money }, words: { standing } }: Spoken,
): ReactElement =>
  h(
    'dl',
    { className: 'rows sums' },
    ...totals.map((total) => row(standing.total, money(total))),
    ...overdue.map((amount) => row(standing.ofThatOverdue, money(amount), { isBad: true })),
    unappliedCash && row(standing.unapplied, money(unappliedCash)),
  );

/** Every open item with what remains of it, and what all of it comes to. */
export const openItems = (view: PaymentView): ReactElement => {
  const spoken = spokenIn(view.language);
  const { standing } = spoken.words;
  return h(
    'section',
    { className: 'card', 'aria-labelledby': 'open' },
    h('h2', { id: 'open' }, standing.listTitle),
    h(
      'table',
      { className: 'items', 'aria-labelledby': 'open' },
      h(
        'thead',
        null,
        h('tr', null, h('th', { scope: 'col' }, standing.invoice), h('th', { scope: 'col' }, standing.remaining)),
      ),
      h('tbody', null, ...view.items.map((item) => itemRow(item, spoken))),
    ),
    view.moreItems > 0 ? h('p', { className: 'soft small' }, standing.more(view.moreItems)) : null,
    sums(view, spoken),
    h('p', { className: 'soft small pay' }, standing.howToPay),
  );
};
