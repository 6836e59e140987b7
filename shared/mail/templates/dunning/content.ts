import type {
  DunningData,
  DunningTemplate,
  FinalNoticeData,
  MailLanguage,
  ThanksData,
  ToldInvoice,
} from '../../../contracts/dunning-mails.ts';
import { addDays } from '../../../dates.ts';
import { oneLine, shorten } from '../../clean.ts';
import type { Block, LinkAndCode, ListedItem, MailContent } from '../../content.ts';
import { type Figures, figuresIn } from '../../figures.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Told, Words } from './words.ts';

const wordsIn: Readonly<Record<MailLanguage, Words>> = { en: english, de: german };

/** Names may have 200 characters, and stand in the middle of sentences. */
const LONGEST_NAME = 120;

const nameOf = ({ customer }: Pick<ThanksData, 'customer'>): string =>
  shorten(oneLine(customer.legalName), LONGEST_NAME);

const listed = (invoice: ToldInvoice, words: Words, { money, shortDate }: Figures): ListedItem => ({
  name: invoice.invoiceId,
  detail: [
    words.issued(shortDate(invoice.issuedOn)),
    words.due(shortDate(invoice.dueOn)),
    ...(invoice.daysPastDue > 0 ? [words.late(invoice.daysPastDue)] : []),
  ].join(', '),
  amount: money(invoice.remaining),
});

const toldBy = (data: DunningData, payUntil: string | null, figures: Figures): Told => ({
  company: oneLine(data.company),
  customerName: nameOf(data),
  customerId: data.customer.customerId,
  total: figures.list(data.totals.map(figures.money)),
  firstDue: figures.date(data.invoices[0]?.dueOn ?? data.asOf),
  asOf: figures.date(data.asOf),
  payUntil: payUntil === null ? null : figures.date(payUntil),
});

const whatIsOpen = (data: DunningData, words: Words, figures: Figures): Block => ({
  kind: 'items',
  title: words.listTitle,
  items: [
    ...data.invoices.map((invoice) => listed(invoice, words, figures)),
    ...(data.moreInvoices > 0 ? [{ name: words.more(data.moreInvoices), detail: words.dueLater, amount: '' }] : []),
  ],
  sums: data.totals.map((total) => ({ label: words.total, value: figures.money(total) })),
});

/** A reminder of the given kind. The link is what lets its reader answer, so there is none without. */
export const dunningContent = (
  template: DunningTemplate,
  data: DunningData | FinalNoticeData,
  access: LinkAndCode | null,
): MailContent => {
  if (!access) throw new TypeError('A mail to a customer needs a link and a code.');
  const [words, figures] = [wordsIn[data.language], figuresIn(data.language)];
  const handoverOn = 'handoverOn' in data ? data.handoverOn : null;
  const told = toldBy(data, handoverOn && addDays(handoverOn, -1), figures);
  const { heading, paragraphs, subject } = words.kinds[template];
  const unapplied = data.unappliedCash && words.unapplied(figures.money(data.unappliedCash));
  const said = [
    ...paragraphs(told),
    ...(unapplied ? [unapplied] : []),
    ...(data.afterWrongCodes ? [words.afterWrongCodes] : []),
  ];
  return {
    language: data.language,
    // The name first in a list of mails is that of the company, so that the amount may come early.
    subject: subject(told),
    preview: paragraphs(told)[0] ?? heading,
    heading,
    blocks: [
      ...said.map((text): Block => ({ kind: 'paragraph', text })),
      whatIsOpen(data, words, figures),
      { kind: 'paragraph', text: words.howToPay },
      { kind: 'action', label: words.action, href: access.link, code: access.code, codeLabel: words.codeLabel },
      { kind: 'note', text: words.aboutLink },
      { kind: 'note', text: words.crossed(told.asOf) },
      { kind: 'note', text: words.whyYou(told) },
    ],
  };
};

/** Thanks for a payment that has settled all that was chased. */
export const thanksContent = (data: ThanksData): MailContent => {
  const { thanks, whyYou } = wordsIn[data.language];
  const told = { company: oneLine(data.company), customerName: nameOf(data), customerId: data.customer.customerId };
  const [first = thanks.heading, ...rest] = thanks.paragraphs(told);
  return {
    language: data.language,
    subject: thanks.subject(told.company),
    preview: first,
    heading: thanks.heading,
    blocks: [
      ...[first, ...rest].map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'note', text: whyYou(told) },
    ],
  };
};
