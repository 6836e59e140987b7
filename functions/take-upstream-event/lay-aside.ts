import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Refusal } from '../../shared/errors.ts';

const MOST_OF_A_MESSAGE = 1_000;

const attribute = (text: string) => ({
  DataType: 'String',
  // The characters that SQS takes are those of XML.
  StringValue: text.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD]/g, '?').slice(0, MOST_OF_A_MESSAGE) || '?',
});

/**
 * Puts an event that can never be taken into the queue of those, in the form in which Lambda puts there what it has given
 * up on: the event as it came, and why beside it.
 */
export const layAside = async (queues: SQSClient, url: string, event: unknown, refusal: Refusal): Promise<void> => {
  const why = [refusal.message, ...refusal.errors.map(({ path, message }) => `${path}: ${message}`)].join('\n');
  await queues.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: JSON.stringify(event),
      MessageAttributes: { ErrorCode: attribute(refusal.code), ErrorMessage: attribute(why) },
    }),
  );
};
