import Big from 'big.js';
import { data as currencies } from 'currency-codes';

/** An amount in integer minor units (cents, yen, fils) with its ISO 4217 currency. Never a binary float. */
export interface Money {
  readonly minorUnits: bigint;
  readonly currency: string;
}

/** Money as the API writes it: a decimal string with exactly the digits of the currency. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** The largest amount accepted from outside: 15 integer digits keep every sum far inside DynamoDB's 38 digits. */
export const MAX_INTEGER_DIGITS = 15;

/** Listed by ISO 4217 with no minor unit: metals, units of account, the test code and the absence of a currency. */
const notMoney = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '));

const digitsByCurrency: ReadonlyMap<string, number> = new Map(
  currencies.filter(({ code }) => !notMoney.has(code)).map(({ code, digits }) => [code, digits]),
);

/** Number of decimals of an ISO 4217 currency (JPY 0, EUR 2, KWD 3), or `undefined` for an unknown code. */
export const currencyDigits = (currency: string): number | undefined => digitsByCurrency.get(currency);

const digitsOf = (currency: string): number => {
  const digits = digitsByCurrency.get(currency);
  if (digits === undefined) throw new RangeError(`'${currency}' is not an ISO 4217 currency`);
  return digits;
};

export const money = (minorUnits: bigint, currency: string): Money => ({ minorUnits, currency });

/** `{ amount: '1234.50', currency: 'EUR' }` for 123450 minor units; negative amounts carry a leading minus. */
export const toMoneyJson = (value: Money): MoneyJson => ({
  amount: formatMinorUnits(value.minorUnits, value.currency),
  currency: value.currency,
});

export const formatMinorUnits = (minorUnits: bigint, currency: string): string => {
  const digits = digitsOf(currency);
  const sign = minorUnits < 0n ? '-' : '';
  const text = (minorUnits < 0n ? -minorUnits : minorUnits).toString().padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/**
 * Reads a decimal string with exactly the digits of the currency.
 * @returns the minor units, or a sentence that says what is wrong.
 */
export const parseAmount = (amount: string, currency: string): { minorUnits: bigint } | { problem: string } => {
  const digits = currencyDigits(currency);
  if (digits === undefined) return { problem: `'${currency}' is not an ISO 4217 currency code` };
  const shape = digits === 0 ? /^-?(0|[1-9]\d*)$/ : new RegExp(`^-?(0|[1-9]\\d*)\\.\\d{${digits}}$`);
  if (!shape.test(amount)) {
    const example = digits === 0 ? '1234' : `1234.${'5'.padEnd(digits, '0')}`;
    return {
      problem: `must be a decimal string with exactly ${digits} decimals for ${currency}, such as "${example}"`,
    };
  }
  const integerDigits = amount.replace('-', '').split('.')[0] ?? '';
  if (integerDigits.length > MAX_INTEGER_DIGITS) {
    return { problem: `must have at most ${MAX_INTEGER_DIGITS} digits before the decimal point` };
  }
  return { minorUnits: BigInt(amount.replace('.', '')) };
};

/** Money from its JSON form, for values that the contract has validated already. */
export const fromMoneyJson = (json: MoneyJson): Money => {
  const parsed = parseAmount(json.amount, json.currency);
  if ('problem' in parsed) throw new RangeError(`amount ${parsed.problem}`);
  return money(parsed.minorUnits, json.currency);
};

/** How a fraction of a minor unit is rounded: `up` and `down` are away from and towards zero. */
export type Rounding = 'half-up' | 'half-even' | 'up' | 'down';

const roundingModes: Record<Rounding, 0 | 1 | 2 | 3> = { down: 0, 'half-up': 1, 'half-even': 2, up: 3 };

/** `minorUnits` times an exact decimal factor, rounded to whole minor units. */
export const multiply = (minorUnits: bigint, factor: Big.BigSource, rounding: Rounding): bigint =>
  BigInt(new Big(minorUnits.toString()).times(factor).round(0, roundingModes[rounding]).toFixed(0));

/** `minorUnits` times `numerator / denominator`, rounded half up; all integers, so that nothing is lost on the way. */
export const prorate = (minorUnits: bigint, numerator: bigint, denominator: bigint): bigint => {
  if (denominator <= 0n) throw new RangeError('denominator must be positive');
  const product = 2n * minorUnits * numerator + denominator;
  const quotient = product / (2n * denominator);
  return product % (2n * denominator) < 0n ? quotient - 1n : quotient;
};

/** How many units of the target one unit of the source is worth, kept as a fraction so that no cross rate is ever rounded. */
export interface ExchangeRatio {
  readonly numerator: Big.BigSource;
  readonly denominator: Big.BigSource;
}

/** Decimals kept while dividing: far beyond any amount times any rate, so that only the last step rounds. */
const DIVISION_DECIMALS = 40;

/** Converts to the target currency; exact up to the one rounding at the end, with the digits of both currencies. */
export const convert = (value: Money, ratio: ExchangeRatio, target: string, rounding: Rounding = 'half-up'): Money => {
  const Precise = Big();
  Precise.DP = DIVISION_DECIMALS;
  const shift = digitsOf(target) - digitsOf(value.currency);
  const exact = new Precise(value.minorUnits.toString())
    .times(ratio.numerator)
    .times(new Big(10).pow(shift))
    .div(ratio.denominator);
  return money(BigInt(exact.round(0, roundingModes[rounding]).toFixed(0)), target);
};

export const minimum = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const maximum = (a: bigint, b: bigint): bigint => (a > b ? a : b);
