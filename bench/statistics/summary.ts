/** What a list of durations says, all in milliseconds but for the count and the rate. */
export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly mean: number;
  /** How many such calls one caller makes in a second, one after the other. */
  readonly perSecond: number;
}

/** The value below which a share of the values lies, between the two nearest ranks in proportion. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('no values, no quantile');
  return below + (above - below) * (position - Math.floor(position));
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const summarize = (milliseconds: readonly number[]): Summary => {
  const mean = milliseconds.reduce((sum, value) => sum + value, 0) / milliseconds.length;
  return {
    count: milliseconds.length,
    p50: median(milliseconds),
    p99: quantile(milliseconds, 0.99),
    mean,
    perSecond: 1000 / mean,
  };
};

/** A figure with its noise: the middle one of several repetitions, and how far they lie apart. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export const spread = (values: readonly number[]): Spread => ({
  min: quantile(values, 0),
  median: median(values),
  max: quantile(values, 1),
});

/** Cuts a list into that many parts of equal length, in order; what is left over at the end is dropped. */
export const inParts = <T>(values: readonly T[], parts: number): T[][] => {
  const length = Math.floor(values.length / parts);
  return Array.from({ length: parts }, (_, part) => values.slice(part * length, (part + 1) * length));
};

/**
 * How many times as long one thing takes as another, by medians. The two were measured in turns, so the repetitions
 * are pieces of one run: each piece saw the same machine in both.
 */
export const ratioOf = (values: readonly number[], floor: readonly number[], repetitions: number): Spread => {
  const floors = inParts(floor, repetitions);
  const ratios = inParts(values, repetitions).map((part, index) => median(part) / median(floors[index] ?? []));
  const { min, max } = spread(ratios);
  return { min, median: median(values) / median(floor), max };
};
