import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventDetail, type EventType, eventData, NoticeDetail } from '../../../shared/contracts/events.ts';
import { setStanding } from '../../../shared/store/customers.ts';
import { openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { writeOff } from '../../../shared/store/receivables.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, credit, eur, invoice, pay } from '../../support/movements.ts';

type Handler = (event: DynamoDBStreamEvent, context?: Partial<Context>) => Promise<DynamoDBBatchResponse>;

describe('publish-events', () => {
  const bus = mockClient(EventBridgeClient);
  let database: Database;
  let handler: Handler;
  /** The history of three customers, as the stream tells of it: each customer's in order, one after the other's. */
  let history: DynamoDBRecord[];

  beforeAll(async () => {
    database = await startDatabase();
    Object.assign(process.env, {
      EVENT_BUS_NAME: 'credence-test',
      TIME_ZONE: 'UTC',
      BASE_CURRENCY: 'EUR',
      CALENDAR_COUNTRY: 'DE',
      STAGE: 'test',
      LOG_LEVEL: 'SILENT',
    });
    handler = (await import('../../../functions/publish-events/handler.ts')).handler as Handler;
    await live(database);
    history = (await database.scan())
      .filter((item) => item['entityType'] === 'HISTORY')
      .sort((a, b) => `${a['pk']} ${a['sk']}`.localeCompare(`${b['pk']} ${b['sk']}`))
      .map((item, index) => recordOf(item, index));
  });
  afterAll(() => database.stop());

  beforeEach(() => {
    bus.reset();
    bus.on(PutEventsCommand).callsFake(accept);
  });

  const sent = () => bus.commandCalls(PutEventsCommand).map((call) => call.args[0].input.Entries ?? []);
  const sentEvents = () =>
    sent()
      .flat()
      .map((entry) => ({
        type: entry.DetailType as EventType,
        detail: EventDetail.parse(JSON.parse(entry.Detail ?? '')),
      }));
  const publish = (records: DynamoDBRecord[], context?: Partial<Context>) => handler({ Records: records }, context);
  const sequenceNumber = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber;
  const failedFrom = (record: DynamoDBRecord | undefined) => ({
    batchItemFailures: [{ itemIdentifier: sequenceNumber(record) }],
  });

  it('should publish every kind of entry once, in order for each customer, in the published shape', async () => {
    expect(await publish(history)).toEqual({ batchItemFailures: [] });
    const events = sentEvents();
    const warnings = ['LimitNearlyUsed', 'LimitFullyUsed'];
    expect(events.filter(({ type }) => !warnings.includes(type))).toHaveLength(history.length);
    for (const { type, detail } of events) {
      expect(() => eventData[type].parse(detail.data), `${type} ${JSON.stringify(detail.data)}`).not.toThrow();
    }
    for (const customerId of ['C-1', 'C-2', 'C-3']) {
      const seqs = events.filter(({ detail }) => detail.customerId === customerId).map(({ detail }) => detail.seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect([...new Set(seqs)]).toEqual(Array.from({ length: Math.max(...seqs) }, (_, n) => n + 1));
    }
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set([
        'CustomerCreated',
        'CustomerHeld',
        'CustomerReleased',
        'CustomerBlacklisted',
        'CustomerUnblacklisted',
        'CreditLimitChanged',
        'CreditDecisionMade',
        'LimitNearlyUsed',
        'ReceivablePosted',
        'ReceivableWrittenOff',
        'PaymentReceived',
        'PaymentReversed',
        'CreditNotePosted',
        'CashApplied',
        'DisputeOpened',
        'DisputeResolved',
      ]),
    );
  });

  it('should have no two events of a customer in one request, nor more than ten', async () => {
    await publish(history);
    for (const request of sent()) {
      const customers = request.map((entry) => JSON.parse(entry.Detail ?? '').customerId);
      expect(new Set(customers).size).toBe(customers.length);
      expect(request.length).toBeLessThanOrEqual(10);
    }
  });

  it('should answer the first record that the bus did not accept, and send nothing after it', async () => {
    const [a, b, c] = ['C-1', 'C-2', 'C-3'].map((id) => history.filter((record) => keyOf(record) === id));
    const mixed = [a?.[0], b?.[0], c?.[0], a?.[1], b?.[1]].filter((record) => record !== undefined);
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
      ...accept({ Entries }),
      Entries: Entries.map((_: unknown, n: number) =>
        n === 1 ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' } : { EventId: `event-${n}` },
      ),
    }));
    expect(await publish(mixed)).toEqual(failedFrom(mixed[1]));
    expect(sent()).toHaveLength(1);
  });

  it('should answer the first record of the request when the bus cannot be reached', async () => {
    const records = history.filter((record) => keyOf(record) === 'C-1').slice(0, 3);
    bus.on(PutEventsCommand).callsFakeOnce(accept).rejects(new Error('socket hang up'));
    expect(await publish(records)).toEqual(failedFrom(records[1]));
  });

  it('should begin no request when too little of its time is left', async () => {
    const records = history.slice(0, 3);
    expect(await publish(records, { getRemainingTimeInMillis: () => 5_000 })).toEqual(failedFrom(records[0]));
    expect(sent()).toEqual([]);
  });

  it('should publish what comes before a malformed record and answer that one as failed', async () => {
    for (const broken of malformed()) {
      bus.resetHistory();
      const records = [...history.slice(0, 2), broken, ...history.slice(2, 4)];
      expect(await publish(records)).toEqual(failedFrom(broken));
      expect(sentEvents().map(({ detail }) => detail.seq)).toEqual([1, 2]);
    }
  });

  it('should fail as a whole when the malformed record comes first, so that the batch is cut until it is alone', async () => {
    const [broken] = malformed();
    if (!broken) throw new Error('nothing is malformed');
    await expect(publish([broken, ...history])).rejects.toThrow('cannot be published');
    expect(await publish([broken])).toEqual(failedFrom(broken));
    expect(sent()).toEqual([]);
  });

  it('should isolate an event in the same way when the bus will never take it', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'MalformedDetail' }] });
    await expect(publish(history.slice(0, 2))).rejects.toThrow('cannot be published');
    expect(await publish(history.slice(0, 1))).toEqual(failedFrom(history[0]));
  });

  const notice = {
    ...{ pk: 'WARNING#OverrideRateHigh', sk: 'zoe@example.com', entityType: 'WARNING', kind: 'OverrideRateHigh' },
    ...{ at: '2026-03-02T05:10:00.000Z', by: 'credence', corr: 'corr-1' },
    data: JSON.stringify({
      ...{ approver: 'zoe@example.com', from: '2025-12-03', to: '2026-03-02' },
      ...{ decided: 6, overrides: 6, ratePercent: '100.00', othersRatePercent: null },
    }),
  };

  it('should publish a warning that is about no customer, beside the entries of customers', async () => {
    expect(await publish([recordOf(notice, 950), ...history.slice(0, 1)])).toEqual({ batchItemFailures: [] });
    const [entry, ...others] = sent().flat();
    expect(others).toHaveLength(1);
    expect(entry).toMatchObject({ DetailType: 'OverrideRateHigh', Source: 'credence' });
    const detail = NoticeDetail.parse(JSON.parse(entry?.Detail ?? ''));
    expect(detail).toMatchObject({ eventId: 'OverrideRateHigh#zoe@example.com#2026-03-02T05:10:00.000Z' });
    expect(() => eventData.OverrideRateHigh.parse(detail.data)).not.toThrow();
  });

  it('should answer a warning that it does not know as failed', async () => {
    const unknown = recordOf({ ...notice, kind: 'LimitFullyUsed' }, 951);
    expect(await publish([...history.slice(0, 1), unknown])).toEqual(failedFrom(unknown));
  });

  it('should pass over what is no history entry', async () => {
    const others: DynamoDBRecord[] = [
      recordOf({ pk: 'CUSTOMER#C-1', sk: 'ACCOUNT', entityType: 'ACCOUNT' }, 900),
      { ...history[0], eventName: 'REMOVE' },
    ];
    expect(await publish([...others, ...history.slice(0, 1)])).toEqual({ batchItemFailures: [] });
    expect(sentEvents()).toHaveLength(1);
  });

  const malformed = (): DynamoDBRecord[] => [
    recordOf({ pk: 'CUSTOMER#C-9', sk: 'HISTORY#x', entityType: 'HISTORY' }, 901),
    { eventName: 'INSERT', dynamodb: { SequenceNumber: '902' } },
    changed({ data: { S: '{"broken":' } }, 903),
    changed({ kind: { S: 'SomethingNew' } }, 904),
    changed({ kind: { S: 'toString' } }, 905),
    changed({ deltas: { S: 'none' } }, 906),
    changed({ seq: { S: '1' } }, 907),
    changed({ by: { S: 'someone else' } }, 908),
  ];
  const changed = (image: Record<string, unknown>, sequence: number): DynamoDBRecord => ({
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: String(sequence),
      NewImage: { ...history[0]?.dynamodb?.NewImage, ...image } as never,
    },
  });
});

