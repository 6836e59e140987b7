import type { MessageOf } from '../../contracts/mails.ts';
import { fact, type MailContent } from '../content.ts';
import { requestFacts, shortName, whatIsAsked } from './request-facts.ts';

/** Tells who runs the platform that a request stands still after a failure, and how it goes on. */
export const limitRequestParked = ({ data }: MessageOf<'limit-request-parked'>): MailContent => {
  const { correlationId, error, requestId, state } = data;
  return {
    subject: `Limit request stopped: ${whatIsAsked(data)} for ${shortName(data)}`,
    preview: `It stopped at ${state} with ${error}, and waits for a repair.`,
    heading: `A limit request has stopped: ${whatIsAsked(data)}`,
    blocks: [
      {
        kind: 'paragraph',
        text: `The request for ${data.customer.legalName} could not go on because of a fault on our side, and says FAILED. Nothing is lost: it waits where it stopped.`,
      },
      {
        kind: 'facts',
        title: 'Where it stopped',
        facts: [...fact('Step', state), ...fact('Error', error), ...fact('Correlation id', correlationId)],
      },
      { kind: 'facts', title: 'The request', facts: requestFacts(data) },
      {
        kind: 'paragraph',
        text: `Search the logs for the correlation id, and repair the cause. Then let the request go on with POST /v1/limit-requests/${requestId}/resume, signed in with the scope credit/admin.`,
      },
      {
        kind: 'note',
        text: 'You get this mail because you run the platform. It holds no link on purpose. Replies are not read.',
      },
    ],
  };
};
