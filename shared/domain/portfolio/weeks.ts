import { addDays, type BusinessDate, weekdayOf, weekOf } from '../../dates.ts';

/** A week from Monday to Sunday, or what is left of it. */
export interface Week {
  /** As ISO 8601 numbers it: `2026-W14`. */
  readonly name: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** So many weeks, the first of them what is left of the one that a day is in. */
export const weeksFrom = (today: BusinessDate, weeks: number): readonly Week[] => {
  const sunday = addDays(today, 7 - weekdayOf(today));
  return Array.from({ length: weeks }, (_, index) => {
    const to = addDays(sunday, 7 * index);
    return { name: weekOf(to), from: index === 0 ? today : addDays(to, -6), to };
  });
};
