import { dateText, moneyText } from '../../../mail/wording.ts';
import type { MoneyJson } from '../../../money.ts';

export const NONE = '–';

export const amount = (value: MoneyJson | null | undefined): string => (value ? moneyText(value) : NONE);
export const date = (value: string | null | undefined): string => (value ? dateText(value) : NONE);
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined
    ? NONE
    : new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(value);
/** `93.4 %` for 0.934. */
export const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? NONE : `${figure(value * 100)} %`;

/** `3 Mar 2026, 11:30` in a time zone, which is told once. */
export const time = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(instant));

/** `March 2026`. */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-15T12:00:00Z`),
  );

/** `ON_HOLD` as people say it. */
export const words = (code: string): string => {
  const text = code.toLowerCase().replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};

/** Units of the currency, for drawing only: amounts are told in figures beside. */
export const units = (value: MoneyJson | null): number | null => (value === null ? null : Number(value.amount));
