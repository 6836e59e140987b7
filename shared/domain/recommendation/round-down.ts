/** Digits that an amount keeps: two, and three where the first is a one, so that never a twentieth is lost. */
const digitsKept = (digits: string): number => (digits.startsWith('1') ? 3 : 2);

/**
 * An amount as a person would name it: rounded down to two digits, `2 345 678` to `2 300 000`, and to three where the
 * first is a one, `1 234 567` to `1 230 000`. A larger amount is never rounded to less than a smaller one.
 * @param minorUnits zero or more.
 */
export const roundDown = (minorUnits: bigint): bigint => {
  const digits = minorUnits.toString();
  const dropped = digits.length - digitsKept(digits);
  if (dropped <= 0) return minorUnits;
  const step = 10n ** BigInt(dropped);
  return minorUnits - (minorUnits % step);
};