const accept = ({ Entries }: { Entries?: readonly unknown[] }) => ({
  FailedEntryCount: 0,
  Entries: (Entries ?? []).map((_, index) => ({ EventId: `event-${index}` })),
});

const recordOf = (item: Readonly<Record<string, unknown>>, index: number): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(1_000 + index), NewImage: marshall({ ...item }) as never },
});

const keyOf = (record: DynamoDBRecord) => record.dynamodb?.NewImage?.['id']?.S;

/** A little of everything. */
const live = async ({ table }: Database): Promise<void> => {
  const desk = openDesk(table);
  const context = desk.at();
  for (const id of ['C-1', 'C-2', 'C-3']) await createCustomer(context, id, { limit: 100_000 });
  await check(context, 'C-1', 'SO-1', eur(90_000));
  await check(context, 'C-1', 'SO-2', eur(90_000));
  await invoice(context, 'C-1', 'INV-1', eur(90_000), { orderId: 'SO-1' });
  await pay(context, 'C-1', 'PAY-1', eur(50_000));
  await reversePayment(context, 'PAY-1', 'bounced');
  await credit(context, 'C-1', 'CN-1', eur(1_000));
  const dispute = await openDispute(context, { customerId: 'C-1', invoiceIds: ['INV-1'], reason: 'late' });
  await resolveDispute(context, dispute.disputeId, 'REJECTED', 'it was not');
  await writeOff(context, 'INV-1', 'insolvent');
  await pay(context, 'C-2', 'PAY-2', eur(500), { reference: 'INV-2' });
  await invoice(context, 'C-2', 'INV-2', eur(1_000));
  for (const change of ['HOLD', 'UNHOLD', 'BLACKLIST', 'UNBLACKLIST'] as const) {
    await setStanding(context, 'C-3', change, 'because');
  }
};
