import type { HandoffMessageOf } from '../../../contracts/handoff-mails.ts';
import { type Block, fact, type LinkAndCode, type MailContent } from '../../content.ts';
import { dateText, instantText, moneyText } from '../../wording.ts';
import { amountsText, counted, handoffFacts, shortName } from './facts.ts';

type Question = HandoffMessageOf<'handoff-approval'>['data'];

const MOST_LISTED = 10;
const MOST_LINES = 12;

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

const why = ({ alsoAsked, askedAt, occasion, onBehalfOf, role }: Question, timeZone: string): readonly Block[] => [
  ...(onBehalfOf ? [paragraph(`You are asked for ${onBehalfOf}, who is away.`)] : []),
  ...(occasion === 'ESCALATED'
    ? [paragraph(`Whoever was asked before has not decided. It is now with the ${role} as well.`)]
    : []),
  ...(occasion === 'REMINDED'
    ? [
        paragraph(
          `You were asked on ${instantText(askedAt, timeZone)} and nobody has decided yet. Please use the link and the code of this mail; earlier ones have been replaced.`,
        ),
      ]
    : []),
  ...(occasion === 'AFTER_WRONG_CODES'
    ? [
        paragraph(
          'The link of your earlier mail has ended, because a wrong code, or none, was given too often. If it was not you who tried: some mail programs follow links by themselves. Please use the link and the code of this mail.',
        ),
      ]
    : []),
  ...(alsoAsked.length > 0 ? [paragraph(`Also asked: ${alsoAsked.join(', ')}. One decision is enough.`)] : []),
];

const invoices = ({ invoices: all, moreInvoices, totals }: Question): Block => {
  const more = moreInvoices + Math.max(0, all.length - MOST_LISTED);
  return {
    kind: 'items',
    title: 'What would be handed over',
    items: all.slice(0, MOST_LISTED).map(({ daysPastDue, dueOn, invoiceId, remaining }) => ({
      name: `Invoice ${invoiceId}`,
      detail: `due ${dateText(dueOn)}, ${counted(daysPastDue, 'day')} late`,
      amount: moneyText(remaining),
    })),
    sums: [
      ...(more > 0 ? [{ label: `and ${counted(more, 'more invoice')}`, value: '' }] : []),
      ...totals.map((total) => ({ label: 'Total', value: moneyText(total) })),
    ],
  };
};

const story = ({ brokenPromises, timeline }: Question, timeZone: string): Block => ({
  kind: 'facts',
  title: 'What was done so far',
  facts: [
    ...timeline.slice(-MOST_LINES).flatMap(({ at, text }) => fact(instantText(at, timeZone), text)),
    ...fact('Promises broken', brokenPromises === 0 ? 'none' : String(brokenPromises)),
  ],
});

const subjects: Readonly<Record<Question['occasion'], string>> = {
  ASKED: 'Decision needed',
  ESCALATED: 'Decision needed',
  AFTER_WRONG_CODES: 'Decision needed',
  REMINDED: 'Reminder: decision needed',
};

/** Puts a handoff to an approver. */
export const handoffQuestion = (
  data: Question,
  { timeZone }: { readonly timeZone: string },
  access: LinkAndCode | null,
): MailContent => {
  if (!access) throw new TypeError('A mail to an approver needs a link and a code.');
  const amount = amountsText(data.totals);
  return {
    subject: `${subjects[data.occasion]}: hand ${shortName(data)} over to legal, ${amount}`,
    preview: `${amount} is overdue, up to ${counted(data.maxDaysPastDue, 'day')}.`,
    heading: `Hand ${data.customer.legalName} over to legal?`,
    blocks: [
      paragraph(
        `${data.customer.legalName} owes ${amount} and has not paid after everything that collections have done. The next step is the lawyers, if you approve it. With it the customer stays on credit hold, and is not written to by us any more.`,
      ),
      ...why(data, timeZone),
      {
        kind: 'facts',
        title: 'The customer',
        facts: [
          ...handoffFacts(data),
          ...fact('Oldest due', data.oldestDueOn && dateText(data.oldestDueOn)),
          ...fact('Grade', data.grade),
        ],
      },
      invoices(data),
      story(data, timeZone),
      { kind: 'action', label: 'Open the case', href: access.link, code: access.code },
      {
        kind: 'note',
        text: `The page asks for the code before it takes a decision. The link is good until ${instantText(data.linkEndsAt, timeZone)}; the link and the code are meant for you alone: please do not forward this mail.`,
      },
      { kind: 'note', text: 'You get this mail because you decide what goes to legal. Replies are not read.' },
    ],
  };
};
