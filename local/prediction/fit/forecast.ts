import type {
  AdditiveModel,
  Curve,
  Forecast,
  InputName,
  Inputs,
  Term,
} from '../../../shared/domain/prediction/model.ts';
import { heightAt } from '../../../shared/domain/prediction/predict.ts';
import type { Sample } from '../samples.ts';
import { addCurves, termsOf } from './basis.ts';
import { daysCandidates, latenessCandidates } from './candidates.ts';
import { type Chosen, choose, type Fold, problemOf } from './choose.ts';
import { type Loss, logistic, median, quantileOf } from './losses.ts';
import { round } from './round.ts';

/** Log-odds and days that no start goes beyond. */
const MOST_LOG_ODDS = 14;
const MOST_DAYS = 400;

const identityOf = (input: InputName): Curve => {
  const most = input === 'usualDays' || input === 'middleDays' ? MOST_DAYS : MOST_LOG_ODDS;
  return [
    [-most, -most],
    [most, most],
  ];
};

export interface Fitted {
  readonly forecast: Forecast;
  /** What was chosen to be learned, in words. */
  readonly lateness: string;
  readonly days: string;
}

/** Samples in the order of their issue, with what is seen of them. */
export interface Material {
  readonly samples: readonly Sample[];
  readonly seen: readonly Inputs[];
}

/** Learns probability and days from all of the material, and how far off the days are; what to learn is chosen by trials on a part of it. */
export const fitForecast = (
  { samples, seen }: Material,
  trial: Material & { readonly folds: readonly Fold[] },
  withDispute: boolean,
): Fitted => {
  const late = lateOf(samples);
  const days = daysOf(samples);
  const lateness = choose(latenessCandidates(withDispute), trial.seen, lateOf(trial.samples), trial.folds, logistic);
  const dates = choose(daysCandidates(withDispute), trial.seen, daysOf(trial.samples), trial.folds, median);
  return {
    forecast: {
      lateness: rounded(centred(calibrated(learn(lateness, seen, late, logistic), lateness), seen)),
      days: rounded(centred(learn(dates, seen, days, median), seen)),
      spread: spreadOf(dates),
    },
    lateness: wordsFor(lateness),
    days: wordsFor(dates),
  };
};

const lateOf = (samples: readonly Sample[]) => Float64Array.from(samples, ({ isLate }) => (isLate ? 1 : 0));
const daysOf = (samples: readonly Sample[]) => Float64Array.from(samples, ({ daysFromDue }) => daysFromDue);

const wordsFor = ({ shares }: Chosen): string =>
  shares
    .slice(0, 2)
    .map(
      ({ candidate: { name, inputs, strength }, share }) =>
        `${Math.round(share * 100)} % ${name}${inputs ? ` (${strength})` : ''}`,
    )
    .join(', ');

/** The candidates learn from everything, and are averaged by their shares. */
const learn = ({ shares }: Chosen, seen: readonly Inputs[], y: Float64Array, loss: Loss): AdditiveModel => {
  let intercept = 0;
  const curves = new Map<InputName, Curve>();
  for (const { candidate, share } of shares) {
    const { bases, x, offset, penalties } = problemOf(candidate, seen);
    const coefficients =
      candidate.inputs === null ? new Float64Array(x.columns + 1) : loss.fit({ x, y, offset, penalties });
    intercept += share * (coefficients[0] ?? 0);
    const terms: readonly Term[] = [
      ...candidate.start.map((input) => ({ input, curve: identityOf(input) })),
      ...termsOf(bases, coefficients),
    ];
    for (const { input, curve } of terms) {
      const part = curve.map(([at, y]) => [at, share * y] as const);
      const present = curves.get(input);
      curves.set(input, present ? addCurves(present, part) : part);
    }
  }
  return { intercept, terms: [...curves].map(([input, curve]) => ({ input, curve })) };
};

/** As many rows as it takes to believe in a calibration of its own. */
const CALIBRATION_STRENGTH = 5;

/** Platt's scaling by what was foretold unseen, folded into intercept and curves. */
const calibrated = ({ intercept, terms }: AdditiveModel, { unseen }: Chosen): AdditiveModel => {
  const predicted = Float64Array.from(unseen, (one) => one.predicted);
  if (predicted.length === 0) return { intercept, terms };
  const center = predicted.reduce((sum, value) => sum + value, 0) / predicted.length;
  const coefficients = logistic.fit({
    x: { rows: predicted.length, columns: 1, values: predicted.map((value) => value - center) },
    y: Float64Array.from(unseen, ({ y }) => y),
    offset: predicted,
    penalties: Float64Array.of(CALIBRATION_STRENGTH),
  });
  const [shift = 0, stretch = 0] = coefficients;
  // A scaling that turned the order round would be chance.
  const scale = Math.max(0.1, 1 + stretch);
  return {
    intercept: intercept * scale + shift - stretch * center,
    terms: terms.map(({ input, curve }) => ({ input, curve: curve.map(([x, y]) => [x, y * scale] as const) })),
  };
};

/** The same model with curves that are zero on average: the intercept is then the usual invoice. */
const centred = ({ intercept, terms }: AdditiveModel, seen: readonly Inputs[]): AdditiveModel => {
  let moved = intercept;
  const flat = terms.map(({ input, curve }) => {
    const mean = seen.reduce((sum, inputs) => sum + heightAt(curve, inputs[input]), 0) / Math.max(1, seen.length);
    moved += mean;
    return { input, curve: curve.map(([x, y]) => [x, y - mean] as const) };
  });
  return { intercept: moved, terms: flat };
};

/** Curves that say nothing are left out. */
const SILENT = 0.01;

const rounded = ({ intercept, terms }: AdditiveModel): AdditiveModel => ({
  intercept: round(intercept),
  terms: terms
    .filter(({ curve }) => curve.some(([, y]) => Math.abs(y) > SILENT))
    .map(({ input, curve }) => ({ input, curve: distinct(curve.map(([x, y]) => [round(x), round(y)] as const)) })),
});

/** Rounding may have laid two points on the same x. */
const distinct = (curve: Curve): Curve => curve.filter(([x], index) => index === 0 || x > (curve[index - 1]?.[0] ?? x));

const ROWS_PER_BIN = 60;
const MOST_BINS = 5;

/** How far off the days were, early and late, by what was foretold. */
const spreadOf = ({ unseen }: Chosen): Forecast['spread'] => {
  const sorted = unseen.toSorted((a, b) => a.predicted - b.predicted);
  const bins = Math.max(1, Math.min(MOST_BINS, Math.floor(sorted.length / ROWS_PER_BIN)));
  const curves = { p10: [] as [number, number][], p50: [] as [number, number][], p90: [] as [number, number][] };
  for (let bin = 0; bin < bins; bin += 1) {
    const own = sorted.slice((bin * sorted.length) / bins, ((bin + 1) * sorted.length) / bins);
    const errors = own.map(({ y, predicted }) => y - predicted);
    const x = round(
      quantileOf(
        own.map(({ predicted }) => predicted),
        0.5,
      ),
    );
    if (x <= (curves.p10.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY)) continue;
    curves.p10.push([x, round(Math.min(0, quantileOf(errors, 0.1)))]);
    curves.p90.push([x, round(Math.max(0, quantileOf(errors, 0.9)))]);
  }
  return curves;
};
