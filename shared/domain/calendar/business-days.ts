import { addDays, type BusinessDate } from '../../dates.ts';
import { isHoliday } from './holidays.ts';

/** 1 Monday to 7 Sunday, as CLDR counts. */
export type DayOfWeek = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FRIDAY = 5;
const SATURDAY_AND_SUNDAY: readonly number[] = [6, 7];

/** No feast anywhere lasts as long; a calendar without a business day would else be looked through for ever. */
const MOST_DAYS_OFF = 60;

/** What the runtime's CLDR data says; its type is not declared yet. */
interface WeekOfCountry extends Intl.Locale {
  getWeekInfo?(): { readonly weekend: readonly number[] };
}

export const dayOfWeek = (date: BusinessDate): DayOfWeek =>
  (new Date(`${date}T12:00:00Z`).getUTCDay() || 7) as DayOfWeek;

export const isMondayToFriday = (date: BusinessDate): boolean => dayOfWeek(date) <= FRIDAY;

const weekends = new Map<string, readonly number[]>();

/** The weekend of a country (ISO 3166): Friday and Saturday in some, Saturday and Sunday where none is known. */
const weekendOf = (country: string): readonly number[] => {
  const known = weekends.get(country);
  if (known) return known;
  const locale: WeekOfCountry = new Intl.Locale(/^[A-Z]{2}$/.test(country) ? `und-${country}` : 'und');
  const weekend = locale.getWeekInfo?.().weekend ?? SATURDAY_AND_SUNDAY;
  weekends.set(country, weekend);
  return weekend;
};

/** Whether a day is one of the weekend of a country (ISO 3166). */
export const isWeekend = (date: BusinessDate, country: string): boolean => weekendOf(country).includes(dayOfWeek(date));

/** Whether people work on a day in a country (ISO 3166): no weekend there, and no holiday of the whole country. */
export const isBusinessDay = (date: BusinessDate, country: string): boolean =>
  !isWeekend(date, country) && !isHoliday(date, country);

/**
 * The first day, from the given one on, that a test accepts.
 * @throws RangeError when it accepts none of the next 60.
 */
export const firstDay = (from: BusinessDate, accepts: (date: BusinessDate) => boolean): BusinessDate => {
  for (let days = 0; days <= MOST_DAYS_OFF; days += 1) {
    const date = addDays(from, days);
    if (accepts(date)) return date;
  }
  throw new RangeError(`there is no business day in the ${MOST_DAYS_OFF} days from ${from}`);
};

/** The first business day of a country after a day. */
export const nextBusinessDay = (date: BusinessDate, country: string): BusinessDate =>
  firstDay(addDays(date, 1), (day) => isBusinessDay(day, country));
