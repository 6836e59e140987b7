import Holidays from 'date-holidays';
import { addDays, type BusinessDate } from '../../dates.ts';

/** Years for which the library knows what it says; beyond them lunar calendars are a guess, or not found at all. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;

/** Countries and years that are kept: a year takes milliseconds to work out, and days of one come together. */
const MOST_KEPT = 500;
const HOUR_MS = 3_600_000;

const kept = new Map<string, ReadonlySet<BusinessDate>>();

/** The part of the library's answer that is looked at; `date` is written in the country's own time. */
interface Celebration {
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
}

/** The whole days of a celebration: shops and offices are open on the morning of one that begins at noon. */
const wholeDays = ({ date, start, end }: Celebration): readonly BusinessDate[] => {
  const first = date.slice(0, 10);
  const startsAt = Number(date.slice(11, 13)) + Number(date.slice(14, 16)) / 60;
  const untilMidnight = startsAt === 0 ? 0 : 24 - startsAt;
  // An hour more: the day on which the clocks are set forward has 23.
  const hours = (end.getTime() - start.getTime()) / HOUR_MS - untilMidnight + 1;
  const days = Math.max(0, Math.floor(hours / 24));
  return Array.from({ length: days }, (_, day) => addDays(first, day + (untilMidnight > 0 ? 1 : 0)));
};

const workedOut = (country: string, year: number): ReadonlySet<BusinessDate> => {
  if (year < FIRST_YEAR || year > LAST_YEAR) return new Set();
  const calendar = new Holidays(country, { types: ['public', 'bank'] });
  return new Set((calendar.getHolidays(year) ?? []).flatMap(wholeDays));
};

/** The countries (ISO 3166) of which holidays are known. */
export const countriesWithHolidays = (): readonly string[] => Object.keys(new Holidays().getCountries());

const holidaysOf = (country: string, year: number): ReadonlySet<BusinessDate> => {
  const key = `${country} ${year}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const holidays = workedOut(country, year);
  kept.set(key, holidays);
  return holidays;
};

/**
 * Whether a day is a holiday in the whole of a country (ISO 3166), public or of the banks; those of its states and
 * cities do not count. A country that is not known has none.
 */
export const isHoliday = (date: BusinessDate, country: string): boolean => {
  const year = Number(date.slice(0, 4));
  if (holidaysOf(country, year).has(date)) return true;
  // Feasts of several days that have begun in the old year.
  return date.slice(5, 7) === '01' && holidaysOf(country, year - 1).has(date);
};
