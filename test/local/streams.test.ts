import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import type { BusEvent } from '../../local/events/event-store.ts';
import type { Platform } from '../../local/platform.ts';
import type { QueueContents } from '../../local/queues/queue-store.ts';
import { eventually, readJson, startFixturePlatform } from '../support/fixture-platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startFixturePlatform();
});
afterAll(() => platform.stop());

const write = (id: string, item: Record<string, string> = {}) =>
  fetch(`${platform.endpoints.api}/open/items/${id}`, { method: 'PUT', body: JSON.stringify(item) });

const get = <T>(path: string) => readJson<T>(fetch(`${platform.endpoints.control}${path}`));
const events = async (query: string) => (await get<{ items: readonly BusEvent[] }>(`/events?${query}`)).items;
const deadLetters = async () => (await get<{ items: readonly QueueContents[] }>('/queues')).items[0];
const clock = async () => Date.parse((await get<{ now: string }>('/clock')).now);

const moveClock = async (body: object) => {
  const response = await fetch(`${platform.endpoints.control}/clock`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await readJson<{ now: string; fired: unknown }>(response) };
};

describe('streams, events and the clock', () => {
  it('should show an event within a moment of the write', async () => {
    await write('warm-up');
    await eventually(
      () => events('customerId=warm-up'),
      (found) => found.length > 0,
    );
    const start = Date.now();
    await write('ACME');
    const [event] = await eventually(
      () => events('customerId=ACME'),
      (found) => found.length > 0,
    );
    expect(Date.now() - start).toBeLessThan(1000);
    expect(event).toMatchObject({
      bus: 'fixture',
      source: 'fixture',
      detailType: 'ThingWritten',
      detail: { customerId: 'ACME' },
    });
  });

  it('should notice a write that did not come through the API', async () => {
    const { dynamodb } = platform.endpoints;
    const client = new DynamoDBClient(clientSettings(dynamodb, platform.application.region));
    const Item = { pk: { S: 'x' }, sk: { S: 'y' }, customerId: { S: 'outside' }, entityType: { S: 'HISTORY' } };
    await client.send(new PutItemCommand({ TableName: 'fixture', Item }));
    const found = await eventually(
      () => events('customerId=outside'),
      (items) => items.length > 0,
    );
    expect(found).toHaveLength(1);
    client.destroy();
  });

  it('should not hand over what the filter does not let through', async () => {
    await write('filtered', { entityType: 'OTHER' });
    await write('after-filtered');
    await eventually(
      () => events('customerId=after-filtered'),
      (found) => found.length > 0,
    );
    expect(await events('customerId=filtered')).toEqual([]);
  });

  it('should list events newest first, by type and customer, as many as asked for', async () => {
    for (const id of ['n1', 'n2', 'n3']) await write(id);
    await eventually(
      () => events('customerId=n3'),
      (found) => found.length > 0,
    );
    expect((await events('limit=2')).map(({ detail }) => detail['customerId'])).toEqual(['n3', 'n2']);
    expect(await events('detailType=Other')).toEqual([]);
    expect((await fetch(`${platform.endpoints.control}/events?limit=0`)).status).toBe(400);
  });

  it('should put what cannot be delivered into the dead-letter queue, and deliver the rest', async () => {
    await Promise.all([write('p1'), write('p2', { kind: 'poison' }), write('p3', { kind: 'bomb' }), write('p4')]);
    const queue = await eventually(deadLetters, (found) => Number(found?.messageCount) >= 2);
    expect(queue).toMatchObject({ name: 'fixture-dead-letters', messageCount: 2 });
    expect(queue?.messages[0]?.body).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: expect.any(String) },
    });
    for (const id of ['p1', 'p4']) {
      const found = await eventually(
        () => events(`customerId=${id}`),
        (items) => items.length > 0,
      );
      expect(found.length).toBeGreaterThan(0);
    }
    expect(await events('customerId=p2')).toEqual([]);
  });

  it('should write the time of the platform into requests and events when its clock is moved', async () => {
    const before = await clock();
    const { status, body } = await moveClock({ advance: 'P3D' });
    expect(status).toBe(200);
    expect(body.fired).toEqual([]);
    const now = Date.parse(body.now);
    expect(now - before).toBeGreaterThanOrEqual(3 * 86_400_000);
    const { event } = await readJson<{ event: APIGatewayProxyEventV2 }>(fetch(`${platform.endpoints.api}/open/x`));
    expect(event.requestContext.timeEpoch).toBeGreaterThanOrEqual(now);
    await write('timed');
    const [seen] = await eventually(
      () => events('customerId=timed'),
      (found) => found.length > 0,
    );
    expect(Date.parse(String(seen?.time))).toBeGreaterThanOrEqual(now);
  });

  it('should have read the streams when a move of the clock is answered', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => write(`burst-${index}`)));
    await moveClock({ advance: 'PT1H' });
    const found = await events('limit=200');
    const burst = found.filter(({ detail }) => String(detail['customerId']).startsWith('burst-'));
    expect(burst).toHaveLength(30);
  });

  it('should refuse to move the clock backwards', async () => {
    expect(await moveClock({ to: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'validation' },
    });
    expect((await moveClock({ advance: 'soon' })).status).toBe(400);
  });

  it('should refuse operations of EventBridge that it does not know, by name', async () => {
    const response = await fetch(`${platform.endpoints.api}/_aws/eventbridge/`, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSEvents.PutRule' },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect((await readJson<{ message: string }>(response)).message).toContain('PutRule');
  });

  it('should refuse calls to services that it does not run, by name', async () => {
    const headers = { 'x-amz-target': 'AmazonSSM.GetParameter' };
    const response = await fetch(`${platform.endpoints.api}/_aws/others/`, { method: 'POST', headers });
    expect(response.status).toBe(400);
    expect((await readJson<{ message: string }>(response)).message).toContain('AmazonSSM.GetParameter');
  });

  it('should have no executions yet', async () => {
    expect(await get('/executions')).toEqual({ items: [] });
  });

  it('should be empty and back in real time when it was reset, and work on', async () => {
    await write('before-reset');
    expect((await fetch(`${platform.endpoints.control}/reset`, { method: 'POST' })).status).toBe(200);
    expect(await events('limit=10')).toEqual([]);
    expect((await deadLetters())?.messageCount).toBe(0);
    expect(Math.abs((await clock()) - Date.now())).toBeLessThan(2000);
    await write('after-reset');
    const found = await eventually(
      () => events('limit=10'),
      (items) => items.length > 0,
    );
    expect(found.map(({ detail }) => detail['customerId'])).toEqual(['after-reset']);
  });
});
