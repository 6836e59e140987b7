import * as z from 'zod/mini';
import { daysAway, MOST_ABSENCE_DAYS } from '../domain/absence/absence.ts';
import { checked, DateOfBusiness, DateView, Email, InstantView } from './primitives.ts';

/** However it is written, it is one address. */
const Address = /* @__PURE__ */ checked(Email, z.toLowerCase());

export const AbsenceParams = z.strictObject({ email: Address });
export type AbsenceParams = z.infer<typeof AbsenceParams>;

export const PutAbsenceBody = /* @__PURE__ */ checked(
  z.strictObject({ from: DateOfBusiness, to: DateOfBusiness, delegate: Address }),
  z.refine((absence) => absence.to >= absence.from, { path: ['to'], error: 'must not be before from' }),
  z.refine((absence) => daysAway(absence) <= MOST_ABSENCE_DAYS, {
    path: ['to'],
    error: `must be within ${MOST_ABSENCE_DAYS} days, the first and the last included`,
  }),
);
export type PutAbsenceBody = z.infer<typeof PutAbsenceBody>;

export const AbsenceView = z.object({
  email: z.string(),
  from: DateView,
  to: DateView,
  delegate: z.string(),
  setBy: z.string(),
  setAt: InstantView,
});
export type AbsenceView = z.infer<typeof AbsenceView>;
