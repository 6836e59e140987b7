import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import type { Occurrences } from './occurrences.ts';

const NAMES = ['minutes', 'hours', 'day of the month', 'month', 'day of the week', 'year'];
const DAY_OF_MONTH = 2;
const DAY_OF_WEEK = 4;
/** The most that the clocks of a place have ever been put back. */
const LONGEST_STEP_BACK_MILLISECONDS = 86_400_000;

/**
 * The six fields of `cron(...)`, as EventBridge Scheduler reads them: a local time that the clocks leave out when they
 * are put forward is skipped, one that comes twice counts the first time only.
 * Refuses, with a sentence, what is not such an expression and what the library cannot read (`L` as a day of the week,
 * `L-3`).
 */
export const cron = (fields: string, timeZone: string): Occurrences => {
  // Local times are computed as if they were UTC, where each exists once; only the results are taken to the time zone.
  const pattern = new Cron(toPattern(fields), {
    mode: '7-part',
    timezone: 'UTC',
    alternativeWeekdays: true,
    domAndDow: true,
    sloppyRanges: true,
    paused: true,
  });

  /** What the clocks of the time zone show, as a date in UTC. */
  const shownAt = (instant: number): Date =>
    new Date(
      Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(timeZone)
        .toPlainDateTime()
        .toZonedDateTime('UTC').epochMilliseconds,
    );

  /** When the clocks of the time zone first show it, if they ever do. */
  const instantOf = (shown: Date): number | undefined => {
    const local = Temporal.Instant.fromEpochMilliseconds(shown.getTime()).toZonedDateTimeISO('UTC').toPlainDateTime();
    const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    return zoned.toPlainDateTime().equals(local) ? zoned.epochMilliseconds : undefined;
  };

  return {
    after: (instant) => {
      for (let shown = pattern.nextRun(shownAt(instant)); shown; shown = pattern.nextRun(shown)) {
        const due = instantOf(shown);
        if (due !== undefined && due > instant) return due;
      }
      return undefined;
    },
    upTo: (instant) => {
      // When the clocks have just been put back, what they showed before is later than what they show.
      const latest = new Date(shownAt(instant).getTime() + LONGEST_STEP_BACK_MILLISECONDS);
      for (let [shown] = pattern.previousRuns(1, latest); shown; [shown] = pattern.previousRuns(1, shown)) {
        const due = instantOf(shown);
        if (due !== undefined && due <= instant) return due;
      }
      return undefined;
    },
  };
};

const toPattern = (text: string): string => {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== NAMES.length) {
    throw new Error(`cron(${text}) must have ${NAMES.length} fields: ${NAMES.join(', ')}`);
  }
  const unnamed = fields.flatMap((field, index) => (field === '?' ? [index] : []));
  const [only] = unnamed;
  if (unnamed.length !== 1 || (only !== DAY_OF_MONTH && only !== DAY_OF_WEEK)) {
    throw new Error(
      `cron(${text}) must have ? for either the day of the month or the day of the week, and not for both`,
    );
  }
  // The library takes 8 for Sunday once more.
  if (/(?:^|[,-])(?:[089]|\d\d)/.test(fields[DAY_OF_WEEK] ?? '')) {
    throw new Error(`cron(${text}) names a day of the week that is none of 1 (SUN) to 7 (SAT)`);
  }
  if (/[^\dA-Z*?,/#-]/i.test(fields.join(''))) throw new Error(`cron(${text}) holds a character that means nothing`);
  return `0 ${fields.join(' ')}`;
};
