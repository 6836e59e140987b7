import type { AdditiveModel, Curve, Forecast, InputName, Inputs } from '../../../shared/domain/prediction/model.ts';
import type { Sample } from '../samples.ts';
import { centred, rounded, scaled, sumOf } from './additive.ts';
import { termsOf } from './basis.ts';
import { calibrated } from './calibrate.ts';
import { daysCandidates, latenessCandidates } from './candidates.ts';
import { type Candidate, type Chosen, choose, type Fold, problemOf } from './choose.ts';
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
  const lateness = choose(
    latenessCandidates(withDispute, samples.length),
    trial.seen,
    lateOf(trial.samples),
    trial.folds,
    logistic,
  );
  const dates = choose(
    daysCandidates(withDispute, samples.length),
    trial.seen,
    daysOf(trial.samples),
    trial.folds,
    median,
  );
  const learnedLateness = learn(lateness, seen, late, logistic);
  const learnedDays = learn(dates, seen, days, median);
  return {
    forecast: {
      lateness: rounded(centred(calibrated(learnedLateness, learnedDays, lateness.unseen, dates.unseen), seen)),
      days: rounded(centred(learnedDays, seen)),
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
const learn = ({ shares }: Chosen, seen: readonly Inputs[], y: Float64Array, loss: Loss): AdditiveModel =>
  shares
    .map(({ candidate, share }) => scaled(learnOne(candidate, seen, y, loss), share, 0))
    .reduce(sumOf, { intercept: 0, terms: [] });

const learnOne = (candidate: Candidate, seen: readonly Inputs[], y: Float64Array, loss: Loss): AdditiveModel => {
  const { bases, x, offset, penalties } = problemOf(candidate, seen);
  const coefficients =
    candidate.inputs === null ? new Float64Array(x.columns + 1) : loss.fit({ x, y, offset, penalties });
  return {
    intercept: coefficients[0] ?? 0,
    terms: [...candidate.start.map((input) => ({ input, curve: identityOf(input) })), ...termsOf(bases, coefficients)],
  };
};

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
