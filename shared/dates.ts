import { TZDate, tzOffset } from '@date-fns/tz';
import { addDays as addCalendarDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { format } from 'date-fns/format';
import { formatISO } from 'date-fns/formatISO';
import { getISODay } from 'date-fns/getISODay';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';

/** A point in time in UTC with milliseconds, `2026-03-31T08:15:00.000Z`: sorts as text. */
export type Instant = string;

/** A business date `2026-03-31`, in the time zone of the environment. */
export type BusinessDate = string;

/** When something happens: the instant, and the business date that it falls on in the environment's time zone. */
export interface Moment {
  readonly now: Instant;
  readonly today: BusinessDate;
}

export const toInstant = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();

export const businessDateOf = (instant: Instant, timeZone: string): BusinessDate =>
  formatISO(new TZDate(Date.parse(instant), timeZone), { representation: 'date' });

export const momentAt = (epochMilliseconds: number, timeZone: string): Moment => {
  const now = toInstant(epochMilliseconds);
  return { now, today: businessDateOf(now, timeZone) };
};

/** The first instant of a business date in a time zone. */
export const startOfBusinessDate = (date: BusinessDate, timeZone: string): Instant => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(new TZDate(year, month - 1, day, timeZone).getTime()).toISOString();
};

/** What the clocks of a time zone show: the day, and the minutes since midnight (0 to 1439). */
export interface WallClock {
  readonly date: BusinessDate;
  readonly minutes: number;
}

export const wallClockOf = (instant: Instant, timeZone: string): WallClock => {
  const local = new TZDate(Date.parse(instant), timeZone);
  return {
    date: formatISO(local, { representation: 'date' }),
    minutes: local.getHours() * 60 + local.getMinutes(),
  };
};

const offsetAt = (epochMilliseconds: number, timeZone: string): number =>
  tzOffset(timeZone, new Date(epochMilliseconds));

/**
 * The instants at which the clocks of a time zone show that many minutes since midnight on a day, in their order: one,
 * two where clocks are set back over it, none where they are set forward over it or the day is left out.
 */
export const instantsAt = (date: BusinessDate, minutes: number, timeZone: string): readonly Instant[] => {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const around = [asUtc - 86_400_000, asUtc, asUtc + 86_400_000].map((at) => offsetAt(at, timeZone));
  return [...new Set(around)]
    .map((offset) => ({ offset, at: asUtc - offset * 60_000 }))
    .filter(({ offset, at }) => offsetAt(at, timeZone) === offset)
    .map(({ at }) => toInstant(at))
    .sort();
};

/** The first instant for which the clocks are changed on a day, which may be the day's first; `null` on most days. */
export const clockChangeOn = (date: BusinessDate, timeZone: string): Instant | null => {
  let before = Date.parse(startOfBusinessDate(date, timeZone)) - 1;
  let after = Date.parse(startOfBusinessDate(addDays(date, 1), timeZone));
  const offset = offsetAt(before, timeZone);
  if (offsetAt(after, timeZone) === offset) return null;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle, timeZone) === offset) before = middle;
    else after = middle;
  }
  return toInstant(after);
};

/** Whether the text is a day that exists, written `YYYY-MM-DD` (2026-02-29 is not). */
export const isBusinessDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  isValid(parseISO(text)) &&
  formatISO(parseISO(text), { representation: 'date' }) === text;

const atNoon = (date: BusinessDate): Date => new Date(`${date}T12:00:00Z`);

/** Dates have four digits for the year: this one is the last, and stands for whatever would come after it. */
const LAST_DATE: BusinessDate = '9999-12-31';

/** So many days later, or earlier; never after the last date of the year 9999, which upstream means by "for ever". */
export const addDays = (date: BusinessDate, days: number): BusinessDate => {
  const later = addCalendarDays(atNoon(date), days);
  return later.getUTCFullYear() > 9999 ? LAST_DATE : later.toISOString().slice(0, 10);
};

/** Days from `from` to `to`: positive when `to` is later. */
export const daysBetween = (from: BusinessDate, to: BusinessDate): number =>
  differenceInCalendarDays(atNoon(to), atNoon(from));

const inUtc = (date: BusinessDate): TZDate => new TZDate(`${date}T12:00:00Z`, 'UTC');

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: BusinessDate): number => getISODay(inUtc(date));

/** The week that a date is in, as ISO 8601 numbers it: `2026-W14`. */
export const weekOf = (date: BusinessDate): string => format(inUtc(date), "RRRR-'W'II");

export const addDaysToInstant = (instant: Instant, days: number): Instant =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString();

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
