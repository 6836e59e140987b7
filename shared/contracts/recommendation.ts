import * as z from 'zod/mini';

/** One step by which a limit is recommended: in words, and as numbers; amounts among `facts` are money. */
export const RecommendationReasonView = z.object({
  code: z.string(),
  text: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

/** Why a limit is recommended, or none. */
export const RecommendationView = z.object({ reasons: z.array(RecommendationReasonView) });
export type RecommendationView = z.infer<typeof RecommendationView>;
