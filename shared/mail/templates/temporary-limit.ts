import type { MessageOf } from '../../contracts/mails.ts';
import { type Block, fact, type MailContent } from '../content.ts';
import { dateText, moneyText } from '../wording.ts';
import { shortName } from './request-facts.ts';

type TemporaryLimit = MessageOf<'temporary-limit-ending'>['data'];

const limitAfterwards = ({ limitAfterwards: limit, unlimitedAfterwards }: TemporaryLimit): string => {
  if (unlimitedAfterwards) return 'unlimited';
  return limit === null ? 'none' : moneyText(limit);
};

const facts = (data: TemporaryLimit): Block => ({
  kind: 'facts',
  title: 'The limit',
  facts: [
    ...fact('Customer', `${data.customer.legalName} (${data.customer.customerId})`),
    ...fact('Temporary limit', moneyText(data.temporaryLimit)),
    ...fact('Last day', dateText(data.validTo)),
    ...fact('Limit afterwards', limitAfterwards(data)),
    ...fact('Exposure', moneyText(data.exposure)),
    ...fact('Above the limit by', data.excess && moneyText(data.excess)),
    ...fact('Request', data.requestId),
  ],
});

const whyYou: Block = {
  kind: 'note',
  text: 'You get this mail because you asked for the temporary limit or look after the customer. Replies are not read.',
};

/** Gives notice that a temporary limit is about to end. */
export const temporaryLimitEnding = ({ data }: MessageOf<'temporary-limit-ending'>): MailContent => {
  const what = `temporary credit limit of ${moneyText(data.temporaryLimit)}`;
  const lastDay = dateText(data.validTo);
  const above =
    data.excess &&
    `As things stand, the exposure is ${moneyText(data.excess)} above the limit that holds from then on: the customer would be put on credit hold. Have it paid down, or ask for another limit in time.`;
  return {
    subject: `Ends with ${lastDay}: ${what} for ${shortName(data)}`,
    preview: above ?? `From then on the limit is ${limitAfterwards(data)}.`,
    heading: `The ${what} ends with ${lastDay}`,
    blocks: [
      { kind: 'paragraph', text: `${lastDay} is the last day of the ${what} for ${data.customer.legalName}.` },
      {
        kind: 'paragraph',
        text: above ?? 'As things stand, the exposure is within the limit that holds from then on.',
      },
      facts(data),
      whyYou,
    ],
  };
};

/** Tells that a temporary limit has ended, and what that did to the customer. */
export const temporaryLimitEnded = ({ data }: MessageOf<'temporary-limit-ended'>): MailContent => {
  const what = `temporary credit limit of ${moneyText(data.temporaryLimit)}`;
  const consequence = data.held
    ? `The exposure is above the limit that holds now${data.excess ? `, by ${moneyText(data.excess)}` : ''}. The customer is on credit hold: orders are referred until somebody lifts it.`
    : 'The exposure is within the limit that holds now. Nothing else has changed for the customer.';
  return {
    subject: `${data.held ? 'Ended, and customer on hold' : 'Ended'}: ${what} for ${shortName(data)}`,
    preview: consequence,
    heading: `The ${what} has ended`,
    blocks: [
      { kind: 'paragraph', text: `${dateText(data.validTo)} was its last day, for ${data.customer.legalName}.` },
      { kind: 'paragraph', text: consequence },
      facts(data),
      whyYou,
    ],
  };
};
