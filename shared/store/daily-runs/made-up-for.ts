import { businessDateOf } from '../../dates.ts';
import type { DailyRun } from '../../domain/daily-run/run.ts';
import type { Context } from '../context.ts';

/**
 * Whether a run was started on a later day than its own. It does the work that was missed, and tells nothing of its day:
 * what stands in the table now is not how things stood then.
 */
export const isMadeUpFor = (
  { environment }: Pick<Context, 'environment'>,
  { date, startedAt }: Pick<DailyRun, 'date' | 'startedAt'>,
): boolean => businessDateOf(startedAt, environment.timeZone) !== date;
