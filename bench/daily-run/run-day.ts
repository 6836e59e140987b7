import { momentAt } from '../../shared/dates.ts';
import type { DailyRun } from '../../shared/domain/daily-run/run.ts';
import { builtInPolicy } from '../../shared/domain/policy/policy.ts';
import { escalateTasks } from '../../shared/store/collection-tasks/escalate.ts';
import type { Context } from '../../shared/store/context.ts';
import { attendShard } from '../../shared/store/daily-runs/attend-shard.ts';
import { finishRun, runSoFar } from '../../shared/store/daily-runs/finish.ts';
import { openRun } from '../../shared/store/daily-runs/open.ts';
import { planRun } from '../../shared/store/daily-runs/plan.ts';
import { remindLegal } from '../../shared/store/legal-handoffs/remind.ts';
import type { Directory } from '../../shared/store/limit-requests/directory.ts';
import { mailReports } from '../../shared/store/portfolio/mail-reports.ts';
import { takeSnapshot } from '../../shared/store/portfolio/snapshots.ts';
import type { Table } from '../../shared/store/table.ts';
import { allTheTime } from '../../shared/store/time-budget.ts';

const TIME_ZONE = 'Europe/Berlin';

/** A Tuesday, five in the morning: no report of a week, a month or a quarter is due on it or on the days that follow. */
const FIRST_RUN = Date.parse('2026-03-03T04:00:00Z');
const DAY_MS = 86_400_000;

const people: Directory = {
  inRole: async (role) => {
    if (role === 'collectors') return ['cora.collector@example.com'];
    return role === 'collection-leads' ? ['lea.lead@example.com'] : [];
  },
};

/** The moment of the run of a day, counted from the first. */
export const momentOf = (day: number) => momentAt(FIRST_RUN + day * DAY_MS, TIME_ZONE);

/**
 * A whole daily run, step by step as its workflow takes them, but for the shards: one after the other. Nobody sends mails
 * here, so that none of them is swept up.
 */
export const runDay = async (table: Table, day: number): Promise<DailyRun> => {
  const moment = momentOf(day);
  const context: Context = {
    table,
    moment,
    policy: builtInPolicy('EUR'),
    environment: { timeZone: TIME_ZONE, country: 'DE' },
    actor: 'credence',
    correlationId: 'bench',
  };
  const date = moment.today;
  await openRun(context, { date, again: false, executionArnOf: (name) => `arn:bench:${name}` });
  const { run, shards } = await planRun(context, date);
  for (const shard of shards) {
    const of = { date, shard, attempt: run.attempt };
    const onFailure = (customerId: string, error: unknown) => {
      throw new Error(`${customerId} could not be attended to`, { cause: error });
    };
    await attendShard(context, people, of, { hasTime: () => true, onFailure });
  }
  await escalateTasks(context, people);
  await remindLegal(context, people);
  await takeSnapshot(context, date);
  await mailReports(context, people, date, await runSoFar(context, date, []), allTheTime);
  return (await finishRun(context, date, [])).run;
};
