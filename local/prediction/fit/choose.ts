import type { InputName, Inputs } from '../../../shared/domain/prediction/model.ts';
import { basesFor, designOf, penaltiesOf } from './basis.ts';
import { linear, type Matrix, pick, rowsOf } from './linear-algebra.ts';
import type { Loss } from './losses.ts';

/** Something that could be learned: from nothing but a start, to curves over many inputs. */
export interface Candidate {
  readonly name: string;
  /** The inputs whose sum the prediction starts from; none for zero. */
  readonly start: readonly InputName[];
  /** Whose curves are learned; `null` to take the start as it is. */
  readonly inputs: readonly InputName[] | null;
  /** How strongly curves are held to zero. */
  readonly strength: number;
  /** How far it is believed before anything is seen. */
  readonly prior: number;
}

/** Rows to learn from and later ones to try it on. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** A candidate with its share in the forecast. */
export interface Share {
  readonly candidate: Candidate;
  readonly share: number;
}

export interface Chosen {
  /** The candidates that take part, the one with the largest share first. */
  readonly shares: readonly Share[];
  /** What they foretold together for the rows of the folds, which they had not seen, and what came. */
  readonly unseen: readonly Unseen[];
}

export interface Unseen {
  readonly row: number;
  readonly y: number;
  readonly predicted: number;
}

/** What a smaller share would say is left out. */
const LEAST_SHARE = 0.05;

/**
 * Tries candidates on the folds and gives each a share by how well it foretold what it had not seen, as if they were hypotheses of which one is true: one
 * that is clearly better has all, and where the data do not tell, the average is steadier than any.
 */
export const choose = (
  candidates: readonly Candidate[],
  seen: readonly Inputs[],
  y: Float64Array,
  folds: readonly Fold[],
  loss: Loss,
): Chosen => {
  const tried = candidates.map((candidate) => {
    const unseen = foretell(candidate, seen, y, folds, loss);
    return { candidate, unseen, losses: unseen.map((one) => loss.lossOf(one.y, one.predicted)) };
  });
  const totals = tried.map(({ losses }) => losses.reduce((sum, value) => sum + value, 0));
  const count = tried[0]?.losses.length ?? 0;
  const least = Math.min(...totals);
  const unit = loss.unitOf(least / Math.max(1, count));
  const raw = tried.map(
    ({ candidate }, index) => candidate.prior * Math.exp((least - (totals[index] as number)) / unit),
  );
  const most = Math.max(...raw);
  const kept = raw.map((weight) => (weight < LEAST_SHARE * most ? 0 : weight));
  const sum = kept.reduce((total, weight) => total + weight, 0);
  const shares = tried
    .map(({ candidate, unseen }, index) => ({ candidate, unseen, share: (kept[index] as number) / sum }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share);
  const [first] = shares;
  return {
    shares,
    unseen: (first?.unseen ?? []).map((one, i) => ({
      ...one,
      predicted: shares.reduce((total, { share, unseen }) => total + share * (unseen[i]?.predicted ?? 0), 0),
    })),
  };
};

const foretell = (
  candidate: Candidate,
  seen: readonly Inputs[],
  y: Float64Array,
  folds: readonly Fold[],
  loss: Loss,
): readonly Unseen[] => {
  const { x, offset, penalties } = problemOf(candidate, seen);
  return folds.flatMap(({ train, test }) => {
    const fitted =
      candidate.inputs === null
        ? new Float64Array(x.columns + 1)
        : loss.fit({ x: rowsOf(x, train), y: pick(y, train), offset: pick(offset, train), penalties });
    const predicted = linear(rowsOf(x, test), fitted);
    return test.map((row, i) => ({
      row,
      y: y[row] as number,
      predicted: (predicted[i] as number) + (offset[row] as number),
    }));
  });
};

export const problemOf = (
  { start, inputs, strength }: Candidate,
  seen: readonly Inputs[],
): {
  readonly bases: ReturnType<typeof basesFor>;
  readonly x: Matrix;
  readonly offset: Float64Array;
  readonly penalties: Float64Array;
} => {
  const bases = basesFor(inputs ?? [], seen);
  return {
    bases,
    x: designOf(bases, seen),
    offset: Float64Array.from(seen, (one) => start.reduce((sum, input) => sum + one[input], 0)),
    penalties: penaltiesOf(bases, strength),
  };
};
