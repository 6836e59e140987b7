import { addDays, daysBetween, isBusinessDate } from '../../../shared/dates.ts';
import { readDecimal } from '../../../shared/domain/cash-application/decimal.ts';
import { malformed } from '../refusals.ts';
import type { Field } from './fields.ts';

/** `:61:`: an amount that was booked. */
export interface StatementLine {
  readonly valueDate: string;
  readonly bookedOn: string;
  /** Credit, debit, and the reversal of either; or what is only expected. */
  readonly mark: 'C' | 'D' | 'RC' | 'RD' | 'EC' | 'ED';
  readonly minorUnits: bigint;
  /** `NTRF`: how it was paid. */
  readonly type: string;
  readonly customerReference: string;
  readonly bankReference: string;
  readonly supplement: string;
}

// Value date, day of booking, mark, third letter of the currency, amount, type, references.
const LINE = /^(\d{6})(\d{4})?\s?(RC|RD|EC|ED|C|D)([A-Z])?\s?(\d[\d.]*,?\d*)\s?([A-Z][A-Z0-9]{3})?(.*)$/;

/** Two digits of a year: statements are of this century, or of the last decades of the one before. */
const century = (year: string): string => (Number(year) >= 80 ? `19${year}` : `20${year}`);

/** `260331` as 2026-03-31. @throws validation for a day that does not exist. */
export const readDay = (text: string, line: number): string => {
  const day = `${century(text.slice(0, 2))}-${text.slice(2, 4)}-${text.slice(4, 6)}`;
  // Banks that count thirty days to a month value on 30 February.
  if (/-02-(?:29|30)$/.test(day) && !isBusinessDate(day)) return addDays(`${day.slice(0, 7)}-28`, 0);
  if (!isBusinessDate(day)) throw malformed(line, `has '${text}' where a day is due`);
  return day;
};

/** The day of booking has no year: it is the one nearest to the value date. */
const bookingDay = (monthAndDay: string | undefined, valueDate: string): string => {
  if (monthAndDay === undefined) return valueDate;
  const year = Number(valueDate.slice(0, 4));
  const days = [year - 1, year, year + 1]
    .map((one) => `${one}-${monthAndDay.slice(0, 2)}-${monthAndDay.slice(2)}`)
    .filter(isBusinessDate);
  const distance = (day: string): number => Math.abs(daysBetween(valueDate, day));
  return days.sort((a, b) => distance(a) - distance(b))[0] ?? valueDate;
};

/** An amount of this format: a comma before the decimals; points, if any, between thousands. */
export const readAmount = (text: string, currency: string, line: number): bigint => {
  const read = readDecimal(text.includes(',') ? text.replaceAll('.', '') : text, currency);
  if ('problem' in read) throw malformed(line, read.problem);
  return read.minorUnits;
};

/** @throws validation for a line that is none. */
export const readStatementLine = ({ line, lines }: Field, currency: string): StatementLine => {
  const [first = '', ...more] = lines;
  const [, day = '', monthAndDay, mark, , amount = '', type = '', references = ''] = LINE.exec(first) ?? [];
  if (mark === undefined) throw malformed(line, 'has a :61: that cannot be read');
  const valueDate = readDay(day, line);
  const slashes = references.indexOf('//');
  return {
    valueDate,
    bookedOn: bookingDay(monthAndDay, valueDate),
    mark: mark as StatementLine['mark'],
    minorUnits: readAmount(amount, currency, line),
    type,
    customerReference: (slashes < 0 ? references : references.slice(0, slashes)).trim(),
    bankReference: slashes < 0 ? '' : references.slice(slashes + 2).trim(),
    supplement: more.join(' ').trim(),
  };
};
