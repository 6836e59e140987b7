const MULTIPLIER = 0x5deece66dn;
const INCREMENT = 0xbn;
const MASK = (1n << 48n) - 1n;

/**
 * The first number, at least 0 and below 1, of Java's linear congruential generator for a seed: the same seed always
 * gives the same number. Step Functions does not say which generator it uses.
 */
export const seededRandom = (seed: number): number => {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return state >> (48n - bits);
  };
  const high = next(26n);
  return Number((high << 27n) + next(27n)) / 2 ** 53;
};
