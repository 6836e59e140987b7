import type { BusinessDate } from '../../dates.ts';
import { type Figures, figureNames, noFigures } from '../../domain/daily-run/figures.ts';
import type { DailyRun, RunStatus, ShardRun } from '../../domain/daily-run/run.ts';
import { count, json, map, text, textOrNull } from '../attributes.ts';
import { dueShards, keys } from '../keys.ts';
import type { Item, Table, Write } from '../table.ts';

/** A figure that was not counted yet when the item was written is zero. */
const toFigures = (item: Item): Figures => {
  const stored = map(item, 'figures');
  const entries = figureNames.map((name) => [name, Number(stored[name] ?? 0)]);
  return { ...noFigures, ...Object.fromEntries(entries) };
};

const toRun = (item: Item): DailyRun => ({
  runId: text(item, 'runId'),
  date: text(item, 'date'),
  status: text(item, 'status') as RunStatus,
  startedAt: text(item, 'startedAt'),
  startedBy: text(item, 'startedBy'),
  correlationId: text(item, 'correlationId'),
  attempt: count(item, 'attempt'),
  executionArn: text(item, 'executionArn'),
  endedAt: textOrNull(item, 'endedAt'),
  figures: toFigures(item),
  failures: json<DailyRun['failures']>(item, 'failures'),
  version: count(item, 'version'),
});

const toShard = (item: Item): ShardRun => ({
  shard: text(item, 'shard'),
  status: text(item, 'status') as RunStatus,
  attempt: count(item, 'attempt'),
  cursor: item['cursor'] === undefined ? null : json<NonNullable<ShardRun['cursor']>>(item, 'cursor'),
  figures: toFigures(item),
  failed: json<ShardRun['failed']>(item, 'failed'),
  error: textOrNull(item, 'error'),
  version: count(item, 'version'),
});

/** The run of a date, if there is one. */
export const findRun = async (table: Table, date: BusinessDate): Promise<DailyRun | null> => {
  const item = await table.get(keys.dailyRun(date));
  return item ? toRun(item) : null;
};

/** The parts of a run that were begun, by the name of their shard. */
export const listShards = async (table: Table, date: BusinessDate): Promise<readonly ShardRun[]> => {
  const found = await table.getMany(dueShards.map((shard) => keys.shardOfRun(date, shard)));
  return found.map(toShard).sort((a, b) => (a.shard < b.shard ? -1 : 1));
};

export const findShard = async (table: Table, date: BusinessDate, shard: string): Promise<ShardRun | null> => {
  const item = await table.get(keys.shardOfRun(date, shard));
  return item ? toShard(item) : null;
};

/** `null` before: it must be the first. Otherwise nobody may have changed it since it was read. */
const unchangedSince = (before: { readonly version: number } | null) =>
  before
    ? { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': before.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

const nextVersion = (before: { readonly version: number } | null): number => (before?.version ?? 0) + 1;

/** Writes the next state of a run, if it is still as it was read (`null`: if there was none). */
export const runWrite = (table: Table, before: DailyRun | null, after: DailyRun): Write => ({
  name: 'run',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.dailyRun(after.date),
        entityType: 'DAILYRUN',
        runId: after.runId,
        date: after.date,
        status: after.status,
        startedAt: after.startedAt,
        startedBy: after.startedBy,
        correlationId: after.correlationId,
        attempt: after.attempt,
        executionArn: after.executionArn,
        ...(after.endedAt === null ? {} : { endedAt: after.endedAt }),
        figures: { ...after.figures },
        failures: JSON.stringify(after.failures),
        version: nextVersion(before),
      },
      ...unchangedSince(before),
    },
  },
});

/** The same, of the part of a run that goes through a shard. */
export const shardWrite = (table: Table, date: BusinessDate, before: ShardRun | null, after: ShardRun): Write => ({
  name: `shard ${after.shard}`,
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.shardOfRun(date, after.shard),
        entityType: 'SHARDRUN',
        shard: after.shard,
        status: after.status,
        attempt: after.attempt,
        ...(after.cursor === null ? {} : { cursor: JSON.stringify(after.cursor) }),
        figures: { ...after.figures },
        failed: JSON.stringify(after.failed),
        ...(after.error === null ? {} : { error: after.error }),
        version: nextVersion(before),
      },
      ...unchangedSince(before),
    },
  },
});
