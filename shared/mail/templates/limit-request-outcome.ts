import type { MessageOf } from '../../contracts/mails.ts';
import { type Block, fact, type MailContent } from '../content.ts';
import { moneyText } from '../wording.ts';
import { requestFacts, shortName, whatIsAsked } from './request-facts.ts';

type Outcome = MessageOf<'limit-request-outcome'>['data'];

/** For the subject, and for the first sentence. */
const words: Record<Outcome['outcome'], readonly [subject: string, sentence: string]> = {
  APPROVED: ['Approved', 'Your request was approved.'],
  REJECTED: ['Rejected', 'Your request was rejected. Nothing has changed for the customer.'],
  LAPSED: [
    'Lapsed',
    'Your request has lapsed: what the approvals were based on has changed. You may ask again; it is then assessed anew.',
  ],
  EXPIRED: ['Expired', 'Your request has expired: nobody decided in time. You may ask again.'],
  WITHDRAWN: ['Withdrawn', 'Your request was withdrawn. Nothing has changed for the customer.'],
  RETURNED: ['More information needed', 'Your request came back: an approver needs to know more before deciding.'],
  FAILED: [
    'Could not be completed',
    'Your request could not be completed because of a fault on our side. The people who run the platform have been told.',
  ],
};

const reduced = ({ approved, requested }: Outcome): string | undefined =>
  approved && approved.amount !== requested.amount ? 'Approved for less than was asked for.' : undefined;

/** Tells who asked for a limit, or for the release of an order, what became of it. */
export const limitRequestOutcome = ({ data }: MessageOf<'limit-request-outcome'>): MailContent => {
  const [subject, sentence] = words[data.outcome];
  const why: readonly Block[] = data.why
    ? [{ kind: 'quote', title: data.decidedBy ? `In the words of ${data.decidedBy}` : 'Why', text: data.why }]
    : [];
  const less = reduced(data);
  return {
    subject: `${subject}: ${whatIsAsked(data)} for ${shortName(data)}`,
    preview: sentence,
    heading: `${subject}: ${whatIsAsked(data)}`,
    blocks: [
      { kind: 'paragraph', text: less ? `${sentence} ${less}` : sentence },
      ...why,
      {
        kind: 'facts',
        title: 'The request',
        facts: [
          ...requestFacts(data),
          ...fact('Approved limit', data.outcome === 'APPROVED' && data.approved ? moneyText(data.approved) : null),
          ...fact('Decided by', data.decidedBy),
          ...fact('Reference for support', data.correlationId),
        ],
      },
      { kind: 'note', text: 'You get this mail because you made the request. Replies are not read.' },
    ],
  };
};
