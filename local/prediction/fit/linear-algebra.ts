/** A matrix, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * Solves `(XᵀWX + diag(penalties)) b = Xᵀ W z` by Cholesky, for a model with an intercept that is not penalized.
 * @returns the intercept, then one coefficient per column.
 */
export const solveWeighted = (
  x: Matrix,
  weights: Float64Array,
  targets: Float64Array,
  penalties: Float64Array,
): Float64Array => {
  const size = x.columns + 1;
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  const row = new Float64Array(size);
  for (let i = 0; i < x.rows; i += 1) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    row[0] = 1;
    for (let j = 0; j < x.columns; j += 1) row[j + 1] = x.values[i * x.columns + j] ?? 0;
    const target = weight * (targets[i] ?? 0);
    for (let j = 0; j < size; j += 1) {
      const value = row[j] as number;
      if (value === 0) continue;
      (right[j] as number) += target * value;
      const weighted = weight * value;
      const start = j * size;
      for (let k = 0; k <= j; k += 1) (normal[start + k] as number) += weighted * (row[k] as number);
    }
  }
  for (let j = 0; j < x.columns; j += 1) (normal[(j + 1) * size + j + 1] as number) += penalties[j] ?? 0;
  return solveSymmetric(normal, right, size);
};

/** What is added to the diagonal so that columns that say the same do not divide by zero. */
const JITTER = 1e-9;

const solveSymmetric = (lower: Float64Array, right: Float64Array, size: number): Float64Array => {
  const at = (i: number, j: number): number => lower[i * size + j] as number;
  for (let j = 0; j < size; j += 1) {
    for (let i = j; i < size; i += 1) {
      let sum = at(i, j) + (i === j ? JITTER * (1 + at(i, i)) : 0);
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, JITTER)) : sum / at(j, j);
    }
  }
  const solution = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) (solution[i] as number) -= at(i, k) * (solution[k] as number);
    (solution[i] as number) /= at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) (solution[i] as number) -= at(k, i) * (solution[k] as number);
    (solution[i] as number) /= at(i, i);
  }
  return solution;
};

/** Intercept and columns times coefficients, for every row. */
export const linear = (x: Matrix, coefficients: Float64Array): Float64Array => {
  const result = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i += 1) {
    let sum = coefficients[0] ?? 0;
    for (let j = 0; j < x.columns; j += 1) {
      sum += (x.values[i * x.columns + j] as number) * (coefficients[j + 1] as number);
    }
    result[i] = sum;
  }
  return result;
};

export const rowsOf = (x: Matrix, rows: readonly number[]): Matrix => {
  const values = new Float64Array(rows.length * x.columns);
  for (const [index, row] of rows.entries()) {
    values.set(x.values.subarray(row * x.columns, (row + 1) * x.columns), index * x.columns);
  }
  return { rows: rows.length, columns: x.columns, values };
};

export const pick = (values: Float64Array, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => values[row] ?? 0);
