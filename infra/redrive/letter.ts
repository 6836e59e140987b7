/** A message of a dead-letter queue. */
export interface Letter {
  readonly id: string;
  readonly receiptHandle: string;
  /** The parsed body; a text that is no JSON as it is. */
  readonly body: unknown;
  /** Why it was given up on, as EventBridge, Lambda or the function itself has written it beside the body. */
  readonly attributes: Readonly<Record<string, string>>;
  /** When it came into the queue. */
  readonly sentAt: string;
}

/** What a person is shown of a message. */
export interface Shown {
  readonly what: string;
  /** A customer, or what else it is about; empty where it does not say. */
  readonly about: string;
  readonly at: string;
  /** Why it was given up on; empty where that was not written down. */
  readonly why: string;
}

type Fields = Readonly<Record<string, unknown>>;

const LONGEST = 300;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Others have written it: what would steer a terminal is left out, and what is too long to read. */
export const printable = (text: string): string =>
  text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, LONGEST);

/** What is known of a message at a glance. */
export const shownOf = ({ attributes, body, sentAt }: Letter): Shown => {
  const fields = fieldsOf(body);
  const shown = {
    what: whatIs(fields),
    about: aboutWhom(fields),
    at: textOf(fields['time']) || textOf(fields['timestamp']) || textOf(fields['scheduledAt']) || sentAt,
    why: whyGivenUp(attributes, fields),
  };
  return {
    what: printable(shown.what),
    about: printable(shown.about),
    at: printable(shown.at),
    why: printable(shown.why),
  };
};

const whatIs = (fields: Fields): string => {
  const batch = fieldsOf(fields['DDBStreamBatchInfo']);
  if (batch['batchSize'] !== undefined) return `batch of ${batch['batchSize']}`;
  if (textOf(fields['scheduledAt'])) return 'daily run';
  return textOf(fields['detail-type']) || 'message without a type';
};

const aboutWhom = (fields: Fields): string => {
  const detail = fieldsOf(fields['detail']);
  const mailTags = fieldsOf(fieldsOf(detail['mail'])['tags'])['credence-mail'];
  const mailId = Array.isArray(mailTags) ? textOf(mailTags[0]) : '';
  return textOf(detail['customerId']) || textOf(fieldsOf(detail['data'])['customerId']) || (mailId && `mail ${mailId}`);
};

const whyGivenUp = (attributes: Letter['attributes'], fields: Fields): string => {
  const code = attributes['ERROR_CODE'] ?? attributes['ErrorCode'];
  const message = attributes['ERROR_MESSAGE'] ?? attributes['ErrorMessage'];
  const condition = textOf(fieldsOf(fields['requestContext'])['condition']);
  return [code, message ?? condition].filter((part) => part !== undefined && part !== '').join(': ');
};
