import { inputsOf } from '../../shared/domain/prediction/inputs.ts';
import type { LateModel, Newcomer } from '../../shared/domain/prediction/model.ts';
import type { Fold } from './fit/choose.ts';
import { type Fitted, fitForecast, type Material } from './fit/forecast.ts';
import { newcomerOf } from './fit/newcomer.ts';
import { round } from './fit/round.ts';
import { PredictionProblem } from './ledger.ts';
import type { Observed } from './observe.ts';
import { type Sample, samplesUntil } from './samples.ts';

export interface Trained {
  readonly model: LateModel;
  /** What was chosen at issue and, where disputes are known, with them. */
  readonly choices: { readonly atIssue: Fitted; readonly byDispute: Fitted | null };
}

const FEWEST_INVOICES = 20;
/** Fewer disputed (or undisputed) invoices than this say nothing of disputes. */
const FEWEST_DISPUTES = 10;

/** Learns a model from what was known on a day. @throws PredictionProblem with too little to learn from. */
export const train = (observed: Observed, until: string): Trained => {
  const samples = samplesUntil(observed, until);
  if (!isEnough(samples)) {
    throw new PredictionProblem(
      `Only ${samples.length} invoices were due and settled before ${until}: there is nothing to learn from fewer than ${FEWEST_INVOICES}.`,
    );
  }
  return trainOn(samples, until);
};

export const isEnough = (samples: readonly Sample[]): boolean => samples.length >= FEWEST_INVOICES;

/** Learns a model from samples in the order of issue, of which there are enough. */
export const trainOn = (samples: readonly Sample[], until: string): Trained => {
  const newcomer = roundedNewcomer(newcomerOf(samples));
  const all = materialOf(thinned(samples, MOST_LEARNED), newcomer);
  const tried = materialOf(thinned(samples, MOST_TRIED), newcomer);
  const trial = { ...tried, folds: foldsOf(tried.samples) };
  const atIssue = fitForecast(all, trial, false);
  const byDispute = isDisputeKnown(samples) ? fitForecast(all, trial, true) : null;
  const model: LateModel = {
    format: 1,
    learnedFrom: {
      invoices: samples.length,
      customers: new Set(samples.map(({ customerId }) => customerId)).size,
      until,
    },
    newcomer,
    atIssue: atIssue.forecast,
    byDispute: byDispute?.forecast ?? null,
  };
  return { model, choices: { atIssue, byDispute } };
};

/** So many invoices, evenly over the time, tell which curves to learn, and so many more make no better curves: the rest would only take time. */
const MOST_TRIED = 6000;
const MOST_LEARNED = 40_000;

const thinned = (samples: readonly Sample[], most: number): readonly Sample[] => {
  const step = Math.max(1, samples.length / most);
  return Array.from(
    { length: Math.floor(samples.length / step) },
    (_, index) => samples[Math.floor(index * step)],
  ).filter((sample) => sample !== undefined);
};

const materialOf = (samples: readonly Sample[], newcomer: Newcomer): Material => ({
  samples,
  seen: samples.map(({ features }) => inputsOf(features, newcomer)),
});

const isDisputeKnown = (samples: readonly Sample[]): boolean =>
  [true, false].every((flag) => samples.filter(({ features }) => features.disputed === flag).length >= FEWEST_DISPUTES);

const roundedNewcomer = (newcomer: Newcomer): Newcomer =>
  Object.fromEntries(Object.entries(newcomer).map(([name, value]) => [name, round(value)])) as unknown as Newcomer;

/** Each part after the first 40 % is foretold from what was due before it. */
const FOLD_STARTS = [0.4, 0.55, 0.7, 0.85, 1];

const foldsOf = (samples: readonly Sample[]): readonly Fold[] =>
  FOLD_STARTS.slice(0, -1).flatMap((share, index) => {
    const [from, to] = [share, FOLD_STARTS[index + 1] ?? 1].map((part) => Math.floor(part * samples.length)) as [
      number,
      number,
    ];
    const first = samples[from];
    if (first === undefined || to <= from) return [];
    const before = Array.from({ length: from }, (_, row) => row);
    const due = before.filter((row) => (samples[row]?.dueOn ?? '') < first.issuedOn);
    return [
      {
        train: due.length * 2 < before.length ? before : due,
        test: Array.from({ length: to - from }, (_, row) => from + row),
      },
    ];
  });
