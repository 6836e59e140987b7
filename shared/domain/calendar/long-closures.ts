import { addDays, type BusinessDate, daysBetween } from '../../dates.ts';
import type { ClosedDay } from '../policy/parts.ts';
import { MOST_DAYS_OFF } from './business-days.ts';
import { countriesWithHolidays } from './holidays.ts';
import { isSendingDay } from './sending-time.ts';
import { isMondayToFriday, isWeekend } from './weekends.ts';

/** More holidays than any country has within that many days: fewer closed days leave a day of work for certain. */
export const MOST_HOLIDAYS = 20;

const WEEK = 7;
const WHOLE_WEEKS = Math.floor((MOST_DAYS_OFF + 1) / WEEK);
const someMonday = '2001-01-15';
/** No holiday is known of it, and no country that has some has its weekend. */
const withAnotherWeekend = ['AF'];

/** Closed days that leave a country without a day to write to anybody, for longer than is looked ahead. */
export interface LongClosure {
  readonly country: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** The last of the closed days among them. */
  readonly closedOn: BusinessDate;
}

/** A day to write on, but for holidays, which take longer to find out. */
const isWeekday = (date: BusinessDate, country: string): boolean => isMondayToFriday(date) && !isWeekend(date, country);

/** What the weekend leaves of that many days: days that would have to be closed, or holidays. */
const leastWeekdays = (country: string): number =>
  WHOLE_WEEKS *
  Array.from({ length: WEEK }, (_, day) => addDays(someMonday, day)).filter((date) => isWeekday(date, country)).length;

/** Whether so many of the dates, which rise, are ever close enough to each other. It saves looking at most calendars. */
const areDense = (dates: readonly BusinessDate[], many: number): boolean =>
  dates.some((date, index) => {
    const first = dates[index - many + 1];
    return first !== undefined && daysBetween(first, date) <= MOST_DAYS_OFF;
  });

const closuresOf = (country: string, closedDays: readonly ClosedDay[]): readonly LongClosure[] => {
  const here = closedDays.filter((day) => day.country === undefined || day.country === country);
  const closed = [...new Set(here.map(({ date }) => date))].sort();
  const weekdays = closed.filter((date) => isWeekday(date, country));
  if (!areDense(weekdays, leastWeekdays(country) - MOST_HOLIDAYS)) return [];
  const isOff = (date: BusinessDate): boolean => !isSendingDay(date, country, here);
  const closures: LongClosure[] = [];
  let to: BusinessDate | null = null;
  for (const date of closed) {
    if (to !== null && date <= to) continue;
    let from = date;
    while (isOff(addDays(from, -1))) from = addDays(from, -1);
    to = date;
    while (isOff(addDays(to, 1))) to = addDays(to, 1);
    const end = to;
    if (daysBetween(from, end) < MOST_DAYS_OFF) continue;
    closures.push({ country, from, to: end, closedOn: closed.findLast((day) => day <= end) ?? date });
  }
  return closures;
};

/**
 * Where a customer may be in whose country the closed days, with its weekends and holidays, leave no day on which
 * `nextSendingTime` or `nextBusinessDay` would find anything; in the order of the countries' codes.
 */
export const longClosures = (closedDays: readonly ClosedDay[]): readonly LongClosure[] => {
  const named = closedDays.flatMap(({ country }) => country ?? []);
  const countries = new Set([...countriesWithHolidays(), ...withAnotherWeekend, ...named]);
  return [...countries].sort().flatMap((country) => closuresOf(country, closedDays));
};
