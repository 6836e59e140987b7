import type { Schedule } from './schedule.ts';

export interface Occasion {
  readonly scheduledAt: number;
  readonly executionId: string;
  readonly account: string;
  readonly region: string;
}

/** To the second, as Scheduler writes it: `2026-03-31T08:00:00Z`. */
const toTime = (instant: number): string => new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** What the target of a schedule is given: its input with the keywords filled in, else the event that Scheduler sends. */
export const payloadOf = ({ arn, input }: Pick<Schedule, 'arn' | 'input'>, occasion: Occasion): unknown => {
  const { scheduledAt, executionId, account, region } = occasion;
  if (input === undefined) {
    return {
      version: '0',
      id: executionId,
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account,
      time: toTime(scheduledAt),
      region,
      resources: [arn],
      detail: '{}',
    };
  }
  const keywords: Readonly<Record<string, string>> = {
    'scheduled-time': toTime(scheduledAt),
    'schedule-arn': arn,
    'execution-id': executionId,
    // The hand-over to the target succeeds at once here; the attempts of a function are not counted by Scheduler.
    'attempt-number': '1',
  };
  const filled = input.replaceAll(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => keywords[name] ?? whole);
  return JSON.parse(filled);
};
