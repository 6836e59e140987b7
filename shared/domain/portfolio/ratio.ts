import { prorate } from '../../money.ts';

/** Digits of a share after the point: 0.0712 is 7.12 %. */
const SHARE_DIGITS = 4;
/** Of a number of days: a tenth of a day is finer than what it is made of. */
const DAYS_DIGITS = 1;

const quotient = (numerator: bigint, denominator: bigint, digits: number): number | null => {
  if (denominator <= 0n) return null;
  const scale = 10n ** BigInt(digits);
  return Number(prorate(scale, numerator, denominator)) / Number(scale);
};

/** One amount as a share of another, 0.0712 for 7.12 %; `null` where there is nothing to be a share of. */
export const share = (part: bigint, whole: bigint): number | null => quotient(part, whole, SHARE_DIGITS);

/** `days` times one amount by another, to a tenth of a day; `null` where there is nothing to divide by. */
export const daysOf = (amount: bigint, perPeriod: bigint, days: number): number | null =>
  quotient(amount * BigInt(days), perPeriod, DAYS_DIGITS);
