import { linear, type Matrix, solveWeighted } from './linear-algebra.ts';

/** What is fitted: `offset` is what a row has before anything is learned. */
export interface Problem {
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly offset: Float64Array;
  readonly penalties: Float64Array;
}

/** The way to fit and to judge one kind of target. */
export interface Loss {
  readonly fit: (problem: Problem) => Float64Array;
  /** Loss of each row, in the unit of the target's judgement. */
  readonly lossOf: (y: number, predicted: number) => number;
  /** What a loss is divided by to be a log-likelihood, by the average loss. */
  readonly unitOf: (averageLoss: number) => number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const NEWTON_STEPS = 12;
const STEADY = 1e-4;
/** Log-odds are bounded while fitting: separable data has no best coefficients. */
const MOST_LOG_ODDS = 12;

/** Penalized logistic regression by iteratively reweighted least squares; y is 0 or 1, predictions are log-odds. */
export const logistic: Loss = {
  fit: ({ x, y, offset, penalties }) => {
    let coefficients = new Float64Array(x.columns + 1);
    const weights = new Float64Array(x.rows);
    const targets = new Float64Array(x.rows);
    for (let step = 0; step < NEWTON_STEPS; step += 1) {
      const current = linear(x, coefficients);
      for (let i = 0; i < x.rows; i += 1) {
        const raw = (current[i] as number) + (offset[i] as number);
        const probability = sigmoid(Math.min(MOST_LOG_ODDS, Math.max(-MOST_LOG_ODDS, raw)));
        const weight = Math.max(1e-4, probability * (1 - probability));
        weights[i] = weight;
        targets[i] = (current[i] as number) + ((y[i] as number) - probability) / weight;
      }
      const next = solveWeighted(x, weights, targets, penalties);
      const change = next.reduce((most, value, j) => Math.max(most, Math.abs(value - (coefficients[j] as number))), 0);
      coefficients = next as Float64Array<ArrayBuffer>;
      if (change < STEADY) break;
    }
    return coefficients;
  },
  lossOf: (y, predicted) => Math.log1p(Math.exp(-Math.min(30, Math.max(-30, y === 1 ? predicted : -predicted)))),
  unitOf: () => 1,
};

const MEDIAN_STEPS = 20;
/** Errors below so much of a typical one count as squares, which keeps the weights finite. */
const SMOOTHING = 0.1;

/** Penalized median regression by iteratively reweighted least squares; errors are counted in days, whatever their sign. */
export const median: Loss = {
  fit: ({ x, y, offset, penalties }) => {
    let coefficients = new Float64Array(x.columns + 1);
    const weights = new Float64Array(x.rows);
    const targets = y.map((value, i) => value - (offset[i] as number));
    coefficients[0] = medianOf(targets);
    const scale = Math.max(0.5, medianOf(targets.map((value) => Math.abs(value - (coefficients[0] as number)))));
    const scaled = penalties.map((penalty) => penalty / (scale * scale));
    for (let step = 0; step < MEDIAN_STEPS; step += 1) {
      const current = linear(x, coefficients);
      for (let i = 0; i < x.rows; i += 1) {
        const error = ((targets[i] as number) - (current[i] as number)) / scale;
        // Errors count in units of the scale, as coefficients do: penalties mean the same whatever is usual in a ledger.
        weights[i] = 1 / (scale * scale * Math.hypot(error, SMOOTHING));
      }
      const next = solveWeighted(x, weights, targets, scaled);
      const change = next.reduce((most, value, j) => Math.max(most, Math.abs(value - (coefficients[j] as number))), 0);
      coefficients = next as Float64Array<ArrayBuffer>;
      if (change < scale * 1e-3) break;
    }
    return coefficients;
  },
  lossOf: (y, predicted) => Math.abs(y - predicted),
  // As if errors were of Laplace's distribution.
  unitOf: (averageLoss) => Math.max(0.1, averageLoss),
};

export const medianOf = (values: ArrayLike<number>): number => quantileOf(values, 0.5);

/** The quantile of values, between neighbours where it lies between them; zero of nothing. */
export const quantileOf = (values: ArrayLike<number>, share: number): number => {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
};
