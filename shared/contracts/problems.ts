import * as z from 'zod/mini';

/** RFC 9457 `application/problem+json`. */
export const ProblemView = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  correlationId: z.string(),
});
export type ProblemView = z.infer<typeof ProblemView>;
