import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { readEventBusConfig } from '../../shared/config.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { type Failure, publish } from './publish.ts';
import { type Outgoing, toOutgoing, toRequests } from './requests.ts';
import { eventsOfRecord } from './stream-record.ts';

const config = readEventBusConfig();
const log = createLogger(config);
const bus = { name: config.eventBusName, timeZone: config.timeZone };

/** The bus answers in some 10 ms; three seconds tell a stuck connection from a slow one. */
const REQUEST_TIMEOUT_MS = 3_000;
const CONNECTION_TIMEOUT_MS = 1_000;
const ATTEMPTS = 3;
/** What a request may take with all of its attempts: none is begun when less than that is left. */
const TIME_FOR_A_REQUEST_MS = 12_000;

const client = new EventBridgeClient({
  maxAttempts: ATTEMPTS,
  requestHandler: {
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
  },
});

/** The events of the records up to the first that cannot be read: nothing may overtake it. */
const readRecords = (records: readonly DynamoDBRecord[]): { events: Outgoing[]; malformed: Failure | null } => {
  const events: Outgoing[] = [];
  for (const [recordIndex, record] of records.entries()) {
    try {
      events.push(...eventsOfRecord(record).map((event) => toOutgoing(event, recordIndex, bus)));
    } catch (error) {
      return { events, malformed: { recordIndex, isTransient: false, error } };
    }
  }
  return { events, malformed: null };
};

const answerTo = (failure: Failure, records: readonly DynamoDBRecord[]): DynamoDBBatchResponse => {
  const { recordIndex, isTransient, error } = failure;
  const itemIdentifier = records[recordIndex]?.dynamodb?.SequenceNumber;
  log.error('not published', {
    error,
    sequenceNumber: itemIdentifier,
    isTransient,
    waiting: records.length - recordIndex,
  });
  // What can never be published must end in the dead-letter queue alone. A batch that fails as a whole is cut in half
  // until it is alone; one that fails from its first record on would be retried, and given up, with all behind it.
  const holdsUpOthers = !isTransient && recordIndex === 0 && records.length > 1;
  if (holdsUpOthers || itemIdentifier === undefined) throw new Error('a record cannot be published', { cause: error });
  return { batchItemFailures: [{ itemIdentifier }] };
};

/**
 * Announces history entries on the event bus, each customer's in their order. What was not accepted is answered as
 * failed from the first such record on, and comes again: an event goes out at least once, with the same `eventId`.
 */
export const handler = async (
  { Records: records }: DynamoDBStreamEvent,
  context?: Partial<Context>,
): Promise<DynamoDBBatchResponse> => {
  const hasTime = () => (context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) >= TIME_FOR_A_REQUEST_MS;
  const { events, malformed } = readRecords(records);
  const failure = (await publish(client, toRequests(events), hasTime)) ?? malformed;
  if (failure) return answerTo(failure, records);
  log.info('published', { records: records.length, events: events.length });
  return { batchItemFailures: [] };
};
