import type { MoneyJson } from '../money.ts';

/** `EUR 50,000.00`: the digits exactly as they are, grouped for reading. */
export const moneyText = ({ amount, currency }: MoneyJson): string => {
  const [integer = '', fraction] = amount.replace('-', '').split('.');
  const grouped = integer.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const sign = amount.startsWith('-') ? '-' : '';
  return `${currency} ${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** `73 %` for 0.73, rounded down: 100 % is only said of a limit that is used up. */
export const percentText = (ratio: number): string => `${Math.floor(ratio * 100 + 1e-9)} %`;

/** `Friday 6 March 2026 at 10:00 (Europe/Berlin)`. */
export const instantText = (instant: string, timeZone: string): string => {
  const text = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' }).format(
    Date.parse(instant),
  );
  return `${text.replaceAll(',', '')} (${timeZone})`;
};

/** `Ana, Ben and Cora`. */
export const listText = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names);

/** `6 March 2026`. */
export const dateText = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(Date.parse(`${date}T12:00:00Z`));
