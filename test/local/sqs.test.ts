import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, startHttpServer } from '../../local/http/server.ts';
import { createQueueStore, type QueueStore } from '../../local/queues/queue-store.ts';
import { createSqs } from '../../local/queues/sqs.ts';
import { openStateStore, type StateStore } from '../../local/state/store.ts';
import { temporaryDir } from '../support/fixture-platform.ts';

const queue = {
  name: 'refused',
  arn: 'arn:aws:sqs:eu-central-1:1:refused',
  url: 'https://sqs.eu-central-1.amazonaws.com/1/refused',
};
const QueueUrl = queue.url;

describe('SQS on a laptop', () => {
  let state: StateStore;
  let store: QueueStore;
  let server: HttpServer;
  let client: SQSClient;

  beforeAll(async () => {
    state = openStateStore(temporaryDir());
    // As an earlier version has left it.
    state.database.exec(`CREATE TABLE queue_messages (
      position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, queue TEXT NOT NULL, sent_at TEXT NOT NULL, body TEXT NOT NULL
    )`);
    store = createQueueStore(state, [queue], () => Date.parse('2026-03-01T05:00:00Z'));
    const answer = createSqs({ definitions: [queue], queues: store });
    server = await startHttpServer({ port: 0, report: () => {}, siteOf: () => ({ needsToken: false, answer }) });
    const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
    client = new SQSClient({ endpoint: `http://127.0.0.1:${server.port}`, region: 'eu-central-1', credentials });
  });
  afterAll(async () => {
    client.destroy();
    await server.stop();
    state.close();
  });

  const send = (MessageBody: string, MessageAttributes = {}) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
  const receive = async (VisibilityTimeout?: number) => {
    const request = {
      QueueUrl,
      MaxNumberOfMessages: 10,
      ...(VisibilityTimeout !== undefined && { VisibilityTimeout }),
    };
    return (
      (await client.send(new ReceiveMessageCommand({ ...request, MessageAttributeNames: ['All'] }))).Messages ?? []
    );
  };

  it('should keep a message and what stands beside it, in the queue that its address names', async () => {
    await send(JSON.stringify({ detail: 'ü' }), { ErrorCode: { DataType: 'String', StringValue: 'validation' } });
    expect(store.list()[0]?.messages).toMatchObject([
      { body: { detail: 'ü' }, attributes: { ErrorCode: 'validation' }, sentAt: '2026-03-01T05:00:00.000Z' },
    ]);
    expect(await client.send(new GetQueueUrlCommand({ QueueName: 'refused' }))).toMatchObject({ QueueUrl });
  });

  it('should give a message to one receiver at a time, until it is given back or deleted', async () => {
    store.clear();
    await send('first');
    await send('{"second":2}');
    const [first, second] = await receive();
    expect([first?.Body, second?.Body]).toEqual(['first', '{"second":2}']);
    expect(await receive()).toEqual([]);

    const giveBack = { QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 };
    await client.send(new ChangeMessageVisibilityCommand(giveBack));
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));
    expect((await receive(0)).map(({ Body }) => Body)).toEqual(['first']);
    expect(store.list()[0]?.messageCount).toBe(1);
  });

  it('should refuse a queue that is not in the stacks, and what it does not know', async () => {
    const elsewhere = new SendMessageCommand({ QueueUrl: `${queue.url}-2`, MessageBody: 'x' });
    await expect(client.send(elsewhere)).rejects.toThrow(/does not exist/);
    await expect(client.send(new GetQueueAttributesCommand({ QueueUrl }))).rejects.toThrow(
      /does not know GetQueueAttributes/,
    );
  });
});
