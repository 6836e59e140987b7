import type { AdditiveModel } from '../../../shared/domain/prediction/model.ts';
import { scaled, sumOf } from './additive.ts';
import type { Unseen } from './choose.ts';
import { logistic } from './losses.ts';
import { momentsOf } from './moments.ts';

/** As many rows as it takes to believe in a calibration of its own. */
const CALIBRATION_STRENGTH = 5;

/**
 * Platt's scaling by what was foretold unseen, folded into intercept and curves; the expected days have a say too: they have learned from how early or
 * late somebody was, where lateness has learned from yes and no.
 */
export const calibrated = (
  lateness: AdditiveModel,
  days: AdditiveModel,
  unseen: readonly Unseen[],
  unseenDays: readonly Unseen[],
): AdditiveModel => {
  if (unseen.length === 0) return lateness;
  const scores = Float64Array.from(unseen, ({ predicted }) => predicted);
  const expected = Float64Array.from(unseenDays, ({ predicted }) => predicted);
  const [score, day] = [momentsOf(scores), momentsOf(expected)];
  const dayUnit = Math.max(1e-3, Math.sqrt(day.variance));
  const values = new Float64Array(2 * scores.length);
  for (const [i, value] of scores.entries()) {
    values[2 * i] = value - score.mean;
    values[2 * i + 1] = ((expected[i] as number) - day.mean) / dayUnit;
  }
  const coefficients = logistic.fit({
    x: { rows: scores.length, columns: 2, values },
    y: Float64Array.from(unseen, ({ y }) => y),
    offset: scores,
    penalties: Float64Array.of(CALIBRATION_STRENGTH, CALIBRATION_STRENGTH),
  });
  const [shift = 0, stretch = 0, byDays = 0] = coefficients;
  // A scaling that turned the order round would be chance.
  const scale = Math.max(0.1, 1 + stretch);
  // Nor would it be anything else if those who are expected later were late less often.
  const perDay = Math.max(0, byDays) / dayUnit;
  return sumOf(scaled(lateness, scale, shift - stretch * score.mean), scaled(days, perDay, -perDay * day.mean));
};
