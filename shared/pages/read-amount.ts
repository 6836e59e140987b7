import { currencyDigits, MAX_INTEGER_DIGITS, type Money, money, parseAmount } from '../money.ts';

/** How a language writes amounts, and what it says of those that cannot be read. */
export interface AmountWords {
  /** Between thousands, and before the decimals. */
  readonly separators: { readonly group: ',' | '.'; readonly decimal: ',' | '.' };
  readonly writeLike: (example: string) => string;
  readonly tooManyDecimals: (currency: string, digits: number, example: string) => string;
  readonly tooLong: (digits: number) => string;
}

/** @param name what the field is called, in the middle of a sentence. */
export const englishAmount = (name: string): AmountWords => ({
  separators: { group: ',', decimal: '.' },
  writeLike: (example) => `Write the ${name} like ${example}.`,
  tooManyDecimals: (currency, digits, example) =>
    `${currency} has ${digits} decimals: write the ${name} like ${example}.`,
  tooLong: (digits) => `The ${name} must have at most ${digits} digits before the decimal point.`,
});

interface Written {
  readonly integer: string;
  readonly decimals: string;
}

/** Digits with or without marks between thousands, and a mark before the decimals. */
const split = (text: string, { decimal, group }: AmountWords['separators']): Written | null => {
  const shape = new RegExp(`^(?:\\d{1,3}(?:\\${group}\\d{3})+|\\d+)(?:\\${decimal}\\d+)?$`);
  if (!shape.test(text)) return null;
  const [integer = '', decimals = ''] = text.replaceAll(group, '').split(decimal);
  return { integer, decimals };
};

/** `1234.50` as machines write it, where a language has a comma: its point cannot stand between thousands. */
const splitPlain = (text: string, { group }: AmountWords['separators'], digits: number): Written | null => {
  if (group !== '.' || !new RegExp(`^\\d+\\.\\d{${digits}}$`).test(text)) return null;
  const [integer = '', decimals = ''] = text.split('.');
  return { integer, decimals };
};

/** `1.250` is a thousand to one reader and one and a quarter to another, in a currency of three decimals. */
const isAmbiguous = (text: string, { group }: AmountWords['separators'], digits: number): boolean =>
  group === '.' && digits === 3 && /^\d{1,3}\.\d{3}$/.test(text);

/**
 * Reads an amount as people write it: `60000`, `60,000`, `60 000.5`, `EUR 60,000.00`, or `60.000,00` where that is how the
 * page writes. What could be another amount to its reader is refused and not guessed at.
 * @returns a sentence on what is wrong, for what is no amount.
 */
export const readAmount = (text: string, currency: string, words: AmountWords): Money | string => {
  const { separators } = words;
  const bare = text.replace(/[\s'’]/gu, '').replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  const digits = currencyDigits(currency) ?? 2;
  const example = `60${separators.group}000${digits === 0 ? '' : `${separators.decimal}${'0'.repeat(digits)}`}`;
  const written = isAmbiguous(bare, separators, digits)
    ? null
    : (split(bare, separators) ?? splitPlain(bare, separators, digits));
  if (!written) return words.writeLike(example);
  const { decimals, integer } = written;
  if (decimals.length > digits) return words.tooManyDecimals(currency, digits, example);
  const plain = integer.replace(/^0+(?=\d)/, '');
  if (plain.length > MAX_INTEGER_DIGITS) return words.tooLong(MAX_INTEGER_DIGITS);
  const parsed = parseAmount(digits === 0 ? plain : `${plain}.${decimals.padEnd(digits, '0')}`, currency);
  return 'problem' in parsed ? words.writeLike(example) : money(parsed.minorUnits, currency);
};
