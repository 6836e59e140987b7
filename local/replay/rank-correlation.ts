/** Ranks from 1 on; equal values share the average of theirs. */
const ranksOf = (values: readonly number[]): readonly number[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Spearman's rank correlation of two equally long lists: 1 when they order alike, -1 when one turns the other's order
 * round, `null` when one of them has no order.
 */
export const rankCorrelation = (a: readonly number[], b: readonly number[]): number | null => {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = meanOf(x);
  const products = (one: readonly number[], other: readonly number[]): number =>
    one.reduce((sum, rank, index) => sum + (rank - mean) * ((other[index] ?? mean) - mean), 0);
  const spread = Math.sqrt(products(x, x) * products(y, y));
  return spread > 0 ? products(x, y) / spread : null;
};
