import { Duration } from 'aws-cdk-lib';
import { type Alarms, counted } from './alarms.ts';
import type { DailyRun } from './daily-run.ts';
import { watchExecutions } from './workflow-alarms.ts';

/** From one run to the next there are 25 hours when the clocks are put back, and a run may begin some minutes late. */
const HOURS_BETWEEN_RUNS = 26;

/** Runs that ended early, that left something undone, and that were not even started. */
export const watchDailyRun = (alarms: Alarms, { incomplete, lostStarts, workflow }: DailyRun): void => {
  watchExecutions(alarms, workflow);
  alarms.raise('daily-run-incomplete', {
    metric: incomplete.metric(counted),
    what: 'A daily run left something undone: a shard, some customers or a report.',
    runbook: 'daily-run-incomplete',
  });
  alarms.raiseOnDeadLetters('daily-run-start-lost', lostStarts, {
    what: 'The schedule fired, and the daily run was not started.',
    runbook: 'daily-run-not-started',
  });
  alarms.raiseOnSilence('daily-run-not-started', {
    metric: workflow.stateMachine.metricStarted({ period: Duration.hours(1), statistic: 'Sum' }),
    hours: HOURS_BETWEEN_RUNS,
    what: 'No daily run was started for more than a day.',
    runbook: 'daily-run-not-started',
  });
};
