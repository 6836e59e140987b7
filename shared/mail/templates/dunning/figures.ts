import type { MailLanguage } from '../../../contracts/dunning-mails.ts';
import type { MoneyJson } from '../../../money.ts';

/** English as in Europe: days before months. */
const locales: Readonly<Record<MailLanguage, string>> = { en: 'en-GB', de: 'de-DE' };

/** How a language writes figures. */
export interface Figures {
  /** `EUR 1,234.50` or `EUR 1.234,50`: exactly the digits that the amount has. */
  readonly money: (value: MoneyJson) => string;
  /** `6 March 2026` or `6. März 2026`. */
  readonly date: (date: string) => string;
  /** `6 Mar 2026` or `06.03.2026`, for lists. */
  readonly shortDate: (date: string) => string;
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
    date: dateIn('long'),
    shortDate: dateIn('medium'),
    list: (parts) => new Intl.ListFormat(locale).format(parts),
  };
};
