import type { Content } from 'pdfmake/interfaces.js';
import type { BundleContent } from '../../domain/legal-handoff/bundle.ts';
import { facts, heading, paragraph, smallPrint, table, title } from '../layout.ts';
import { amount, amounts, day } from './wording.ts';

/** Lines that a document prints; a larger file has all of them as data. */
const MOST_LINES = 1_000;

const more = (all: number): readonly Content[] =>
  all > MOST_LINES ? [smallPrint(`${all - MOST_LINES} more lines stand in the data of the file.`)] : [];

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const debtor = ({ customerId, debtor: master, legalName }: BundleContent): Content =>
  facts([
    ['Customer', `${legalName} (${customerId})`],
    ['Registration', text(master['registrationNumber'])],
    ['Tax id', text(master['taxId'])],
    ['Country', text(master['country'])],
    ['Customer since', text(master['onboardedOn']) && day(String(master['onboardedOn']))],
  ]);

const claimed = ({ statement }: BundleContent) => statement.filter((line) => line.claimed !== null);

const claim = (content: BundleContent): readonly Content[] => {
  const lines = claimed(content);
  return [
    heading('What is claimed'),
    table(
      [
        { title: 'Invoice', width: '*' },
        { title: 'Issued', width: 'auto' },
        { title: 'Due', width: 'auto' },
        { title: 'Days late', width: 'auto', isFigure: true },
        { title: 'Invoiced', width: 'auto', isFigure: true },
        { title: 'Claimed', width: 'auto', isFigure: true },
      ],
      lines
        .slice(0, MOST_LINES)
        .map((line) => [
          line.invoiceId,
          day(line.issuedOn),
          day(line.dueOn),
          String(line.daysPastDue),
          amount(line.amount),
          line.claimed ? amount(line.claimed) : '',
        ]),
      content.totals.map((total) => ['Total', '', '', '', '', amount(total)]),
    ),
    ...more(lines.length),
  ];
};

const interest = ({ agreements, asOf, interest: reckoned, interestTotals }: BundleContent): readonly Content[] => {
  if (agreements.length === 0 || interestTotals.length === 0) {
    return [heading('Late interest'), paragraph('No late interest is agreed for these invoices.')];
  }
  return [
    heading('Late interest'),
    table(
      [
        { title: 'Invoice', width: '*' },
        { title: 'Agreement', width: 'auto' },
        { title: 'Percent a year', width: 'auto', isFigure: true },
        { title: 'From', width: 'auto' },
        { title: 'Days', width: 'auto', isFigure: true },
        { title: 'On', width: 'auto', isFigure: true },
        { title: 'Interest', width: 'auto', isFigure: true },
      ],
      reckoned
        .slice(0, MOST_LINES)
        .map((one) => [
          one.invoiceId,
          one.agreementId ?? 'none in force',
          one.percent ?? '',
          day(one.from),
          String(one.days),
          amount(one.principal),
          amount(one.interest),
        ]),
      interestTotals.map((total) => ['Total', '', '', '', '', '', amount(total)]),
    ),
    ...more(reckoned.length),
    smallPrint(
      `Simple interest up to ${day(asOf)}, this day included: amount x percent / 100 x days / 365 (Actual/365 Fixed), from the day after the due date, at the percentage of the agreement in force when the invoice was issued.`,
    ),
  ];
};

const others = ({ statement, unappliedCash, unlisted }: BundleContent): readonly Content[] => {
  const rest = statement.filter((line) => line.claimed === null);
  const cash =
    unappliedCash.minorUnits > 0n
      ? [paragraph(`${amount(unappliedCash)} on the account is not allocated, and is taken off the claim above.`)]
      : [];
  if (rest.length === 0 && unlisted === 0) return cash;
  return [
    heading('What else is open'),
    table(
      [
        { title: 'Invoice', width: '*' },
        { title: 'Due', width: 'auto' },
        { title: 'Remaining', width: 'auto', isFigure: true },
        { title: 'Not claimed because', width: 'auto' },
      ],
      rest
        .slice(0, MOST_LINES)
        .map((line) => [
          line.invoiceId,
          day(line.dueOn),
          amount(line.remaining),
          line.disputed
            ? 'disputed'
            : line.daysPastDue > 0
              ? 'promised, or covered by money on the account'
              : 'not due yet',
        ]),
    ),
    ...more(rest.length + unlisted),
    ...cash,
  ];
};

/** The statement of account: what is claimed, late interest, what else is open. */
export const statementContent = (content: BundleContent): readonly Content[] => [
  ...title('Statement of account', `${content.creditor} against ${content.legalName}, as of ${day(content.asOf)}`),
  debtor(content),
  ...claim(content),
  ...interest(content),
  ...others(content),
];

/** What the first page of the whole document says. */
export const summaryContent = (content: BundleContent): readonly Content[] => {
  const { creditor, handoff, interestTotals, legalName, totals } = content;
  const lines = claimed(content);
  const oldest = lines[0]?.dueOn;
  return [
    ...title('Legal handoff', `${creditor} against ${legalName}`),
    facts([
      ['Claim', amounts(totals)],
      ['Late interest', interestTotals.length === 0 ? 'none agreed' : amounts(interestTotals)],
      ['Invoices', String(lines.length)],
      ['Oldest due', oldest && day(oldest)],
      ['Messages sent', String(content.messages.filter(({ told }) => told !== null).length)],
      ['Promises broken', String(content.promises.filter(({ outcome }) => outcome === 'BROKEN').length)],
      ['Handoff', handoff.handoffId],
      ['Case', handoff.caseId],
      ['Approved by', handoff.decision?.by],
      ['Comment', handoff.decision?.comment],
    ]),
  ];
};
