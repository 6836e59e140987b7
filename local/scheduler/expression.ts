import { Temporal } from 'temporal-polyfill';
import { messageOf } from '../problem.ts';
import { cron } from './cron.ts';
import { every, type Occurrences, once, within } from './occurrences.ts';

export interface ScheduleExpression {
  /** `cron(0 6 * * ? *)`, `rate(5 minutes)` or `at(2026-03-31T08:00:00)`. */
  readonly expression: string;
  /** Name of the tz database; the expression is read there. */
  readonly timeZone: string;
  /** ISO instants between which it recurs: from the first on, up to but without the second. */
  readonly startDate?: string | undefined;
  readonly endDate?: string | undefined;
}

/** The lengths are fixed: a day is 24 hours, whatever the clocks do. */
const UNIT_MILLISECONDS = new Map([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/**
 * Reads an expression of EventBridge Scheduler. Answers what gives its occurrences for a schedule that was created at an
 * instant: a rate without start date counts from there.
 * Throws an error whose message says what cannot be read.
 */
export const readExpression = (schedule: ScheduleExpression): ((createdAt: number) => Occurrences) => {
  const { expression, timeZone } = schedule;
  checkTimeZone(timeZone);
  const [, kind, text = ''] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  const start = instantOf(schedule.startDate, 'StartDate');
  const end = instantOf(schedule.endDate, 'EndDate');
  switch (kind) {
    case 'cron': {
      const occurrences = within(cron(text, timeZone), start, end);
      // Whatever cannot be read is to be refused now, not when it is due.
      occurrences.after(0);
      return () => occurrences;
    }
    case 'rate': {
      const milliseconds = rateOf(text);
      return (createdAt) => within(every(milliseconds, start ?? createdAt), start, end);
    }
    case 'at': {
      // Start and end date do not concern a schedule that is due once.
      const occurrences = once(localTime(text, timeZone));
      return () => occurrences;
    }
    default:
      throw new Error(`'${expression}' is none of cron(...), rate(...) and at(...)`);
  }
};

const checkTimeZone = (timeZone: string): void => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch {
    throw new Error(`the time zone '${timeZone}' is not known`);
  }
};

const instantOf = (text: string | undefined, property: string): number | undefined => {
  if (text === undefined) return undefined;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new Error(`${property} '${text}' is not an instant such as 2026-03-31T08:00:00Z`);
  }
};

const rateOf = (text: string): number => {
  const [, value, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  const length = UNIT_MILLISECONDS.get(unit);
  if (!length || !Number(value)) throw new Error(`rate(${text}) must be a number of minutes, hours or days`);
  return Number(value) * length;
};

const localTime = (text: string, timeZone: string): number => {
  try {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) throw new Error('it has another form');
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(timeZone).epochMilliseconds;
  } catch (error) {
    throw new Error(`at(${text}) is not a local time such as at(2026-03-31T08:00:00): ${messageOf(error)}`);
  }
};
