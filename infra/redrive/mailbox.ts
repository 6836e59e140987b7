import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Letter } from './letter.ts';

/** One dead-letter queue. */
export interface Mailbox {
  /** Some messages, which nobody else gets for a while; none when the queue has no more of them. */
  readonly receive: () => Promise<readonly Letter[]>;
  readonly remove: (letter: Letter) => Promise<void>;
  /** Gives a message back at once. */
  readonly release: (letter: Letter) => Promise<void>;
}

/** Ten calls of the slowest function end within it; what an aborted command has received comes back after it. */
const HIDDEN_SECONDS = 1_800;
/** Asks all servers of the queue, where a call that does not wait asks some of them. */
const WAIT_SECONDS = 2;
const MOST_AT_ONCE = 10;

/** @param account that of the stage: a queue of the same name in another account is never read. */
export const openMailbox = async (client: SQSClient, account: string, queueName: string): Promise<Mailbox> => {
  const found = await client.send(new GetQueueUrlCommand({ QueueName: queueName, QueueOwnerAWSAccountId: account }));
  const { QueueUrl } = found;
  return {
    receive: async () => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: MOST_AT_ONCE,
          WaitTimeSeconds: WAIT_SECONDS,
          VisibilityTimeout: HIDDEN_SECONDS,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      return Messages.map(toLetter);
    },
    remove: async ({ receiptHandle }) => {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
    },
    release: async ({ receiptHandle }) => {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }),
      );
    },
  };
};

const toLetter = ({
  Attributes,
  Body = '',
  MessageAttributes = {},
  MessageId = '',
  ReceiptHandle = '',
}: Message): Letter => ({
  id: MessageId,
  receiptHandle: ReceiptHandle,
  body: parsed(Body),
  attributes: Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue ?? '']),
  ),
  sentAt: Attributes?.SentTimestamp ? new Date(Number(Attributes.SentTimestamp)).toISOString() : '',
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
