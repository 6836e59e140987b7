import { addDays, type BusinessDate } from '../../dates.ts';
import type { ClosedDay } from '../policy/parts.ts';
import { isHoliday } from './holidays.ts';
import { isWeekend } from './weekends.ts';

/**
 * No feast anywhere lasts as long, and a policy whose closed days do is refused; a calendar without a business day would
 * else be looked through for ever.
 */
export const MOST_DAYS_OFF = 60;

const isClosed = (date: BusinessDate, country: string, closedDays: readonly ClosedDay[]): boolean =>
  closedDays.some((day) => day.date === date && (day.country === undefined || day.country === country));

/**
 * Whether people work on a day in a country (ISO 3166): no weekend there, no holiday of the whole country, and not closed
 * by the policy.
 */
export const isBusinessDay = (date: BusinessDate, country: string, closedDays: readonly ClosedDay[] = []): boolean =>
  !isWeekend(date, country) && !isClosed(date, country, closedDays) && !isHoliday(date, country);

/**
 * The first day, from the given one on, that a test accepts.
 * @throws RangeError when it accepts neither that day nor any of the 60 after it.
 */
export const firstDay = (from: BusinessDate, accepts: (date: BusinessDate) => boolean): BusinessDate => {
  for (let days = 0; days <= MOST_DAYS_OFF; days += 1) {
    const date = addDays(from, days);
    if (accepts(date)) return date;
  }
  throw new RangeError(`there is no business day in the ${MOST_DAYS_OFF} days from ${from}`);
};

/** The first business day of a country after a day. */
export const nextBusinessDay = (
  date: BusinessDate,
  country: string,
  closedDays: readonly ClosedDay[] = [],
): BusinessDate => firstDay(addDays(date, 1), (day) => isBusinessDay(day, country, closedDays));
