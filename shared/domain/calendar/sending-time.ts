import {
  addDays,
  type BusinessDate,
  clockChangeOn,
  type Instant,
  instantsAt,
  startOfBusinessDate,
  toInstant,
  wallClockOf,
} from '../../dates.ts';
import type { ClosedDay } from '../policy/parts.ts';
import { firstDay, isBusinessDay } from './business-days.ts';
import { minutesOf, type QuietHours } from './quiet-hours.ts';
import { isMondayToFriday } from './weekends.ts';

/** Where and when the receiver of messages is at work. */
export interface SendingHours extends QuietHours {
  readonly timeZone: string;
  /** ISO 3166; of one that is not known only the weekend is. */
  readonly country: string;
  /** Days on which the house does not write to anybody, or not in a country; none where left out. */
  readonly closedDays?: readonly ClosedDay[];
}

/** Messages go out Monday to Friday, and not on the weekends, holidays and closed days of the receiver's country. */
export const isSendingDay = (date: BusinessDate, country: string, closedDays: readonly ClosedDay[] = []): boolean =>
  isMondayToFriday(date) && isBusinessDay(date, country, closedDays);

/** Whether a message may go out at an instant. */
export const isSendingTime = (instant: Instant, { closedDays, country, from, timeZone, to }: SendingHours): boolean => {
  const { date, minutes } = wallClockOf(instant, timeZone);
  return minutes >= minutesOf(from) && minutes < minutesOf(to) && isSendingDay(date, country, closedDays);
};

/** When the hours of a day may begin: at `from` by the clock, or where a change of the clocks leads into them. */
const beginningsOn = (date: BusinessDate, { from, timeZone }: SendingHours): readonly Instant[] => {
  const change = clockChangeOn(date, timeZone);
  return [...instantsAt(date, minutesOf(from), timeZone), ...(change ? [change] : [])].sort();
};

/** More days than a change of the clocks can take the hours from. */
const MOST_TRIES = 10;

/**
 * The first instant, from the given one on, at which a message may go out: on a day from Monday to Friday that is a
 * business day of the country, when the clocks of the time zone show a time within the hours. Exact where clocks change.
 */
export const nextSendingTime = (instant: Instant, hours: SendingHours): Instant => {
  // Instants compare as text in one form only.
  const earliest = toInstant(Date.parse(instant));
  if (isSendingTime(earliest, hours)) return earliest;
  let date = wallClockOf(earliest, hours.timeZone).date;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    date = firstDay(date, (day) => isSendingDay(day, hours.country, hours.closedDays));
    const found = beginningsOn(date, hours).find((at) => at >= earliest && isSendingTime(at, hours));
    if (found) return found;
    date = addDays(date, 1);
  }
  throw new RangeError(`there is no time between ${hours.from} and ${hours.to} in ${hours.timeZone} after ${instant}`);
};

/**
 * What a case needs to know of days and hours. Due dates are days of the environment; messages keep to the day of the
 * customer as well, so that nobody is told to be late on a day that is not over there.
 */
export interface CustomerCalendar {
  /** The day in the environment's time zone. */
  readonly today: (instant: Instant) => BusinessDate;
  /** The day where the customer is. */
  readonly customersDate: (instant: Instant) => BusinessDate;
  /** The first instant of a day in the environment's time zone. */
  readonly startOf: (date: BusinessDate) => Instant;
  /** The first instant at which a day has begun in both places. */
  readonly startOfForBoth: (date: BusinessDate) => Instant;
  /** The first instant from the given one on at which a step may be taken. */
  readonly nextSendingTime: (instant: Instant) => Instant;
}

/** Where the environment and the customer are. What the customer's master data does not say is as in the environment. */
export interface Places {
  readonly environment: { readonly timeZone: string; readonly country: string };
  readonly customer: { readonly timeZone?: string | null; readonly country?: string | null };
  readonly quietHours: QuietHours;
  /** Of the policy; none where left out. */
  readonly closedDays?: readonly ClosedDay[];
}

/** The calendar of a customer: the customer's own country and time zone, else the environment's. */
export const customerCalendar = ({ closedDays = [], environment, customer, quietHours }: Places): CustomerCalendar => {
  const timeZone = customer.timeZone ?? environment.timeZone;
  const country = customer.country ?? environment.country;
  const startOf = (date: BusinessDate): Instant => startOfBusinessDate(date, environment.timeZone);
  return {
    today: (instant) => wallClockOf(instant, environment.timeZone).date,
    customersDate: (instant) => wallClockOf(instant, timeZone).date,
    startOf,
    startOfForBoth: (date) => {
      const [here, there] = [startOf(date), startOfBusinessDate(date, timeZone)];
      return here > there ? here : there;
    },
    nextSendingTime: (instant) => nextSendingTime(instant, { ...quietHours, timeZone, country, closedDays }),
  };
};
