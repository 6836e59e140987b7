import { sumOf } from '../domain/daily-run/figures.ts';
import type { DailyRun, ShardRun } from '../domain/daily-run/run.ts';
import type { JobView } from './jobs.ts';

/** A daily run as the API shows it; while it runs, with what its parts have counted so far. */
export const jobView = (run: DailyRun, shards: readonly ShardRun[]): JobView => ({
  runId: run.runId,
  kind: 'DAILY_RUN',
  date: run.date,
  status: run.status,
  startedAt: run.startedAt,
  startedBy: run.startedBy,
  endedAt: run.endedAt,
  executionArn: run.executionArn,
  attempt: run.attempt,
  figures: run.status === 'RUNNING' ? sumOf(shards.map(({ figures }) => figures)) : run.figures,
  failures: [...run.failures],
  shards: shards.map(({ error, failed, figures, shard, status }) => ({
    shard,
    status,
    figures,
    failed: [...failed],
    error,
  })),
  correlationId: run.correlationId,
});
