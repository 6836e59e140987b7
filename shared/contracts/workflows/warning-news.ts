import * as z from 'zod/mini';
import { warningKinds } from '../../domain/warning/policy.ts';
import { Identifier, InstantView } from '../primitives.ts';

/** News of a warning on the bus: of a customer, or, without one, of an approver. */
export const WarningNews = z.object({
  'detail-type': z.enum(warningKinds),
  detail: z.object({
    eventId: z.string(),
    at: InstantView,
    correlationId: z.string(),
    customerId: z.exactOptional(Identifier),
    data: z.record(z.string(), z.unknown()),
  }),
});
export type WarningNews = z.infer<typeof WarningNews>;
