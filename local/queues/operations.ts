import { createHash, randomUUID } from 'node:crypto';
import type { QueueDefinition } from '../assembly/application.ts';
import { parseObject } from '../http/aws-json.ts';
import { asNumber, asObject, asString } from '../json.ts';
import type { QueueStore, ReceivedMessage } from './queue-store.ts';

/** What one operation of SQS does to a queue. */
export type Operation = (
  queue: QueueDefinition,
  input: Readonly<Record<string, unknown>>,
  queues: Pick<QueueStore, 'send' | 'receive' | 'hide' | 'remove'>,
) => { readonly answer: unknown } | { readonly refusal: string };

const MOST_RECEIVED = 10;
/** The time-out of queues that name none, as those of the stacks. */
const HIDDEN_SECONDS = 30;

const getQueueUrl: Operation = ({ url }) => ({ answer: { QueueUrl: url } });

const sendMessage: Operation = ({ arn }, input, queues) => {
  const body = asString(input['MessageBody']);
  if (!body) return { refusal: 'The request must contain the parameter MessageBody.' };
  const attributes = Object.entries(asObject(input['MessageAttributes'])).map(([name, value]) => [
    name,
    asString(asObject(value)['StringValue']) ?? '',
  ]);
  queues.send(arn, parseObject(body) ?? body, Object.fromEntries(attributes));
  return { answer: { MessageId: randomUUID(), MD5OfMessageBody: md5(body) } };
};

/** Answers at once: nothing that a call might wait for is ever on its way. */
const receiveMessage: Operation = ({ arn }, input, queues) => {
  const most = asNumber(input['MaxNumberOfMessages']) ?? 1;
  if (most < 1 || most > MOST_RECEIVED) return { refusal: `MaxNumberOfMessages must be 1 to ${MOST_RECEIVED}.` };
  const received = queues.receive(arn, most, asNumber(input['VisibilityTimeout']) ?? HIDDEN_SECONDS);
  return { answer: { Messages: received.map(toWire) } };
};

const deleteMessage: Operation = ({ arn }, input, queues) => {
  queues.remove(arn, asString(input['ReceiptHandle']) ?? '');
  return { answer: {} };
};

const changeMessageVisibility: Operation = ({ arn }, input, queues) => {
  queues.hide(arn, asString(input['ReceiptHandle']) ?? '', asNumber(input['VisibilityTimeout']) ?? 0);
  return { answer: {} };
};

/** By their names in the SDK. */
export const operations: Readonly<Record<string, Operation>> = {
  GetQueueUrl: getQueueUrl,
  SendMessage: sendMessage,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
  ChangeMessageVisibility: changeMessageVisibility,
};

const toWire = ({ attributes, body, id, receiptHandle, sentAt }: ReceivedMessage): unknown => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    MessageId: id,
    ReceiptHandle: receiptHandle,
    Body: text,
    MD5OfBody: md5(text),
    Attributes: { SentTimestamp: String(Date.parse(sentAt)) },
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
    ),
  };
};

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
