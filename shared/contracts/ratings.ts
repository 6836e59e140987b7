import * as z from 'zod/mini';
import { MoneyView, NotNegativeMoney } from './amounts.ts';
import { checked, DateOfBusiness, DateView, Identifier, ifGiven, line } from './primitives.ts';

/** `source` names the agency, such as `creditreform`. */
export const RatingParams = z.strictObject({ customerId: Identifier, source: Identifier });
export type RatingParams = z.infer<typeof RatingParams>;

const Finite = /* @__PURE__ */ checked(z.number(), z.gte(-1e9), z.lte(1e9));
const ScoreOrGrade = z.union([line(40), Finite], { error: ifGiven('must be a number or a short text such as "AA-"') });

/**
 * An outside rating: a score (`275`, `"AA-"`), the scale it is on (`"100..600"`, `"S&P"`), and the credit limit that the
 * agency recommends, if it does.
 */
export const PutRatingBody = /* @__PURE__ */ checked(
  z.strictObject({
    score: ScoreOrGrade,
    scale: ScoreOrGrade,
    ratedOn: DateOfBusiness,
    validTo: DateOfBusiness,
    recommendedLimit: z.exactOptional(NotNegativeMoney),
  }),
  z.refine((rating) => rating.validTo >= rating.ratedOn, { path: ['validTo'], error: 'must not be before ratedOn' }),
);
export type PutRatingBody = z.infer<typeof PutRatingBody>;

export const RatingView = z.object({
  customerId: z.string(),
  source: z.string(),
  score: z.union([z.string(), z.number()]),
  scale: z.union([z.string(), z.number()]),
  ratedOn: DateView,
  validTo: DateView,
  recommendedLimit: z.exactOptional(MoneyView),
});
export type RatingView = z.infer<typeof RatingView>;
