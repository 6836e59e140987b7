const DIGITS = 4;

/** Four digits are more than any of it is known to. */
export const round = (value: number): number => Number(value.toPrecision(DIGITS)) || 0;
