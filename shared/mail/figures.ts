import type { MailLanguage } from '../contracts/dunning-mails.ts';
import type { MoneyJson } from '../money.ts';

/** English as in Europe: days before months. */
const locales: Readonly<Record<MailLanguage, string>> = { en: 'en-GB', de: 'de-DE' };

/** How a language writes figures. */
export interface Figures {
  /** `EUR 1,234.50` or `EUR 1.234,50`: exactly the digits that the amount has. */
  readonly money: (value: MoneyJson) => string;
  /** `1234.50` or `1234,50`, for a field in which somebody writes. */
  readonly plainAmount: (value: MoneyJson) => string;
  /** `6 March 2026` or `6. März 2026`. */
  readonly date: (date: string) => string;
  /** `6 Mar 2026` or `06.03.2026`, for lists. */
  readonly shortDate: (date: string) => string;
  /** `Friday 6 March 2026 at 10:00 (Europe/Berlin)` or `Freitag, 6. März 2026 um 10:00 (Europe/Berlin)`. */
  readonly instant: (instant: string, timeZone: string) => string;
  /** `EUR 10.00 and USD 5.00`. */
  readonly list: (parts: readonly string[]) => string;
}

export const figuresIn = (language: MailLanguage): Figures => {
  const locale = locales[language];
  const dateIn = (dateStyle: 'long' | 'medium') => (date: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle }).format(Date.parse(`${date}T12:00:00Z`));
  return {
    money: ({ amount, currency }) => {
      const digits = amount.split('.')[1]?.length ?? 0;
      const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      // As a text: a number would lose digits of a large amount.
      return `${currency} ${format.format(amount as `${number}`)}`;
    },
    plainAmount: ({ amount }) => (language === 'de' ? amount.replace('.', ',') : amount),
    date: dateIn('long'),
    shortDate: dateIn('medium'),
    instant: (instant, timeZone) => {
      const format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' });
      const text = format.format(Date.parse(instant));
      return `${language === 'en' ? text.replaceAll(',', '') : text} (${timeZone})`;
    },
    list: (parts) => new Intl.ListFormat(locale).format(parts),
  };
};
