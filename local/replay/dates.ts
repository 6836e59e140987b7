import { Temporal } from 'temporal-polyfill';

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** Days from `from` to `to`: positive when `to` is later. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;

export const lastOfMonth = (date: string): string => {
  const { daysInMonth } = Temporal.PlainDate.from(date);
  return Temporal.PlainDate.from(date).with({ day: daysInMonth }).toString();
};

/** The last day of each month from that of `first` to that of `last`. */
export const monthEnds = (first: string, last: string): readonly string[] => {
  const ends: string[] = [];
  for (let end = lastOfMonth(first); end <= lastOfMonth(last); end = lastOfMonth(addDays(end, 1))) ends.push(end);
  return ends;
};

const US_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `1/31/2013` (month/day/year) or `2013-01-31`; `undefined` for anything else and for days that do not exist. */
export const readDate = (text: string): string | undefined => {
  const us = US_DATE.exec(text);
  const iso = ISO_DATE.exec(text);
  const [year, month, day] = us ? [us[3], us[1], us[2]] : [iso?.[1], iso?.[2], iso?.[3]];
  if (year === undefined) return undefined;
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
};
