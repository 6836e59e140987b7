import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, startHttpServer } from '../../local/http/server.ts';
import { createSqs } from '../../local/queues/sqs.ts';

const queue = {
  name: 'refused',
  arn: 'arn:aws:sqs:eu-central-1:1:refused',
  url: 'https://sqs.eu-central-1.amazonaws.com/1/refused',
};

describe('SQS on a laptop', () => {
  const sent: unknown[] = [];
  let server: HttpServer;
  let client: SQSClient;

  beforeAll(async () => {
    const answer = createSqs({ definitions: [queue], queues: { send: (arn, body) => sent.push([arn, body]) } });
    server = await startHttpServer({ port: 0, report: () => {}, siteOf: () => ({ needsToken: false, answer }) });
    const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
    client = new SQSClient({ endpoint: `http://127.0.0.1:${server.port}`, region: 'eu-central-1', credentials });
  });
  afterAll(async () => {
    client.destroy();
    await server.stop();
  });

  it('should put a message into the queue that its address names, as the SDK sends it', async () => {
    const MessageBody = JSON.stringify({ detail: 'ü' });
    await client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
    expect(sent).toEqual([[queue.arn, { detail: 'ü' }]]);
  });

  it('should refuse a queue that is not in the stacks, and what it does not know', async () => {
    const elsewhere = new SendMessageCommand({ QueueUrl: `${queue.url}-2`, MessageBody: 'x' });
    await expect(client.send(elsewhere)).rejects.toThrow(/does not exist/);
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'refused' }))).rejects.toThrow(
      /does not know GetQueueUrl/,
    );
  });
});
