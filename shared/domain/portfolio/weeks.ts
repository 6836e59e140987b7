import { TZDate } from '@date-fns/tz';
import { format, getISODay } from 'date-fns';
import { addDays, type BusinessDate } from '../../dates.ts';

/** A week from Monday to Sunday, or what is left of it. */
export interface Week {
  /** As ISO 8601 numbers it: `2026-W14`. */
  readonly name: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

const dateOf = (date: BusinessDate): TZDate => new TZDate(`${date}T12:00:00Z`, 'UTC');

/** So many weeks, the first of them what is left of the one that a day is in. */
export const weeksFrom = (today: BusinessDate, weeks: number): readonly Week[] => {
  const sunday = addDays(today, 7 - getISODay(dateOf(today)));
  return Array.from({ length: weeks }, (_, index) => {
    const to = addDays(sunday, 7 * index);
    return { name: format(dateOf(to), "RRRR-'W'II"), from: index === 0 ? today : addDays(to, -6), to };
  });
};
