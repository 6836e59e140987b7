import type { CharacteristicValues } from './characteristics.ts';
import { pointsFor } from './points.ts';
import type { CharacteristicName, Scorecard } from './policy.ts';

/** What one characteristic adds to a score. */
export interface Contribution {
  readonly name: CharacteristicName;
  /** `null` when it is not known; the points are the neutral ones then. */
  readonly value: number | null;
  /** 0 (worst) to 100 (best). */
  readonly points: number;
  readonly isNeutral: boolean;
  /** Its share of the score, in percent. */
  readonly weightPercent: number;
  /** Points of the score that it adds: whole, and those of all together are the score. */
  readonly contribution: number;
}

export interface Scoring {
  /** 0 (worst) to 1000 (best); `null` while too little is known. */
  readonly score: number | null;
  /** Share of all weight whose values are known, in percent. */
  readonly knownPercent: number;
  readonly contributions: readonly Contribution[];
}

/** Points have at most so many decimals that count: sums of whole numbers are exact. */
const POINT_UNITS = 1_000_000;
const HIGHEST_SCORE = 1000;
const HIGHEST_POINTS = 100;

interface Part {
  readonly whole: number;
  readonly rest: number;
}

/**
 * Shares out a score so that the whole parts sum up to it: each gets what it adds, rounded down, and those that lost
 * most by that one more.
 */
const shareOut = (units: readonly number[], divisor: number, score: number): readonly number[] => {
  const parts = units.map((unit): Part => ({ whole: Math.floor(unit / divisor), rest: unit % divisor }));
  const left = score - parts.reduce((sum, { whole }) => sum + whole, 0);
  const first = parts
    .map(({ rest }, index) => ({ rest, index }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, left)
    .map(({ index }) => index);
  return parts.map(({ whole }, index) => whole + (first.includes(index) ? 1 : 0));
};

/**
 * The score of some values: the average of their points by weight, times ten, rounded half up. What is not known counts
 * with its neutral points. Where less is known than the scorecard asks for there is no score; the contributions are those
 * that there would be.
 */
export const scoreOf = (scorecard: Scorecard, values: CharacteristicValues): Scoring => {
  const { characteristics, minimumKnownPercent } = scorecard;
  const scored = characteristics.map(({ bins, name, neutralPoints, weight }) => {
    const value = values[name];
    return { name, weight, value, points: value === null ? neutralPoints : pointsFor(bins, value) };
  });
  const weights = characteristics.reduce((sum, { weight }) => sum + weight, 0);
  const knownWeight = scored.reduce((sum, { value, weight }) => sum + (value === null ? 0 : weight), 0);
  // All whole numbers far below 2^53: what is compared and rounded here is exact.
  const divisor = weights * POINT_UNITS;
  const units = scored.map(
    ({ points, weight }) => Math.round(points * POINT_UNITS) * weight * (HIGHEST_SCORE / HIGHEST_POINTS),
  );
  const total = units.reduce((sum, unit) => sum + unit, 0);
  const score = Math.floor((2 * total + divisor) / (2 * divisor));
  const shares = shareOut(units, divisor, score);
  return {
    score: knownWeight * HIGHEST_POINTS >= minimumKnownPercent * weights ? score : null,
    knownPercent: Math.floor((knownWeight * HIGHEST_POINTS) / weights),
    contributions: scored.map(({ name, points, value, weight }, index) => ({
      name,
      value,
      points,
      isNeutral: value === null,
      weightPercent: Number(((weight * HIGHEST_POINTS) / weights).toFixed(2)),
      contribution: shares[index] ?? 0,
    })),
  };
};
