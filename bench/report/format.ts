import type { Spread, Summary } from '../statistics/summary.ts';

export const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

/** `1.08 (1.05 to 1.12)`: the ratio of medians, and the lowest and highest over the repetitions. */
export const ratio = ({ min, median, max }: Spread): string =>
  `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;

export const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

/** The columns of a duration: p50, p99, calls per second. */
export const durationHead = ['p50', 'p99', 'per second'] as const;
export const durationCells = ({ p50, p99, perSecond }: Summary): string[] => [
  milliseconds(p50),
  milliseconds(p99),
  perSecond.toFixed(0),
];
