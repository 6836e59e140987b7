import type { HandoffMessageOf } from '../../../contracts/handoff-mails.ts';
import { type Block, type Fact, fact, type MailContent } from '../../content.ts';
import { dateText, instantText, moneyText } from '../../wording.ts';
import { amountsText, counted, handoffFacts, shortName } from './facts.ts';

interface Place {
  /** IANA zone in which times are told. */
  readonly timeZone: string;
}

type Sealed = HandoffMessageOf<'legal-handoff-reminder'>['data'];
type News = HandoffMessageOf<'legal-handoff-news'>['data'];

const toLegal: Block = {
  kind: 'note',
  text: 'You get this mail because you are in the role legal. Replies are not read.',
};

const pathOf = (handoffId: string): string => `/v1/legal-handoffs/${handoffId}`;

const claim = (data: Sealed, { timeZone }: Place): readonly Fact[] => [
  ...handoffFacts(data),
  ...fact('Invoices', `${data.invoices}`),
  ...fact('Oldest due', data.oldestDueOn && dateText(data.oldestDueOn)),
  ...fact('Late interest', data.interest.length === 0 ? 'none agreed' : amountsText(data.interest)),
  ...fact('Approved by', data.approvedBy),
  ...fact('Sealed', instantText(data.sealedAt, timeZone)),
];

const howToAnswer = (handoffId: string): Block => ({
  kind: 'paragraph',
  text: `Please take it over with your matter number (POST ${pathOf(handoffId)}/acknowledge), or send it back with the reason (POST ${pathOf(handoffId)}/reject).`,
});

/** Hands a sealed bundle over. What it consists of is fetched; the mail says what it must hash to. */
export const legalHandoff = ({ data }: HandoffMessageOf<'legal-handoff'>, place: Place): MailContent => ({
  subject: `Legal handoff: ${shortName(data)}, ${amountsText(data.totals)}`,
  preview: `${counted(data.invoices, 'invoice')}, oldest due ${data.oldestDueOn ?? 'not known'}.`,
  heading: `${data.customer.legalName} is handed over to you`,
  blocks: [
    {
      kind: 'paragraph',
      text: `Collections have come to their end with ${data.customer.legalName}, who owes ${amountsText(data.totals)}. The file is complete and sealed; the customer is on credit hold and is not written to by us any more.`,
    },
    { kind: 'facts', title: 'The claim', facts: claim(data, place) },
    howToAnswer(data.handoffId),
    {
      kind: 'paragraph',
      text: `The file: GET ${pathOf(data.handoffId)}/bundle, and each part under its name below it.`,
    },
    {
      kind: 'facts',
      title: 'Seal (SHA-256)',
      facts: [
        ...fact('Manifest', data.manifestSha256),
        ...data.parts.flatMap(({ name, sha256 }) => fact(name, sha256)),
      ],
    },
    toLegal,
  ],
});

/** Reminds legal of a bundle that nobody has acknowledged. */
export const legalReminder = ({ data }: HandoffMessageOf<'legal-handoff-reminder'>, place: Place): MailContent => ({
  subject: `Reminder: ${shortName(data)} waits to be taken over by legal`,
  preview: `Handed over ${instantText(data.sealedAt, place.timeZone)}.`,
  heading: `Not taken over yet: ${data.customer.legalName}`,
  blocks: [
    {
      kind: 'paragraph',
      text: `The file was handed over on ${instantText(data.sealedAt, place.timeZone)}, and nobody has taken it over or sent it back.`,
    },
    { kind: 'facts', title: 'The claim', facts: [...claim(data, place), ...fact('Manifest', data.manifestSha256)] },
    howToAnswer(data.handoffId),
    toLegal,
  ],
});

const whatHappened = ({ amount, by, news }: News): string => {
  const sum = amount ? moneyText(amount) : 'An amount';
  switch (news) {
    case 'PAYMENT':
      return `${sum} has come in`;
    case 'CREDIT':
      return `${sum} was credited`;
    case 'REVERSAL':
      return `A payment of ${amount ? moneyText(amount) : 'some amount'} has come back`;
    case 'CLOSED':
      return 'Everything is settled';
    case 'RECALLED':
      return `${by ?? 'Collections'} took it back`;
    case 'OTHER':
      return 'What is owed has changed';
    default:
      return news satisfies never;
  }
};

const whatFollows = ({ news }: News): string => {
  if (news === 'CLOSED') return 'Nothing of it is owed any more. Please stop what you have begun.';
  if (news === 'RECALLED') return 'Please stop what you have begun. Collections go on with it themselves.';
  return 'The sealed file stays as it is; what is owed now stands below.';
};

/** Tells legal what has happened to something that it has. */
export const legalNews = ({ data }: HandoffMessageOf<'legal-handoff-news'>): MailContent => ({
  subject: `${whatHappened(data)}: ${shortName(data)}${data.matterNumber ? `, ${data.matterNumber}` : ''}`,
  preview: `Still owed: ${amountsText(data.remaining)}.`,
  heading: whatHappened(data),
  blocks: [
    { kind: 'paragraph', text: whatFollows(data) },
    ...(data.news === 'RECALLED' && data.why ? [{ kind: 'quote' as const, title: 'Why', text: data.why }] : []),
    {
      kind: 'facts',
      title: 'The claim',
      facts: [
        ...handoffFacts(data),
        ...fact('Still owed', amountsText(data.remaining)),
        ...fact('Matter', data.matterNumber),
      ],
    },
    toLegal,
  ],
});
