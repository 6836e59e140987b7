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

const isRelease = ({ kind }: Outcome): boolean => kind === 'ORDER_RELEASE';

/** What the outcome means beyond its sentence; the release of an order is granted as it was asked for, or not at all. */
const meaning = (data: Outcome): string | undefined => {
  const { approved, outcome, requested } = data;
  if (isRelease(data) && outcome === 'APPROVED') {
    return 'The order passes its next credit check once, up to this amount. Please have it checked again.';
  }
  const isLess = outcome === 'APPROVED' && approved && approved.amount !== requested.amount;
  return isLess
    ? `${moneyText(approved)} was approved, which is less than the ${moneyText(requested)} asked for.`
    : undefined;
};

/** What the request came to: the limit that was approved, where one was, and else what was asked for. */
const whatItIs = (data: Outcome): string => {
  const { approved, outcome } = data;
  return whatIsAsked(outcome === 'APPROVED' && approved && !isRelease(data) ? { ...data, requested: approved } : data);
};

const whyTitle = ({ decidedBy, outcome }: Outcome): string => {
  if (outcome === 'RETURNED') return decidedBy ? `What ${decidedBy} asks` : 'What is asked';
  return decidedBy ? `In the words of ${decidedBy}` : 'Why';
};

const howToAnswer = ({ outcome, requestId }: Outcome): readonly Block[] =>
  outcome === 'RETURNED'
    ? [
        {
          kind: 'paragraph',
          text: `Please answer with POST /v1/limit-requests/${requestId}/information and the body { "information": "..." }. The request is then put to the approvers again; until then it waits, and it still ends on its day.`,
        },
      ]
    : [];

const approvedLimit = (data: Outcome): string | null =>
  data.outcome === 'APPROVED' && data.approved && !isRelease(data) ? moneyText(data.approved) : null;

/** Tells who asked for a limit, or for the release of an order, what became of it. */
export const limitRequestOutcome = ({ data }: MessageOf<'limit-request-outcome'>): MailContent => {
  const [subject, sentence] = words[data.outcome];
  const why: readonly Block[] = data.why ? [{ kind: 'quote', title: whyTitle(data), text: data.why }] : [];
  const more = meaning(data);
  return {
    subject: `${subject}: ${whatItIs(data)} for ${shortName(data)}`,
    preview: sentence,
    heading: `${subject}: ${whatItIs(data)}`,
    blocks: [
      { kind: 'paragraph', text: more ? `${sentence} ${more}` : sentence },
      ...why,
      ...howToAnswer(data),
      {
        kind: 'facts',
        title: 'The request',
        facts: [
          ...requestFacts(data),
          ...fact('Approved limit', approvedLimit(data)),
          ...fact('Decided by', data.decidedBy),
          ...fact('Reference for support', data.correlationId),
        ],
      },
      { kind: 'note', text: 'You get this mail because you made the request. Replies are not read.' },
    ],
  };
};
