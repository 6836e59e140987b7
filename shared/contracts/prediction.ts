import * as z from 'zod/mini';
import { inputNames } from '../domain/prediction/model.ts';
import { checked, DateOfBusiness } from './primitives.ts';

/** Points of a curve, and figures in it: a model stays a few kilobytes of a policy. */
const MOST_POINTS = 60;
const MOST = 1_000_000;

const Figure = /* @__PURE__ */ checked(z.number(), z.gte(-MOST), z.lte(MOST));
const NotNegative = /* @__PURE__ */ checked(z.number(), z.gte(0), z.lte(MOST));
/** What is divided by. */
const Positive = /* @__PURE__ */ checked(z.number(), z.gte(0.01), z.lte(1e6));
const Ratio = /* @__PURE__ */ checked(z.number(), z.gte(0), z.lte(1));
const Count = /* @__PURE__ */ checked(z.int(), z.gte(0));

const isRising = (points: readonly (readonly [number, number])[]): boolean =>
  points.every(([x], index) => index === 0 || x > (points[index - 1]?.[0] ?? x));

const Curve = /* @__PURE__ */ checked(
  z.array(z.tuple([Figure, Figure])),
  z.maxLength(MOST_POINTS),
  z.refine(isRising, 'must be points [x, y] with rising x'),
);

const Additive = z.strictObject({
  intercept: Figure,
  terms: /* @__PURE__ */ checked(
    z.array(z.strictObject({ input: z.enum(inputNames), curve: Curve })),
    z.maxLength(2 * inputNames.length),
  ),
});

/** Of one kind of invoice. */
export const LateForecast = z.strictObject({
  lateness: Additive,
  days: Additive,
  spread: z.strictObject({ p10: Curve, p50: Curve, p90: Curve }),
});

/** A late-payment model, as `npm run train` writes it. */
export const LateModel = z.strictObject({
  format: z.literal(1),
  learnedFrom: z.nullable(z.strictObject({ invoices: Count, customers: Count, until: DateOfBusiness })),
  newcomer: z.strictObject({
    lateRatio: Ratio,
    lateCountsAs: Positive,
    daysFromDue: Figure,
    daysLate: NotNegative,
    daysCountAs: Positive,
    spreadDays: Positive,
    disputeRatio: Ratio,
  }),
  atIssue: LateForecast,
  byDispute: z.nullable(LateForecast),
});
