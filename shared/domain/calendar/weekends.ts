import type { BusinessDate } from '../../dates.ts';

/** 1 Monday to 7 Sunday, as CLDR counts. */
export type DayOfWeek = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FRIDAY = 5;
const SATURDAY_AND_SUNDAY: readonly number[] = [6, 7];

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
