/** Mean and variance of values; zero of nothing. */
export const momentsOf = (values: Float64Array): { readonly mean: number; readonly variance: number } => {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return { mean, variance };
};
