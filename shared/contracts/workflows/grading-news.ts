import * as z from 'zod/mini';
import { gradingOccasions } from '../../domain/history/grading-occasions.ts';
import { Identifier, InstantView } from '../primitives.ts';

/** News of a customer that may cost it its grade at once. */
export const GradingNews = z.object({
  'detail-type': z.enum(gradingOccasions),
  detail: z.object({ at: InstantView, correlationId: z.string(), customerId: Identifier }),
});
export type GradingNews = z.infer<typeof GradingNews>;
