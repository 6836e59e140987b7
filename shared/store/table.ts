import { randomUUID } from 'node:crypto';
import { DynamoDBClient, type TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { invalid, unavailable } from '../errors.ts';
import type { IndexName, Key } from './keys.ts';
import { indexes } from './keys.ts';
import { backoff, CONTENTION_TRIES, retryTransient } from './retry.ts';

/** An item as the table keeps it. Every number comes back as a `bigint`. */
export type Item = Readonly<Record<string, unknown>>;

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction; the name says which condition failed when it was refused. */
export interface Write {
  readonly name: string;
  readonly write: TransactItem;
}

/** What became of a transaction: done, or refused by conditions (with the items that stand there), or by a conflict. */
export type WriteResult =
  | { readonly done: true }
  | { readonly done: false; readonly failed: ReadonlyMap<string, Item | undefined> };

export interface Page {
  readonly items: readonly Item[];
  readonly next: Record<string, unknown> | null;
}

export interface Range {
  readonly partition: string;
  readonly index?: IndexName;
  /** Sort keys from (inclusive) and to (inclusive). */
  readonly from?: string;
  readonly to?: string;
  readonly newestFirst?: boolean;
  readonly limit?: number;
  readonly startAfter?: Record<string, unknown> | null;
}

/** The store's door to DynamoDB: consistent reads, ranges within one partition, and all-or-nothing writes. */
export interface Table {
  readonly name: string;
  readonly get: (key: Key, consistency?: 'strong' | 'eventual') => Promise<Item | undefined>;
  readonly getMany: (keys: readonly Key[]) => Promise<readonly Item[]>;
  readonly page: (range: Range) => Promise<Page>;
  readonly transact: (writes: readonly Write[]) => Promise<WriteResult>;
}

/** DynamoDB answers in single milliseconds; three seconds tell a stuck connection from a slow one. */
const REQUEST_TIMEOUT_MS = 3_000;
const CONNECTION_TIMEOUT_MS = 1_000;
const BATCH_GET_KEYS = 100;

export const createDocumentClient = (): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({
    // Retries are made here, where it is known what may be repeated.
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
    },
  });
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
    unmarshallOptions: { wrapNumbers: (value) => BigInt(value) },
  });
};

export const openTable = (name: string, client: DynamoDBDocumentClient = createDocumentClient()): Table => ({
  name,
  get: (key, consistency = 'strong') =>
    retryTransient(async () => {
      const answer = await client.send(
        new GetCommand({ TableName: name, Key: { ...key }, ConsistentRead: consistency === 'strong' }),
      );
      return answer.Item;
    }),
  getMany: async (wanted) => {
    const items: Item[] = [];
    for (let start = 0; start < wanted.length; start += BATCH_GET_KEYS) {
      items.push(...(await getBatch(client, name, wanted.slice(start, start + BATCH_GET_KEYS))));
    }
    return items;
  },
  page: (range) => retryTransient(() => queryPage(client, name, range)),
  transact: (writes) => transact(client, writes),
});

const getBatch = async (client: DynamoDBDocumentClient, name: string, wanted: readonly Key[]): Promise<Item[]> => {
  const items: Item[] = [];
  let missing: Record<string, unknown>[] = wanted.map((key) => ({ ...key }));
  await retryTransient(async () => {
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: missing, ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[name] ?? []));
    missing = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    if (missing.length > 0) throw Object.assign(new Error('keys left unread'), { name: 'ThrottlingException' });
  });
  return items;
};

const FIRST_SORT_KEY = ' ';
const LAST_SORT_KEY = '\u{10FFFF}';

/** By bytes of UTF-8, as DynamoDB sorts. */
const isBefore = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

const badCursor = () => invalid('cursor', 'is not one that this list answered; leave it out to begin at the start');

const queryPage = async (client: DynamoDBDocumentClient, name: string, range: Range): Promise<Page> => {
  const { partition, sort } = range.index ? indexes[range.index] : { partition: 'pk', sort: 'sk' };
  const { from = FIRST_SORT_KEY, to = LAST_SORT_KEY } = range;
  if (range.startAfter) {
    const place = range.startAfter[sort];
    const isWithin = typeof place === 'string' && !isBefore(place, from) && !isBefore(to, place);
    if (range.startAfter[partition] !== range.partition || !isWithin) throw badCursor();
  }
  const query = client.send(
    new QueryCommand({
      TableName: name,
      ...(range.index ? { IndexName: range.index } : { ConsistentRead: true }),
      KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
      ExpressionAttributeValues: {
        ':partition': range.partition,
        ':from': from,
        ':to': to,
      },
      ScanIndexForward: !range.newestFirst,
      ...(range.limit === undefined ? {} : { Limit: range.limit }),
      ...(range.startAfter ? { ExclusiveStartKey: range.startAfter } : {}),
    }),
  );
  const answer = await query.catch((error: unknown) => {
    // A start key comes from a caller's cursor; everything else in the request is ours.
    if (range.startAfter && error instanceof Error && error.name === 'ValidationException') throw badCursor();
    throw error;
  });
  return { items: answer.Items ?? [], next: answer.LastEvaluatedKey ?? null };
};

const transact = async (client: DynamoDBDocumentClient, writes: readonly Write[]): Promise<WriteResult> => {
  // One token for every try: a try whose answer was lost is not done twice.
  const token = randomUUID();
  return retryTransient(async () => {
    try {
      const items = writes.map(({ write }) => write);
      await client.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: token }));
      return { done: true } as const;
    } catch (error) {
      if (!isCancelled(error)) throw error;
      return refusedBy(error, writes);
    }
  });
};

/**
 * Writes what rests on nothing that was read before: tried again, within a bound, while another transaction is in the
 * way, so that the outcome is either done or a condition that failed.
 */
export const settleWrites = async (table: Table, writes: readonly Write[]): Promise<WriteResult> => {
  for (let attempt = 0; attempt < CONTENTION_TRIES; attempt += 1) {
    const outcome = await table.transact(writes);
    if (outcome.done || outcome.failed.size > 0) return outcome;
    await backoff(attempt);
  }
  throw unavailable('Too many changes at the same time. Try again.');
};

const isCancelled = (error: unknown): error is TransactionCanceledException =>
  error instanceof Error && error.name === 'TransactionCanceledException';

/** Decodes the reasons by position: which named conditions failed. None means another transaction was in the way. */
const refusedBy = (error: TransactionCanceledException, writes: readonly Write[]): WriteResult => {
  const failed = new Map<string, Item | undefined>();
  for (const [index, reason] of (error.CancellationReasons ?? []).entries()) {
    const code = reason.Code ?? 'None';
    if (code === 'None' || code === 'TransactionConflict') continue;
    if (code !== 'ConditionalCheckFailed') throw Object.assign(new Error(code), { name: code, cause: error });
    const stored = reason.Item && unmarshall(reason.Item, { wrapNumbers: (value) => BigInt(value) });
    failed.set(writes[index]?.name ?? String(index), stored);
  }
  return { done: false, failed };
};
