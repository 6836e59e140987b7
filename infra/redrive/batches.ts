import {
  type _Record,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Batch } from './plan.ts';

/** A batch is read in one or two calls; a shard with little in it answers some of them empty. */
const MOST_READS = 50;

/**
 * The new items of a batch, as Lambda hands them to a function.
 * @param entityTypes of the items that the function is fed with; a stream tells of all others as well.
 * @returns `undefined` when the stream does not have them any more, which is after 24 hours.
 */
export const readBatch = async (
  client: DynamoDBStreamsClient,
  batch: Batch,
  entityTypes: readonly string[],
): Promise<readonly unknown[] | undefined> => {
  try {
    const records = await recordsOf(client, batch);
    return records
      ?.filter(
        ({ dynamodb, eventName }) =>
          eventName === 'INSERT' && entityTypes.includes(dynamodb?.NewImage?.['entityType']?.S ?? ''),
      )
      .map((record) => toEvent(record, batch.streamArn));
  } catch (error) {
    if (error instanceof TrimmedDataAccessException || error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const recordsOf = async (client: DynamoDBStreamsClient, batch: Batch): Promise<readonly _Record[] | undefined> => {
  const { endSequenceNumber, shardId, startSequenceNumber, streamArn } = batch;
  const end = BigInt(endSequenceNumber);
  const start = new GetShardIteratorCommand({
    StreamArn: streamArn,
    ShardId: shardId,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    SequenceNumber: startSequenceNumber,
  });
  let iterator = (await client.send(start)).ShardIterator;
  const found: _Record[] = [];
  for (let reads = 0; iterator !== undefined && reads < MOST_READS; reads += 1) {
    const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    for (const record of page.Records ?? []) {
      const sequenceNumber = BigInt(record.dynamodb?.SequenceNumber ?? 0);
      if (sequenceNumber <= end) found.push(record);
      if (sequenceNumber >= end) return found;
    }
    iterator = page.NextShardIterator;
  }
  return undefined;
};

const toEvent = ({ dynamodb = {}, ...record }: _Record, streamArn: string): unknown => ({
  ...record,
  eventSourceARN: streamArn,
  dynamodb: {
    ...dynamodb,
    ApproximateCreationDateTime: Math.floor((dynamodb.ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
    ...(dynamodb.Keys && { Keys: toJson(dynamodb.Keys) }),
    ...(dynamodb.NewImage && { NewImage: toJson(dynamodb.NewImage) }),
  },
});

/** Binaries are texts in what a function is given. */
const toJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toJson(part)]));
};
