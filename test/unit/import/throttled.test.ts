import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiFunction } from '../../../shared/http/api-handler.ts';
import { keys } from '../../../shared/store/keys.ts';
import { apiEvent } from '../../support/api-event.ts';

const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
const HEADER = 'invoiceId,customerId,amount,currency,issuedOn,dueOn';
const line = (id: string, customerId: string) => `${id},${customerId},1.00,EUR,2026-03-01,2026-03-31`;

describe('POST /v1/imports on a table that does not answer', () => {
  const client = mockClient(DynamoDBDocumentClient);
  let handler: ApiFunction;

  beforeAll(async () => {
    const config = {
      TABLE_NAME: 'credence',
      TIME_ZONE: 'UTC',
      BASE_CURRENCY: 'EUR',
      CALENDAR_COUNTRY: 'DE',
      STAGE: 'test',
    };
    Object.assign(process.env, config, { LOG_LEVEL: 'SILENT', AWS_REGION: 'eu-central-1' });
    handler = (await import('../../../functions/import-ledger/handler.ts')).handler;
  });
  beforeEach(() => client.reset());
  afterAll(() => client.restore());

  /** Lets every single read fail but that of the policy, without which no line is looked at. */
  const failReads = (error: Error) => {
    client.on(GetCommand).rejects(error);
    client.on(GetCommand, { Key: keys.activePolicy }).resolves({});
  };
  const readsOfCustomers = () =>
    client.commandCalls(GetCommand).filter(({ args }) => args[0].input.Key?.['pk'] !== keys.activePolicy.pk);

  const send = (...lines: string[]) =>
    handler(apiEvent('importLedger', { body: [HEADER, ...lines].join('\n'), headers: { 'content-type': 'text/csv' } }));

  it('should answer 503 with Retry-After when it cannot be known what is posted', async () => {
    failReads(throttled);
    client.on(BatchGetCommand).rejects(throttled);
    expect(await send(line('INV-1', 'C-1'))).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
    expect(client.commandCalls(TransactWriteCommand)).toHaveLength(0);
  });

  it('should ask for the file again when lines cannot be posted, and not wait for each line of a customer', async () => {
    client.on(BatchGetCommand).resolves({});
    failReads(throttled);
    const reply = await send(line('INV-1', 'C-1'), line('INV-2', 'C-1'), line('INV-3', 'C-2'));
    expect(reply.statusCode).toBe(200);
    const { accepted, rejected } = JSON.parse(reply.body ?? '');
    expect(accepted).toBe(0);
    expect(rejected.map((one: { line: number }) => one.line)).toEqual([2, 3, 4]);
    for (const { message } of rejected) expect(message).toMatch(/Send the file again/);
    expect(readsOfCustomers()).toHaveLength(10);
  });

  it('should keep a defect of ours to its line, and tell nothing of it', async () => {
    client.on(BatchGetCommand).resolves({});
    failReads(new TypeError('secret of the house'));
    const reply = await send(line('INV-1', 'C-1'));
    expect(JSON.parse(reply.body ?? '')).toMatchObject({ accepted: 0, rejected: [{ line: 2 }] });
    expect(reply.body).not.toContain('secret');
  });
});
