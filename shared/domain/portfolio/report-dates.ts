import { addDays, type BusinessDate } from '../../dates.ts';
import { isBusinessDay } from '../calendar/business-days.ts';
import { isWeekend } from '../calendar/weekends.ts';
import type { ClosedDay } from '../policy/parts.ts';

export const reportKinds = ['WEEK', 'MONTH', 'QUARTER'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** A report that is due: on the week, month or quarter that has ended. */
export interface DueReport {
  readonly kind: ReportKind;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

const DAYS_OF_WEEK = 7;
const MONTHS_OF_QUARTER = 3;

/** The first day after the last weekend, as the country has it. */
const startOfWeek = (date: BusinessDate, country: string): BusinessDate => {
  let start = date;
  for (let day = 0; day < DAYS_OF_WEEK && !isWeekend(addDays(start, -1), country); day += 1) start = addDays(start, -1);
  return start;
};

const monthStart = (date: BusinessDate): BusinessDate => `${date.slice(0, 7)}-01`;

const monthsBefore = (start: BusinessDate, count: number): BusinessDate => {
  let month = start;
  for (let step = 0; step < count; step += 1) month = monthStart(addDays(month, -1));
  return month;
};

/** Whether no day from the start of the period to the day before was a business day. */
const isFirstBusinessDay = (
  start: BusinessDate,
  date: BusinessDate,
  country: string,
  closedDays: readonly ClosedDay[],
): boolean => {
  for (let day = start; day < date; day = addDays(day, 1)) if (isBusinessDay(day, country, closedDays)) return false;
  return true;
};

const isQuarterStart = (start: BusinessDate): boolean => (Number(start.slice(5, 7)) - 1) % MONTHS_OF_QUARTER === 0;

/**
 * The reports that are due on a day: on the first business day of a week, month or quarter, on the one before.
 * @param closedDays of the policy, on which nobody works.
 */
export const reportsDueOn = (
  date: BusinessDate,
  country: string,
  closedDays: readonly ClosedDay[] = [],
): readonly DueReport[] => {
  if (!isBusinessDay(date, country, closedDays)) return [];
  const week = startOfWeek(date, country);
  const month = monthStart(date);
  const isFirstOfMonth = isFirstBusinessDay(month, date, country, closedDays);
  const reports: DueReport[] = [];
  if (isFirstBusinessDay(week, date, country, closedDays)) {
    reports.push({ kind: 'WEEK', from: addDays(week, -DAYS_OF_WEEK), to: addDays(week, -1) });
  }
  if (isFirstOfMonth) reports.push({ kind: 'MONTH', from: monthsBefore(month, 1), to: addDays(month, -1) });
  if (isFirstOfMonth && isQuarterStart(month)) {
    reports.push({ kind: 'QUARTER', from: monthsBefore(month, MONTHS_OF_QUARTER), to: addDays(month, -1) });
  }
  return reports;
};
