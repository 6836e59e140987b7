import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { StreamConsumer } from '../assembly/application.ts';
import { compilePattern } from '../events/pattern.ts';
import type { Outcome } from '../functions/runtime.ts';
import { messageOf } from '../problem.ts';
import type { StateStore } from '../state/store.ts';
import { deliver, type GivenUp } from './deliver.ts';
import { type StreamRecord, toStreamRecord } from './record.ts';
import { createShardReader, type ShardRecords } from './shards.ts';

export interface ConsumerOptions {
  readonly consumer: StreamConsumer;
  readonly client: DynamoDBStreamsClient;
  readonly state: StateStore;
  readonly source: { readonly arn: string; readonly region: string };
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  readonly clockOffset: () => number;
  readonly giveUp: (
    consumer: StreamConsumer,
    shard: Pick<ShardRecords, 'streamArn' | 'shardId'>,
    batch: GivenUp,
  ) => void;
  readonly report: (message: string) => void;
}

export interface RunningConsumer {
  /** Looks for records at once instead of at the next turn. */
  readonly nudge: () => void;
  /** Answers when what was in the stream at the time of the call has been dealt with, or cannot be for now. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * How often a stream is looked at when nothing nudges: writes that did not come through a function show up within it.
 * Each look costs the engine and this process a few milliseconds.
 */
const POLL_MILLISECONDS = 250;
/** A stream that has been silent for a while is looked at less often, to cost next to nothing. */
const SILENT_AFTER_MILLISECONDS = 10_000;
const SILENT_POLL_MILLISECONDS = 1000;
const LONGEST_PAUSE_MILLISECONDS = 1000;
/** After so many failed attempts a drain no longer waits for the record. */
const STUCK_AFTER_RETRIES = 6;

/** Feeds a function from the stream of a table, in order, at least once, going on where it stopped. */
export const startConsumer = (options: ConsumerOptions): RunningConsumer => {
  const { consumer, state, report } = options;
  const stopped = new AbortController();
  const reader = createShardReader(options.client, consumer.tableName, consumer.id, state);
  const matchers = consumer.filterPatterns.map((pattern) => compilePattern(pattern, consumer.id));
  const matches = (record: StreamRecord): boolean =>
    matchers.length === 0 || matchers.some((matcher) => matcher(record.event));

  let waiters: readonly (() => void)[] = [];
  let wake = (): void => {};
  let nudged = false;
  let troubled = false;
  let lastFound = Date.now();

  const release = (released: readonly (() => void)[]): void => {
    waiters = waiters.filter((waiter) => !released.includes(waiter));
    for (const waiter of released) waiter();
  };

  const pause = async (retry: number): Promise<boolean> => {
    if (retry >= STUCK_AFTER_RETRIES) release(waiters);
    const length = Math.min(LONGEST_PAUSE_MILLISECONDS, 25 * 2 ** retry);
    await sleep(length, undefined, { signal: stopped.signal }).catch(() => undefined);
    return !stopped.signal.aborted;
  };

  const handle = async (shard: ShardRecords): Promise<void> => {
    const { shardId, records, advance } = shard;
    const all = records.map((record) => toStreamRecord(record, options.source, options.clockOffset()));
    const wanted = all.filter(matches);
    for (let start = 0; start < wanted.length; start += consumer.batchSize) {
      const completed = await deliver(wanted.slice(start, start + consumer.batchSize), {
        consumer,
        invoke: (event) => options.invoke(consumer.functionName, event),
        done: (last) => reader.checkpoint(shardId, last.sequenceNumber),
        giveUp: (batch) => options.giveUp(consumer, shard, batch),
        pause,
      });
      if (!completed) return;
    }
    const last = all.at(-1);
    if (last) reader.checkpoint(shardId, last.sequenceNumber);
    advance();
  };

  /** @returns whether there was anything to read. */
  const turn = async (): Promise<boolean> => {
    const waiting = waiters;
    const read = await reader.next();
    for (const shard of read) await handle(shard);
    const found = read.some(({ records }) => records.length > 0);
    if (!found) release(waiting);
    troubled = false;
    return found;
  };

  const rest = async (milliseconds: number): Promise<void> => {
    if (nudged || stopped.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        const found = await turn();
        if (found) lastFound = Date.now();
        const silent = Date.now() - lastFound > SILENT_AFTER_MILLISECONDS;
        if (!found) await rest(silent ? SILENT_POLL_MILLISECONDS : POLL_MILLISECONDS);
      } catch (error) {
        if (!troubled && !stopped.signal.aborted) report(`The stream of ${consumer.tableName}: ${messageOf(error)}`);
        troubled = true;
        await rest(LONGEST_PAUSE_MILLISECONDS);
      }
      nudged = false;
    }
    release(waiters);
  };

  const nudge = (): void => {
    nudged = true;
    wake();
  };
  const running = run();
  return {
    nudge,
    drain: () => {
      if (stopped.signal.aborted) return Promise.resolve();
      const drained = new Promise<void>((resolve) => {
        waiters = [...waiters, resolve];
      });
      nudge();
      return drained;
    },
    stop: async () => {
      stopped.abort();
      nudge();
      await running;
    },
  };
};
