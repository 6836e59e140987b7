import * as z from 'zod/mini';
import { characteristicNames } from '../domain/grading/policy.ts';
import { Grade } from './customers.ts';
import { Increase, Share } from './policy-values.ts';
import { checked, TermsDays } from './primitives.ts';

const MAX_BINS = 20;
const MAX_CEILINGS = 20;
const MAX_DAYS = 3650;

const Points = /* @__PURE__ */ checked(z.number(), z.gte(0), z.lte(100));
const Whole = (least: number, most: number) => /* @__PURE__ */ checked(z.int(), z.gte(least), z.lte(most));

const Bin = z.strictObject({
  below: z.exactOptional(/* @__PURE__ */ checked(z.number(), z.gte(-1e9), z.lte(1e9))),
  points: Points,
});

const Characteristic = z.strictObject({
  name: z.enum(characteristicNames),
  weight: /* @__PURE__ */ Whole(1, 100),
  bins: /* @__PURE__ */ checked(z.array(Bin), z.minLength(1), z.maxLength(MAX_BINS)),
  neutralPoints: Points,
});

const Scorecard = z.strictObject({
  minimumKnownPercent: /* @__PURE__ */ Whole(0, 100),
  minimumInvoices: /* @__PURE__ */ Whole(1, 1000),
  statementMonths: /* @__PURE__ */ Whole(1, 120),
  overdueAfterDays: z.exactOptional(/* @__PURE__ */ Whole(0, 365)),
  characteristics: /* @__PURE__ */ checked(
    z.array(Characteristic),
    z.minLength(1),
    z.maxLength(characteristicNames.length),
  ),
});

const Ceiling = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('DAYS_PAST_DUE'), days: /* @__PURE__ */ Whole(1, MAX_DAYS), grade: Grade }),
  z.strictObject({ fact: z.literal('BROKEN_PROMISES'), count: /* @__PURE__ */ Whole(1, 1000), grade: Grade }),
  z.strictObject({ fact: z.literal('BOUNCED_PAYMENTS'), count: /* @__PURE__ */ Whole(1, 1000), grade: Grade }),
  z.strictObject({ fact: z.literal('DEFAULTS'), count: /* @__PURE__ */ Whole(1, 25), grade: Grade }),
  z.strictObject({ fact: z.literal('INSOLVENCY'), grade: Grade }),
]);

const GradeTerms = z.strictObject({
  limitFactorPercent: Increase,
  maxTermsDays: z.nullable(TermsDays),
  earlyPaymentDiscountPercent: z.nullable(Share),
  tolerancePercent: z.nullable(Share),
  maxDaysPastDue: z.nullable(/* @__PURE__ */ Whole(0, 365)),
  reviewDays: /* @__PURE__ */ Whole(1, MAX_DAYS),
});

/** The part of the policy that customers are scored and graded by. */
export const Grading = z.strictObject({
  scorecard: Scorecard,
  bands: /* @__PURE__ */ checked(
    z.array(z.strictObject({ grade: Grade, from: /* @__PURE__ */ Whole(0, 1000) })),
    z.minLength(1),
    z.maxLength(5),
  ),
  riseMargin: /* @__PURE__ */ Whole(0, 500),
  riseAfterDays: /* @__PURE__ */ Whole(0, MAX_DAYS),
  takeBackDays: z.exactOptional(/* @__PURE__ */ Whole(0, 365)),
  ceilings: /* @__PURE__ */ checked(z.array(Ceiling), z.maxLength(MAX_CEILINGS)),
  grades: z.strictObject({ A: GradeTerms, B: GradeTerms, C: GradeTerms, D: GradeTerms, E: GradeTerms }),
  blacklist: z.nullable(
    z.strictObject({ afterDefaults: /* @__PURE__ */ Whole(1, 100), action: z.enum(['PROPOSE', 'SET']) }),
  ),
});
