import { builtInModel } from '../../shared/domain/prediction/built-in.ts';
import type { LateFeatures } from '../../shared/domain/prediction/features.ts';
import type { LateModel } from '../../shared/domain/prediction/model.ts';
import { predictLateness } from '../../shared/domain/prediction/predict.ts';
import type { Fitted } from './fit/forecast.ts';
import { type LedgerInvoice, PredictionProblem } from './ledger.ts';
import { accuracy, auc, type Decile, deciles, meanOf } from './metrics.ts';
import { type Observation, type Observed, observe } from './observe.ts';
import { samplesUntil } from './samples.ts';
import { isEnough, type Trained, trainOn } from './train.ts';

/** How well something foretold the second part of a ledger; `null` for what it says nothing of. */
export interface Figures {
  readonly auc: number | null;
  readonly accuracy: number | null;
  readonly meanAbsoluteErrorDays: number | null;
}

export interface ModelFigures extends Figures {
  readonly calibration: readonly Decile[];
  /** Share of payments that came between the 10 % and the 90 % day; 0.8 is right. */
  readonly withinRange: number;
  /** What was chosen to be learned. */
  readonly learned: { readonly lateness: string; readonly days: string };
}

export interface Evaluation {
  readonly invoices: number;
  readonly open: number;
  readonly train: {
    readonly invoices: number;
    readonly learnedFrom: number;
    readonly lateRatio: number;
    readonly by: LearnedBy;
  };
  readonly test: { readonly invoices: number; readonly from: string; readonly to: string; readonly lateRatio: number };
  readonly atIssue: ModelFigures;
  readonly byDispute: ModelFigures | null;
  readonly lateRatioSoFar: Figures;
  readonly onTheDueDate: Figures;
}

/**
 * From what was known of the first part when the second began; where hardly anything of it had come due by then, from how it came out at last;
 * or, where it is too short to learn from, not at all: the built-in model is tried.
 */
export type LearnedBy = 'WHAT_WAS_KNOWN' | 'OUTCOMES' | 'NOTHING';

const TRAINING_SHARE = 0.7;

/**
 * Learns from the first 70 % of the paid invoices by issue date, by what was settled before the others began, and foretells
 * the others, each by what was settled before it was issued. @throws PredictionProblem without a paid invoice.
 */
export const evaluate = (ledger: readonly LedgerInvoice[]): { readonly evaluation: Evaluation } & Trained => {
  const { paid: observations, open } = observe(ledger);
  const start = observations[Math.floor(TRAINING_SHARE * observations.length)];
  const last = observations.at(-1);
  if (start === undefined || last === undefined) {
    throw new PredictionProblem('There is no paid invoice in it: nothing can be learned, nothing can be foretold.');
  }
  // A day is not divided: what is issued on the same day is foretold from the same past.
  const first = observations.filter(({ issuedOn }) => issuedOn < start.issuedOn);
  const rest = observations.slice(first.length);
  const { by, ...trained } = trainedOn({ paid: first, open }, start.issuedOn);
  const { atIssue, byDispute } = trained.choices;
  const isLate = rest.map((observation) => observation.isLate);
  const ratios = rest.map(({ lateRatioSoFar }) => lateRatioSoFar);
  return {
    ...trained,
    evaluation: {
      invoices: observations.length,
      open: open.length,
      train: {
        invoices: first.length,
        learnedFrom: trained.model.learnedFrom?.invoices ?? 0,
        lateRatio: meanOf(first.map((observation) => (observation.isLate ? 1 : 0))),
        by,
      },
      test: {
        invoices: rest.length,
        from: start.issuedOn,
        to: last.issuedOn,
        lateRatio: meanOf(isLate.map((late) => (late ? 1 : 0))),
      },
      atIssue: { ...figuresOf(trained.model, rest, withoutDispute), learned: learnedBy(atIssue) },
      byDispute: byDispute && {
        ...figuresOf(trained.model, rest, (features) => features),
        learned: learnedBy(byDispute),
      },
      lateRatioSoFar: { auc: auc(ratios, isLate), accuracy: accuracy(ratios, isLate), meanAbsoluteErrorDays: null },
      onTheDueDate: {
        auc: null,
        accuracy: accuracy(
          isLate.map(() => 0),
          isLate,
        ),
        meanAbsoluteErrorDays: meanOf(rest.map(({ daysFromDue }) => Math.abs(daysFromDue))),
      },
    },
  };
};

const trainedOn = (first: Observed, until: string): Trained & { readonly by: LearnedBy } => {
  const known = samplesUntil(first, until);
  if (isEnough(known)) return { ...trainOn(known, until), by: 'WHAT_WAS_KNOWN' };
  if (isEnough(first.paid)) return { ...trainOn(first.paid, until), by: 'OUTCOMES' };
  const atIssue = { forecast: builtInModel.atIssue, lateness: 'nothing', days: 'nothing' };
  return { model: builtInModel, choices: { atIssue, byDispute: null }, by: 'NOTHING' };
};

const learnedBy = ({ lateness, days }: Fitted): ModelFigures['learned'] => ({ lateness, days });

const withoutDispute = ({ disputed: _, ...features }: LateFeatures): LateFeatures => features;

const figuresOf = (
  model: LateModel,
  rest: readonly Observation[],
  seenBy: (features: LateFeatures) => LateFeatures,
): Omit<ModelFigures, 'learned'> => {
  const predictions = rest.map(({ features }) => predictLateness(model, seenBy(features)));
  const probabilities = predictions.map(({ probability }) => probability);
  const isLate = rest.map((observation) => observation.isLate);
  const errors = predictions.map(
    ({ expectedDaysFromDue }, index) => Math.round(expectedDaysFromDue) - (rest[index]?.daysFromDue ?? 0),
  );
  const isWithin = predictions.map(({ daysFromDueQuantiles: { p10, p90 } }, index) => {
    const days = rest[index]?.daysFromDue ?? 0;
    return Math.floor(p10) <= days && days <= Math.ceil(p90);
  });
  return {
    auc: auc(probabilities, isLate),
    accuracy: accuracy(probabilities, isLate),
    meanAbsoluteErrorDays: meanOf(errors.map(Math.abs)),
    calibration: deciles(probabilities, isLate),
    withinRange: meanOf(isWithin.map((within) => (within ? 1 : 0))),
  };
};
