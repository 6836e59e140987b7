import type { BusinessDate } from '../../dates.ts';
import { type DailyRun, ended, type FailedStep, type ShardRun } from '../../domain/daily-run/run.ts';
import { unavailable } from '../../errors.ts';
import type { Context } from '../context.ts';
import { settleWrites } from '../table.ts';
import { listShards, runWrite } from './items.ts';
import { loadRun } from './plan.ts';

/** A run with its parts. */
export interface RunWithShards {
  readonly run: DailyRun;
  readonly shards: readonly ShardRun[];
}

/**
 * What a run would come to if it ended now, for those who report on it before its end.
 * @throws not-found when no run of the date was started.
 */
export const runSoFar = async (
  context: Context,
  date: BusinessDate,
  failures: readonly FailedStep[],
): Promise<RunWithShards> => {
  const [run, shards] = await Promise.all([loadRun(context, date), listShards(context.table, date)]);
  if (run.status !== 'RUNNING') return { run, shards };
  return { run: ended(run, { at: context.moment.now, failures, shards }), shards };
};

/** Notes that a run has ended, and what came of it. Done again, the first time counts. */
export const finishRun = async (
  context: Context,
  date: BusinessDate,
  failures: readonly FailedStep[],
): Promise<RunWithShards> => {
  const { table, moment } = context;
  const [before, shards] = await Promise.all([loadRun(context, date), listShards(table, date)]);
  if (before.status !== 'RUNNING') return { run: before, shards };
  const after = ended(before, { at: moment.now, failures, shards });
  const outcome = await settleWrites(table, [runWrite(table, before, after)]);
  if (!outcome.done) throw unavailable(`The daily run of ${date} was changed by somebody else. Try again.`);
  return { run: after, shards };
};
