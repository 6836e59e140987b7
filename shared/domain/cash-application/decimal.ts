import { currencyDigits, MAX_INTEGER_DIGITS } from '../../money.ts';

const DECIMAL = /^(\d+)(?:[.,](\d*))?$/;
const SIGNED = /^([+-]?)(.+)$/;

/**
 * Reads an amount as banks write it: point or comma, with fewer decimals than the currency has, or with more of which the
 * surplus is zeros. @returns the minor units, or a sentence that says what is wrong.
 */
export const readDecimal = (text: string, currency: string): { minorUnits: bigint } | { problem: string } => {
  const digits = currencyDigits(currency);
  if (digits === undefined) return { problem: `is in '${currency.slice(0, 10)}', which is not an ISO 4217 currency` };
  const [, sign = '', unsigned = ''] = SIGNED.exec(text.trim()) ?? [];
  const [, whole, decimals = ''] = DECIMAL.exec(unsigned) ?? [];
  if (whole === undefined) return { problem: `has '${text.slice(0, 40)}' where an amount is due` };
  if (whole.replace(/^0+/, '').length > MAX_INTEGER_DIGITS) {
    return { problem: `has more than ${MAX_INTEGER_DIGITS} digits before the decimal point` };
  }
  if (/[^0]/.test(decimals.slice(digits))) {
    return { problem: `has the amount '${text.slice(0, 40)}', but ${currency} has ${digits} decimals` };
  }
  const minorUnits = BigInt(`${whole}${decimals.slice(0, digits).padEnd(digits, '0')}`);
  return { minorUnits: sign === '-' ? -minorUnits : minorUnits };
};
