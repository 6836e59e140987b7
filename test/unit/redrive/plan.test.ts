import { describe, expect, it } from 'vitest';
import { errorIn } from '../../../infra/redrive/functions.ts';
import { type Letter, shownOf } from '../../../infra/redrive/letter.ts';
import { planFor } from '../../../infra/redrive/plan.ts';
import { type DeadLetterQueue, deadLetterQueues } from '../../../infra/redrive/queues.ts';

const queue = (name: string): DeadLetterQueue => deadLetterQueues[name] ?? { otherwise: 'nobody' };
const letter = (body: unknown, attributes: Letter['attributes'] = {}): Letter => ({
  id: '1',
  receiptHandle: '1',
  sentAt: '2026-03-01T06:00:00.000Z',
  body,
  attributes,
});
const plan = (name: string, body: unknown, attributes?: Letter['attributes']) =>
  planFor('dev', queue(name), letter(body, attributes));
const lambda = (name: string) => `arn:aws:lambda:eu-central-1:111111111111:function:${name}`;

describe('the plan for a message', () => {
  it('should be the function of its kind of event when nothing names one', () => {
    const functionsOf = (name: string, type: string) => plan(name, { 'detail-type': type });
    expect(functionsOf('lost-collection-news', 'CollectionCaseOpened')).toEqual({
      kind: 'event',
      functions: ['start-collection'],
    });
    expect(functionsOf('lost-collection-news', 'PaymentReceived')).toEqual({
      kind: 'event',
      functions: ['settle-collection'],
    });
    expect(functionsOf('lost-approval-news', 'LimitRequested')).toEqual({
      kind: 'event',
      functions: ['start-limit-approval'],
    });
    expect(functionsOf('lost-mail-news', 'Email Bounced')).toEqual({ kind: 'event', functions: ['record-mail-event'] });
  });

  it('should be both functions when two follow an event and nothing says which one has lost it', () => {
    const functions = ['start-limit-approval', 'settle-approval'];
    expect(plan('lost-approval-news', { 'detail-type': 'LimitRequestResumed' })).toEqual({ kind: 'event', functions });
  });

  it('should be the target when the bus names it, and only if it is a function of the queue and the stage', () => {
    const event = { 'detail-type': 'LimitRequestResumed' };
    const of = (arn: string) => plan('lost-approval-news', event, { TARGET_ARN: arn });
    expect(of(lambda('credence-dev-settle-approval'))).toEqual({ kind: 'event', functions: ['settle-approval'] });
    expect(of(lambda('credence-prod-settle-approval')).kind).toBe('leave');
    expect(of(lambda('credence-dev-send-mail')).kind).toBe('leave');
    expect(of('arn:aws:events:eu-central-1:111111111111:event-bus/credence-dev').kind).toBe('leave');
  });

  it('should leave an event that its function has laid aside, but not one that Lambda has given up on', () => {
    const event = { 'detail-type': 'ReceivablePosted' };
    expect(plan('refused-events', event, { ErrorCode: 'validation', ErrorMessage: 'no' }).kind).toBe('leave');
    expect(plan('refused-events', event, { RequestID: '1', ErrorCode: '200', ErrorMessage: 'no' }).kind).toBe('event');
  });

  it('should leave what is no JSON object, and a batch that does not say where it is', () => {
    expect(plan('lost-mail-news', 'broken').kind).toBe('leave');
    expect(
      plan('unsent-mail', { DDBStreamBatchInfo: { shardId: 's', streamArn: 'a', startSequenceNumber: '1' } }).kind,
    ).toBe('leave');
  });

  it('should be the batch when the queue tells of batches', () => {
    const batch = { shardId: 's', streamArn: 'a', startSequenceNumber: '1', endSequenceNumber: '4' };
    const body = { DDBStreamBatchInfo: { ...batch, batchSize: 2 } };
    expect(plan('unsent-mail', body)).toEqual({ kind: 'batch', function: 'send-mail', batch });
  });
});

describe('what is shown of a message', () => {
  it('should be its kind, its customer, its time and why it was given up on', () => {
    const event = { 'detail-type': 'PaymentReceived', time: '2026-03-01T05:00:00Z', detail: { customerId: 'ACME' } };
    const shown = { what: 'PaymentReceived', about: 'ACME', at: '2026-03-01T05:00:00Z' };
    expect(shownOf(letter(event, { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'denied' }))).toEqual({
      ...shown,
      why: 'NO_PERMISSIONS: denied',
    });
    expect(shownOf(letter(event, { RequestID: '1', ErrorCode: '200', ErrorMessage: 'boom' }))).toMatchObject({
      why: '200: boom',
    });
  });

  it('should be the size of a batch and the condition when Lambda gave up on one', () => {
    const body = { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { batchSize: 3 } };
    expect(shownOf(letter(body))).toEqual({
      what: 'batch of 3',
      about: '',
      at: '2026-03-01T06:00:00.000Z',
      why: 'RetryAttemptsExhausted',
    });
  });

  it('should not steer the terminal when others have written it', () => {
    const event = { 'detail-type': 'x\u001b[2Jy\r\n', detail: { customerId: '\u202eEMCA' } };
    expect(shownOf(letter(event))).toMatchObject({ what: 'x [2Jy', about: 'EMCA' });
  });
});

describe('the error of a function', () => {
  it('should be its own, or that of the records that it has not taken', () => {
    expect(errorIn('Unhandled', '{"errorType":"Refusal","errorMessage":"no customer"}')).toBe('Refusal: no customer');
    expect(errorIn(undefined, '{"batchItemFailures":[{"itemIdentifier":"42"}]}')).toMatch(/record 42/);
    expect(errorIn(undefined, '{"batchItemFailures":[]}')).toBeUndefined();
    expect(errorIn(undefined, 'null')).toBeUndefined();
  });
});
