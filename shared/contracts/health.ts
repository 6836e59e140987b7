import * as z from 'zod/mini';

export const HealthView = z.object({ status: z.literal('ok'), version: z.string() });
export type HealthView = z.infer<typeof HealthView>;
