import type { Content } from 'pdfmake/interfaces.js';
import type { TimelineEntry } from '../../domain/collection/timeline.ts';
import type { BundleContent, SentMessage } from '../../domain/legal-handoff/bundle.ts';
import { facts, heading, paragraph, smallPrint, table, title } from '../layout.ts';
import { amount, amounts, day, deliveryText, outcomeText, templateText, time } from './wording.ts';

interface ToldInvoice {
  readonly invoiceId: string;
  readonly dueOn: string;
  readonly remaining: { readonly amount: string; readonly currency: string };
}

const isToldInvoice = (value: unknown): value is ToldInvoice =>
  typeof value === 'object' && value !== null && typeof (value as ToldInvoice).invoiceId === 'string';

/** The invoices that a message named, and what it said remained. */
const toldOf = ({ told }: SentMessage): string => {
  const invoices = told?.['invoices'];
  if (!Array.isArray(invoices)) return '';
  const named = invoices.filter(isToldInvoice);
  const listed = named
    .map(({ invoiceId, remaining }) => `${invoiceId}: ${remaining.currency} ${remaining.amount}`)
    .join('; ');
  const more = told?.['moreInvoices'];
  return typeof more === 'number' && more > 0 ? `${listed}; and ${more} more` : listed;
};

const messages = ({ messages: sent, timeZone }: BundleContent): readonly Content[] => [
  heading('Messages to the customer'),
  sent.length === 0
    ? paragraph('None were sent.')
    : table(
        [
          { title: 'Message', width: 82 },
          { title: 'To', width: 120 },
          { title: 'Delivery', width: 130 },
          { title: 'What it said remained', width: '*' },
        ],
        sent.map((message) => [
          `${templateText(message.template)}, ${time(message.queuedAt, timeZone)}`,
          message.to,
          `${deliveryText(message.state)}, ${time(message.changedAt, timeZone)}${message.reason ? `: ${message.reason}` : ''}`,
          toldOf(message),
        ]),
      ),
];

const promises = ({ promises: given, timeZone }: BundleContent): readonly Content[] => [
  heading('Promises of the customer'),
  given.length === 0
    ? paragraph('None were made.')
    : table(
        [
          { title: 'Made', width: 'auto' },
          { title: 'By', width: '*' },
          { title: 'Amount', width: 'auto', isFigure: true },
          { title: 'To be paid by', width: 'auto' },
          { title: 'Outcome', width: 'auto' },
          { title: 'Came in', width: 'auto', isFigure: true },
        ],
        given.map((promise) => [
          time(promise.madeAt, timeZone),
          promise.by ?? '',
          amount(promise.amount),
          day(promise.payBy),
          outcomeText(promise.outcome),
          promise.paid ? amount(promise.paid) : '',
        ]),
      ),
];

/** Lines that only say how the case is filed. */
const isNoise = ({ kind }: TimelineEntry): boolean => kind === 'StatusChanged' || kind === 'CycleSettled';

const story = ({ timeZone, timeline }: BundleContent): readonly Content[] => [
  heading('What happened'),
  table(
    [
      { title: 'When', width: 105 },
      { title: 'What', width: '*' },
      { title: 'By', width: 120 },
    ],
    timeline.filter((entry) => !isNoise(entry)).map(({ at, by, text }) => [time(at, timeZone), text, by ?? '']),
  ),
  smallPrint(`Times are those of ${timeZone}.`),
];

const agreements = ({ agreements: signed }: BundleContent): readonly Content[] => [
  heading('Credit agreements'),
  signed.length === 0
    ? paragraph('None is on record.')
    : table(
        [
          { title: 'Agreement', width: '*' },
          { title: 'Signed', width: 'auto' },
          { title: 'Valid to', width: 'auto' },
          { title: 'Terms, days', width: 'auto', isFigure: true },
          { title: 'Late interest, percent', width: 'auto', isFigure: true },
        ],
        signed.map((agreement) => [
          String(agreement['agreementId']),
          day(String(agreement['signedOn'])),
          day(String(agreement['validTo'])),
          String(agreement['termsDays']),
          String(agreement['lateInterestPercent']),
        ]),
      ),
];

/** The dunning log: every message with its delivery, promises, and the story of the case. */
export const dunningLogContent = (content: BundleContent): readonly Content[] => [
  ...title('Dunning log', `${content.creditor} against ${content.legalName}, as of ${day(content.asOf)}`),
  facts([
    ['Case', content.handoff.caseId],
    ['Claim', amounts(content.totals)],
  ]),
  ...messages(content),
  ...promises(content),
  ...agreements(content),
  ...story(content),
];
