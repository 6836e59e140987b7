import * as z from 'zod/mini';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { checked, DateOfBusiness, DateView, Identifier, Name, Percent } from './primitives.ts';

export const CoverKind = z.enum(['INSURANCE', 'GUARANTEE']);
export type CoverKind = z.infer<typeof CoverKind>;

export const CoverParams = z.strictObject({ customerId: Identifier, coverId: Identifier });
export type CoverParams = z.infer<typeof CoverParams>;

/** A credit insurance or guarantee: it raises the limit by its amount times the covered percent while it is in force. */
export const PutCoverBody = /* @__PURE__ */ checked(
  z.strictObject({
    kind: CoverKind,
    provider: Name,
    amount: PositiveMoney,
    coveredPercent: Percent,
    validFrom: DateOfBusiness,
    validTo: DateOfBusiness,
  }),
  z.refine((cover) => cover.validTo >= cover.validFrom, { path: ['validTo'], error: 'must not be before validFrom' }),
);
export type PutCoverBody = z.infer<typeof PutCoverBody>;

export const CoverView = z.object({
  customerId: z.string(),
  coverId: z.string(),
  kind: CoverKind,
  provider: z.string(),
  amount: MoneyView,
  coveredPercent: z.string(),
  validFrom: DateView,
  validTo: DateView,
});
export type CoverView = z.infer<typeof CoverView>;
