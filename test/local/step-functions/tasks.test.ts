import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../local/json.ts';
import { createTaskTable } from '../../../local/step-functions/tasks/task-table.ts';

let server: Server | undefined;
afterEach(() => server?.close());

interface Sent {
  readonly target: string;
  readonly body: string;
}

/** A service that answers what a test says, and remembers what it was sent. */
const serviceThat = async (answer: (sent: Sent) => { readonly status: number; readonly body: string }) => {
  const sent: Sent[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const one = { target: String(request.headers['x-amz-target'] ?? ''), body };
      sent.push(one);
      const { status, body: text } = answer(one);
      response.writeHead(status).end(text);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const table = createTaskTable({
    functions: [],
    invoke: async () => ({ kind: 'timeout' }),
    region: 'eu-central-1',
    endpoints: { dynamodb: endpoint, eventBridge: endpoint, ses: endpoint },
    services: () => {
      throw new Error('not needed');
    },
  });
  const call = (resource: string, given: Json) =>
    table.call({
      resource: `arn:aws:states:::${resource}`,
      arguments: given,
      executionArn: 'arn:execution',
      stateMachineArn: 'arn:machine',
    });
  return { call, sent, table };
};

describe('the SDK integration of DynamoDB', () => {
  it('should pass arguments and answer as they are', async () => {
    const { call, sent } = await serviceThat(() => ({ status: 200, body: '{"Item":{"pk":{"S":"a"}}}' }));
    const request = { TableName: 't', Key: { pk: { S: 'a' } } };
    expect(await call('aws-sdk:dynamodb:getItem', request)).toEqual({ output: { Item: { pk: { S: 'a' } } } });
    expect(sent).toEqual([{ target: 'DynamoDB_20120810.GetItem', body: JSON.stringify(request) }]);
  });

  it('should name errors after the exceptions of the Java SDK, the optimized one in its own way', async () => {
    const body = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
      message: 'The conditional request failed',
    });
    const { call } = await serviceThat(() => ({ status: 400, body }));
    expect(await call('aws-sdk:dynamodb:putItem', {})).toEqual({
      failure: {
        error: 'DynamoDb.ConditionalCheckFailedException',
        cause: 'The conditional request failed (Service: DynamoDb, Status Code: 400)',
      },
    });
    expect(await call('dynamodb:putItem', {})).toMatchObject({
      failure: { error: 'DynamoDB.ConditionalCheckFailedException' },
    });
  });
});

describe('events:putEvents', () => {
  it('should send details as texts, with the ARNs of the execution', async () => {
    const { call, sent } = await serviceThat(() => ({
      status: 200,
      body: '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}',
    }));
    const Entries = [{ Source: 's', DetailType: 'd', Detail: { a: 1 }, Resources: ['mine'] }];
    expect(await call('events:putEvents', { Entries })).toEqual({
      output: { FailedEntryCount: 0, Entries: [{ EventId: '1' }] },
    });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      Entries: [
        { Source: 's', DetailType: 'd', Detail: '{"a":1}', Resources: ['mine', 'arn:execution', 'arn:machine'] },
      ],
    });
  });

  it('should fail when an entry is refused', async () => {
    const { call } = await serviceThat(() => ({
      status: 200,
      body: '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"X"}]}',
    }));
    expect(await call('events:putEvents', { Entries: [{}] })).toMatchObject({
      failure: { error: 'EventBridge.FailedEntry' },
    });
  });
});

describe('the SDK integration of SES', () => {
  it('should send a form and read the answer', async () => {
    const body = '<SendEmailResponse><SendEmailResult><MessageId>m-1</MessageId></SendEmailResult></SendEmailResponse>';
    const { call, sent } = await serviceThat(() => ({ status: 200, body }));
    const mail = { Source: 'a@example.com', Destination: { ToAddresses: ['b@example.com', 'c@example.com'] } };
    expect(await call('aws-sdk:ses:sendEmail', mail)).toEqual({ output: { MessageId: 'm-1' } });
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      Action: 'SendEmail',
      Version: '2010-12-01',
      Source: 'a@example.com',
      'Destination.ToAddresses.member.1': 'b@example.com',
      'Destination.ToAddresses.member.2': 'c@example.com',
    });
  });

  it('should fail with the code of the answer', async () => {
    const body = '<ErrorResponse><Error><Code>MessageRejected</Code><Message>no</Message></Error></ErrorResponse>';
    const { call } = await serviceThat(() => ({ status: 400, body }));
    expect(await call('aws-sdk:ses:sendEmail', {})).toEqual({
      failure: { error: 'Ses.MessageRejectedException', cause: 'no (Service: Ses, Status Code: 400)' },
    });
  });
});
