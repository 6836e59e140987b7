import type { Bin } from './policy.ts';

/** The bin that a value falls into: the first whose bound it is below, else the last. */
export const binOf = (bins: readonly Bin[], value: number): number => {
  const index = bins.findIndex(({ below }) => below === undefined || value < below);
  return index === -1 ? bins.length - 1 : index;
};

/** The points of a value, 0 to 100. */
export const pointsFor = (bins: readonly Bin[], value: number): number => bins[binOf(bins, value)]?.points ?? 0;
