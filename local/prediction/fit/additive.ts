import type { AdditiveModel, Curve, Inputs } from '../../../shared/domain/prediction/model.ts';
import { heightAt } from '../../../shared/domain/prediction/predict.ts';
import { round } from './round.ts';

/** A model times a scale, and so much more. */
export const scaled = ({ intercept, terms }: AdditiveModel, scale: number, shift: number): AdditiveModel => ({
  intercept: intercept * scale + shift,
  terms: terms.map(({ input, curve }) => ({ input, curve: curve.map(([x, y]) => [x, y * scale] as const) })),
});

/** What two models say together; an input that the second has twice counts twice. */
export const sumOf = (a: AdditiveModel, b: AdditiveModel): AdditiveModel => {
  const curves = new Map(a.terms.map(({ input, curve }) => [input, curve]));
  for (const { input, curve } of b.terms) {
    const present = curves.get(input);
    curves.set(input, present ? addCurves(present, curve) : curve);
  }
  return { intercept: a.intercept + b.intercept, terms: [...curves].map(([input, curve]) => ({ input, curve })) };
};

/** The sum of two curves: it bends where either of them does. */
const addCurves = (a: Curve, b: Curve): Curve =>
  [...new Set([...a, ...b].map(([x]) => x))]
    .toSorted((x, y) => x - y)
    .map((x) => [x, heightAt(a, x) + heightAt(b, x)] as const);

/** The same model with curves that are zero on average: the intercept is then the usual invoice. */
export const centred = ({ intercept, terms }: AdditiveModel, seen: readonly Inputs[]): AdditiveModel => {
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

/** As few digits and curves as it takes. */
export const rounded = ({ intercept, terms }: AdditiveModel): AdditiveModel => ({
  intercept: round(intercept),
  terms: terms
    .filter(({ curve }) => curve.some(([, y]) => Math.abs(y) > SILENT))
    .map(({ input, curve }) => ({ input, curve: distinct(curve.map(([x, y]) => [round(x), round(y)] as const)) })),
});

/** Rounding may have laid two points on the same x. */
const distinct = (curve: Curve): Curve => curve.filter(([x], index) => index === 0 || x > (curve[index - 1]?.[0] ?? x));
