import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { PaymentItem, PaymentView } from '../../domain/dunning/payment-view.ts';
import { oneLine } from '../../mail/clean.ts';
import { dateText, moneyText } from '../../mail/wording.ts';
import type { MoneyJson } from '../../money.ts';
import { row } from '../decision/facts.ts';
import { plural } from '../wording.ts';

/** `EUR 1,000.00 and USD 5.00`. */
export const amountsText = (amounts: readonly MoneyJson[]): string =>
  new Intl.ListFormat('en-GB').format(amounts.map(moneyText));

const lateness = ({ daysPastDue }: PaymentItem): string | null =>
  daysPastDue > 0 ? `Overdue by ${plural(daysPastDue, 'day')}` : null;

const marks = (item: PaymentItem): readonly ReactNode[] => [
  ...(lateness(item) ? [h('span', { key: 'late', className: 'mark bad' }, lateness(item))] : []),
  ...(item.disputed ? [h('span', { key: 'disputed', className: 'mark' }, 'Disputed')] : []),
  ...(item.promisedFor
    ? [h('span', { key: 'promised', className: 'mark' }, `Promised for ${dateText(item.promisedFor)}`)]
    : []),
];

const itemRow = (item: PaymentItem): ReactElement =>
  h(
    'tr',
    { key: item.invoiceId },
    h(
      'th',
      { scope: 'row' },
      oneLine(item.invoiceId),
      h('span', { className: 'detail' }, `Issued ${dateText(item.issuedOn)}, due ${dateText(item.dueOn)}`),
      ...marks(item),
    ),
    h(
      'td',
      null,
      moneyText(item.remaining),
      item.remaining.amount === item.amount.amount
        ? null
        : h('span', { className: 'detail' }, `of ${moneyText(item.amount)}`),
    ),
  );

const sums = ({ overdue, totals, unappliedCash }: PaymentView): ReactElement =>
  h(
    'dl',
    { className: 'rows sums' },
    ...totals.map((total) => row('In all', moneyText(total))),
    ...overdue.map((amount) => row('Of that overdue', moneyText(amount), { isBad: true })),
    unappliedCash && row('On your account, taken off already', moneyText(unappliedCash)),
  );

const HOW_TO_PAY =
  'Please pay to the account that the invoices name, and state their numbers. What you have paid in the last few days may not be taken off yet.';

/** Every open item with what remains of it, and what all of it comes to. */
export const openItems = (view: PaymentView): ReactElement =>
  h(
    'section',
    { className: 'card', 'aria-labelledby': 'open' },
    h('h2', { id: 'open' }, 'Open invoices'),
    h(
      'table',
      { className: 'items', 'aria-labelledby': 'open' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Invoice'), h('th', { scope: 'col' }, 'Remaining'))),
      h('tbody', null, ...view.items.map(itemRow)),
    ),
    view.moreItems > 0
      ? h('p', { className: 'soft small' }, `${plural(view.moreItems, 'more invoice')}, due later, not listed here.`)
      : null,
    sums(view),
    h('p', { className: 'soft small pay' }, HOW_TO_PAY),
  );
