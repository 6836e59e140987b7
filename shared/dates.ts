import { TZDate } from '@date-fns/tz';
import { addDays as addCalendarDays, differenceInCalendarDays, formatISO, isValid, parseISO } from 'date-fns';

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
