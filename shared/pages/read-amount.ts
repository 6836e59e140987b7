import { currencyDigits, type Money, money, parseAmount } from '../money.ts';

/** Digits with or without commas between thousands, and a point before the decimals. */
const WRITTEN = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;

/**
 * Reads an amount as people write it: `60000`, `60,000`, `60 000.5`, `EUR 60,000.00`. What another country would read
 * as another amount, `60.000,00`, is refused and not guessed at.
 * @param name what the field is called, in the middle of a sentence.
 * @returns a sentence on what is wrong, for what is no amount.
 */
export const readAmount = (text: string, currency: string, name: string): Money | string => {
  const written = text.replace(/[\s'’]/gu, '').replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  const digits = currencyDigits(currency) ?? 2;
  const example = digits === 0 ? '60,000' : `60,000.${'0'.repeat(digits)}`;
  if (!WRITTEN.test(written)) return `Write the ${name} like ${example}.`;
  const [integer = '', decimals = ''] = written.replaceAll(',', '').split('.');
  if (decimals.length > digits) return `${currency} has ${digits} decimals: write the ${name} like ${example}.`;
  const padded = decimals.padEnd(digits, '0');
  const plain = integer.replace(/^0+(?=\d)/, '');
  const parsed = parseAmount(padded === '' ? plain : `${plain}.${padded}`, currency);
  if ('problem' in parsed) return `The ${name} ${parsed.problem}.`;
  return money(parsed.minorUnits, currency);
};
