import type { SFNClient } from '@aws-sdk/client-sfn';
import type { BusinessDate } from '../dates.ts';
import type { DailyRun } from '../domain/daily-run/run.ts';
import type { Context } from '../store/context.ts';
import { executionNameOf, openRun } from '../store/daily-runs/open.ts';
import { executionArnOf, startOnce } from './start-once.ts';

/** A date to run, and whether a run that failed is to be tried again. */
export interface WantedRun {
  readonly date: BusinessDate;
  readonly again: boolean;
}

/**
 * Starts the daily run of a business date, once: however often it is asked for, and whoever asks, a date has one run. A
 * process that ended between the note of the run and the start of its execution is made up for by whoever asks next.
 * @returns the run as it stands. @throws unprocessable for a date that is still to come.
 */
export const startDailyRun = async (
  context: Context,
  workflows: SFNClient,
  stateMachineArn: string,
  wanted: WantedRun,
): Promise<DailyRun> => {
  const run = await openRun(context, { ...wanted, executionArnOf: (name) => executionArnOf(stateMachineArn, name) });
  const { correlationId, date } = run;
  if (run.status === 'RUNNING') {
    await startOnce(workflows, stateMachineArn, executionNameOf(run), { date, correlationId });
  }
  return run;
};
