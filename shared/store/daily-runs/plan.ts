import type { BusinessDate } from '../../dates.ts';
import { lastDayOfRun } from '../../domain/daily-run/due.ts';
import type { DailyRun } from '../../domain/daily-run/run.ts';
import { notFound } from '../../errors.ts';
import type { Context } from '../context.ts';
import { dueShards } from '../keys.ts';
import { listAttention } from './attention.ts';
import { findRun, listShards } from './items.ts';

/** @throws not-found when no run of the date was started. */
export const loadRun = async ({ table }: Pick<Context, 'table'>, date: BusinessDate): Promise<DailyRun> => {
  const run = await findRun(table, date);
  if (!run) throw notFound('daily run of', date);
  return run;
};

/**
 * The shards that a run has to go through: those with anybody to be looked at, but for those that an earlier attempt has
 * gone through successfully. Sixteen reads of one key each, however many customers there are.
 */
export const planRun = async (
  context: Context,
  date: BusinessDate,
): Promise<{ readonly run: DailyRun; readonly shards: readonly string[] }> => {
  const { moment, policy, table } = context;
  const [run, begun] = await Promise.all([loadRun(context, date), listShards(table, date)]);
  const done = new Set(begun.filter(({ status }) => status === 'SUCCEEDED').map(({ shard }) => shard));
  const failed = new Set(begun.map(({ shard }) => shard).filter((shard) => !done.has(shard)));
  const to = lastDayOfRun(moment.today, policy);
  const wanted = await Promise.all(
    dueShards.map(async (shard) => {
      if (done.has(shard)) return [];
      // Gone through again, also if nobody is left in it: what it says of itself counts for the run.
      if (failed.has(shard)) return [shard];
      const { customerIds } = await listAttention(table, shard, { to, limit: 1 });
      return customerIds.length > 0 ? [shard] : [];
    }),
  );
  return { run, shards: wanted.flat() };
};
