import { execFile } from 'node:child_process';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import type { BusEvent } from '../../local/events/event-store.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import type { QueueContents } from '../../local/queues/queue-store.ts';
import { eventually, readJson, temporaryDir } from '../support/fixture-platform.ts';

let platform: Platform;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  platform = await startPlatform({
    dataDir: temporaryDir(),
    port: 0,
    empty: true,
    quiet: true,
    withoutSchedules: true,
  });
  headers = { authorization: `Bearer ${await platform.token()}`, 'content-type': 'application/json' };
});
afterAll(() => platform.stop());

const service = (name: string) => `${platform.endpoints.api}/_aws/${name}`;

/** `npm run redrive`, against the laptop. */
const redrive = (...options: string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = {
      PATH: process.env['PATH'],
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SQS: service('sqs'),
      AWS_ENDPOINT_URL_LAMBDA: service('lambda'),
      AWS_ENDPOINT_URL_DYNAMODB_STREAMS: platform.endpoints.dynamodb,
    };
    const child = execFile(
      process.execPath,
      ['infra/redrive/main.ts', '--stage', 'dev', ...options],
      { env },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });

const call = (method: string, path: string, body?: unknown) =>
  fetch(`${platform.endpoints.api}/v1${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const putOnBus = (detail: unknown) =>
  fetch(service('eventbridge'), {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({
      Entries: [
        { EventBusName: 'credence-dev', Source: 'erp', DetailType: 'ReceivablePosted', Detail: JSON.stringify(detail) },
      ],
    }),
  });

const queued = async (name: string) => {
  const { items } = await readJson<{ items: readonly QueueContents[] }>(fetch(`${platform.endpoints.control}/queues`));
  return items.find((queue) => queue.name === `credence-dev-${name}`)?.messages ?? [];
};

const announcements = async (customerId: string) => {
  const found = fetch(`${platform.endpoints.control}/events?customerId=${customerId}&detailType=CustomerCreated`);
  return (await readJson<{ items: readonly BusEvent[] }>(found)).items.map(({ detail }) => detail['eventId']);
};

const createCustomer = async (customerId: string) => {
  const customer = { legalName: 'Acme', currency: 'EUR', segment: 'retail', region: 'DE' };
  const response = await call('PUT', `/customers/${customerId}`, customer);
  expect([response.status, response.status < 300 ? '' : await response.text()]).toEqual([201, '']);
};

/** Where the one record of a customer's first history entry is in the table's stream. */
const batchOf = async (customerId: string) => {
  const client = new DynamoDBStreamsClient(clientSettings(platform.endpoints.dynamodb, 'eu-central-1'));
  try {
    const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: 'credence-dev' }));
    const StreamArn = Streams[0]?.StreamArn;
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
      const { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
      const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }));
      const record = Records.find(
        ({ dynamodb }) =>
          dynamodb?.Keys?.['pk']?.S === `CUSTOMER#${customerId}` && dynamodb.NewImage?.['entityType']?.S === 'HISTORY',
      );
      const sequenceNumber = record?.dynamodb?.SequenceNumber;
      const at = { startSequenceNumber: sequenceNumber, endSequenceNumber: sequenceNumber, batchSize: 1 };
      if (sequenceNumber) return { shardId: ShardId, streamArn: StreamArn, ...at };
    }
    throw new Error('The stream has no such record.');
  } finally {
    client.destroy();
  }
};

const lose = async (queue: string, body: unknown) => {
  const client = new SQSClient({ ...clientSettings(service('sqs'), 'eu-central-1') });
  const QueueUrl = platform.application.queues.find(({ name }) => name === `credence-dev-${queue}`)?.url;
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  client.destroy();
};

describe('npm run redrive on a laptop', () => {
  it('should bring in an event once its function can take it, and leave one that can never be taken', async () => {
    const invoice = {
      invoiceId: 'I-1',
      customerId: 'ACME',
      amount: { amount: '70.00', currency: 'EUR' },
      issuedOn: '2026-03-01',
      dueOn: '2026-03-31',
    };
    await putOnBus(invoice);
    await putOnBus({ ...invoice, invoiceId: 'I-2', surplus: true });
    expect(
      await eventually(
        () => queued('refused-events'),
        ({ length }) => length === 2,
      ),
    ).toHaveLength(2);

    const inVain = await redrive('--queue', 'refused-events');
    expect(inVain).toMatchObject({
      code: 1,
      output: expect.stringMatching(/FAILED in take-upstream-event, stays: .*ACME/),
    });
    expect(await queued('refused-events')).toHaveLength(2);

    await createCustomer('ACME');
    const tried = await redrive('--queue', 'refused-events', '--dry-run');
    expect(tried).toMatchObject({ code: 0, output: expect.stringContaining('would go to take-upstream-event') });
    expect((await call('GET', '/receivables/I-1')).status).toBe(404);

    const done = await redrive();
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('taken by take-upstream-event, deleted') });
    expect((await call('GET', '/receivables/I-1')).status).toBe(200);
    expect(await queued('refused-events')).toMatchObject([{ attributes: { ErrorCode: 'validation' } }]);

    expect((await redrive('--discard')).code).toBe(1);
    expect((await redrive('--queue', 'refused-events', '--discard')).code).toBe(0);
    expect(await queued('refused-events')).toEqual([]);
  });

  it('should announce the entries of a batch again while the stream has them, and say so when it does not', async () => {
    await createCustomer('NORDIC');
    const [eventId] = await eventually(
      () => announcements('NORDIC'),
      ({ length }) => length === 1,
    );
    const batch = await batchOf('NORDIC');
    await lose('undelivered-events', { DDBStreamBatchInfo: batch });
    await lose('undelivered-events', {
      DDBStreamBatchInfo: { ...batch, shardId: 'shardId-00000000000000000000-gone' },
    });

    const done = await redrive('--queue', 'undelivered-events');
    expect(done.output).toContain('taken by publish-events, deleted');
    expect(done).toMatchObject({ code: 1, output: expect.stringContaining('gone, stays') });
    expect(await announcements('NORDIC')).toEqual([eventId, eventId]);
    expect(await queued('undelivered-events')).toHaveLength(1);
  });
});
