import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { StateStore } from '../state/store.ts';

/** Reads the stream of a table shard by shard, from where it was left. */
export interface ShardReader {
  /** The next records of the shards that are open; a shard comes after its parent has been read to its end. */
  readonly next: () => Promise<readonly ShardRecords[]>;
  /** Remembers that a shard has been dealt with up to a record, over restarts. */
  readonly checkpoint: (shardId: string, sequenceNumber: string) => void;
  /** Passes over everything that has not been read yet. */
  readonly skipToEnd: () => Promise<void>;
}

export interface ShardRecords {
  /** As the engine calls it. */
  readonly streamArn: string;
  readonly shardId: string;
  readonly records: readonly _Record[];
  /** To be called once the records have been dealt with. */
  readonly advance: () => void;
}

/** A shard that has been read to its end. */
const FINISHED = 'finished';
/** Shards are looked up again this often; an engine may split them. */
const SHARD_LIST_MILLISECONDS = 5000;
const RECORDS_PER_READ = 1000;

export const createShardReader = (
  client: DynamoDBStreamsClient,
  tableName: string,
  consumerId: string,
  state: StateStore,
): ShardReader => {
  const iterators = new Map<string, string>();
  let shards: readonly Shard[] = [];
  let streamArn = '';
  let listedAt = 0;

  const keyOf = (shardId: string): string => `stream.${consumerId}.${shardId}`;
  const isFinished = (shardId: string): boolean => state.read(keyOf(shardId)) === FINISHED;

  const listShards = async (): Promise<void> => {
    if (Date.now() - listedAt < SHARD_LIST_MILLISECONDS && shards.length > 0) return;
    streamArn ||= await findStream(client, tableName);
    shards = await describeShards(client, streamArn);
    listedAt = Date.now();
  };

  const openShards = (): readonly string[] =>
    shards
      .filter(({ ShardId: id, ParentShardId: parent }) => {
        if (id === undefined || isFinished(id)) return false;
        return parent === undefined || isFinished(parent) || !shards.some(({ ShardId }) => ShardId === parent);
      })
      .map(({ ShardId }) => String(ShardId));

  const iteratorOf = async (shardId: string): Promise<string> => {
    const known = iterators.get(shardId);
    if (known) return known;
    const iterator = await startIterator(client, streamArn, shardId, state.read(keyOf(shardId)));
    iterators.set(shardId, iterator);
    return iterator;
  };

  const readShard = async (shardId: string): Promise<ShardRecords> => {
    const iterator = await iteratorOf(shardId);
    // Until the records have been dealt with, the next read begins at the checkpoint again.
    iterators.delete(shardId);
    const { Records = [], NextShardIterator: next } = await client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: RECORDS_PER_READ }),
    );
    const advance = (): void => {
      if (next) iterators.set(shardId, next);
      else state.write(keyOf(shardId), FINISHED);
    };
    return { streamArn, shardId, records: Records, advance };
  };

  const next = async (): Promise<readonly ShardRecords[]> => {
    await listShards();
    const read: ShardRecords[] = [];
    for (const shardId of openShards()) read.push(await readShard(shardId));
    return read;
  };

  const checkpoint = (shardId: string, sequenceNumber: string): void => state.write(keyOf(shardId), sequenceNumber);

  const skipToEnd = async (): Promise<void> => {
    let found: boolean;
    do {
      const read = await next();
      for (const { shardId, records, advance } of read) {
        const last = records.at(-1)?.dynamodb?.SequenceNumber;
        if (last) checkpoint(shardId, last);
        advance();
      }
      found = read.some(({ records }) => records.length > 0);
    } while (found);
  };

  return { next, checkpoint, skipToEnd };
};

const findStream = async (client: DynamoDBStreamsClient, tableName: string): Promise<string> => {
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: tableName }));
  // A table that was dropped and created again may have left its earlier streams behind; labels are times.
  const arn = Streams.toSorted((a, b) => (a.StreamLabel ?? '').localeCompare(b.StreamLabel ?? '')).at(-1)?.StreamArn;
  if (!arn) throw new Error(`The table ${tableName} has no stream.`);
  return arn;
};

const describeShards = async (client: DynamoDBStreamsClient, streamArn: string): Promise<readonly Shard[]> => {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const { StreamDescription: page } = await client.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ...(after && { ExclusiveStartShardId: after }) }),
    );
    shards.push(...(page?.Shards ?? []));
    after = page?.LastEvaluatedShardId;
  } while (after);
  return shards;
};

const startIterator = async (
  client: DynamoDBStreamsClient,
  streamArn: string,
  shardId: string,
  checkpoint: unknown,
): Promise<string> => {
  const from = { StreamArn: streamArn, ShardId: shardId } as const;
  // Consumers begin with the oldest record even where the mapping says LATEST: the table is as new as they are.
  const oldest = new GetShardIteratorCommand({ ...from, ShardIteratorType: 'TRIM_HORIZON' });
  if (typeof checkpoint !== 'string') return String((await client.send(oldest)).ShardIterator);
  const after = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: checkpoint } as const;
  try {
    return String((await client.send(new GetShardIteratorCommand({ ...from, ...after }))).ShardIterator);
  } catch (error) {
    if (!(error instanceof TrimmedDataAccessException)) throw error;
    return String((await client.send(oldest)).ShardIterator);
  }
};
