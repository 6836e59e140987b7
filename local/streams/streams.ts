import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Application, StreamConsumer } from '../assembly/application.ts';
import { clientSettings } from '../dynamodb/client-settings.ts';
import { StartProblem } from '../problem.ts';
import type { QueueStore } from '../queues/queue-store.ts';
import { type ConsumerOptions, startConsumer } from './consumer.ts';
import type { GivenUp } from './deliver.ts';
import { createShardReader } from './shards.ts';

export interface Streams {
  readonly nudge: () => void;
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /**
   * Passes over what has not been delivered, once stopped. An engine may keep the stream of a table that is dropped, and
   * go on with it when a table of the same name is created.
   */
  readonly skipToEnd: () => Promise<void>;
}

export interface StreamsOptions extends Pick<ConsumerOptions, 'state' | 'invoke' | 'clockOffset' | 'report'> {
  readonly application: Application;
  readonly endpoint: string;
  readonly queues: QueueStore;
  readonly now: () => number;
}

/** Starts a consumer for every event source mapping of the stacks. */
export const startStreams = ({ application, endpoint, queues, now, ...shared }: StreamsOptions): Streams => {
  const client = new DynamoDBStreamsClient(clientSettings(endpoint, application.region));
  const giveUp: ConsumerOptions['giveUp'] = (consumer, shard, batch) => {
    const { onFailureQueueArn: queueArn } = consumer;
    const what = `${consumer.functionName}: ${batch.records.length} stream record(s) were given up`;
    shared.report(`${what}${queueArn ? ` and are told of in the queue ${queueArn.split(':').at(-1)}` : ''}.`);
    if (queueArn) queues.send(queueArn, failureMessage(consumer, shard, batch, now()));
  };
  const consumers = application.streamConsumers.map((consumer) =>
    startConsumer({
      ...shared,
      consumer,
      client,
      source: { arn: sourceArn(application, consumer), region: application.region },
      giveUp,
    }),
  );
  return {
    nudge: () => {
      for (const consumer of consumers) consumer.nudge();
    },
    drain: async () => {
      await Promise.all(consumers.map((consumer) => consumer.drain()));
    },
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
    skipToEnd: async () => {
      for (const { id, tableName } of application.streamConsumers) {
        await createShardReader(client, tableName, id, shared.state).skipToEnd();
      }
    },
  };
};

const sourceArn = (application: Application, consumer: StreamConsumer): string => {
  const table = application.tables.find(({ name }) => name === consumer.tableName);
  if (!table) throw new StartProblem(`${consumer.id}: there is no table ${consumer.tableName} in the stacks.`);
  return `${table.arn}/stream/local`;
};

/** What Lambda sends to an on-failure destination: where the records are, not the records. Only the engine has them. */
const failureMessage = (
  consumer: StreamConsumer,
  { shardId, streamArn }: Parameters<ConsumerOptions['giveUp']>[1],
  { records, attempts }: GivenUp,
  now: number,
): unknown => {
  const [first, last] = [records.at(0), records.at(-1)];
  return {
    requestContext: {
      requestId: crypto.randomUUID(),
      functionArn: consumer.functionName,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first?.writtenAt ?? now).toISOString(),
      approximateArrivalOfLastRecord: new Date(last?.writtenAt ?? now).toISOString(),
      batchSize: records.length,
      streamArn,
    },
  };
};
