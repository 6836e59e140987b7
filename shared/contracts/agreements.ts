import * as z from 'zod/mini';
import { checked, DateOfBusiness, DateView, HttpsUrl, Identifier, Percent, TermsDays } from './primitives.ts';

export const AgreementParams = z.strictObject({ customerId: Identifier, agreementId: Identifier });
export type AgreementParams = z.infer<typeof AgreementParams>;

export const PutAgreementBody = /* @__PURE__ */ checked(
  z.strictObject({
    signedOn: DateOfBusiness,
    validTo: DateOfBusiness,
    termsDays: TermsDays,
    lateInterestPercent: Percent,
    documentUrl: z.exactOptional(HttpsUrl),
  }),
  z.refine((agreement) => agreement.validTo >= agreement.signedOn, {
    path: ['validTo'],
    error: 'must not be before signedOn',
  }),
);
export type PutAgreementBody = z.infer<typeof PutAgreementBody>;

export const AgreementView = z.object({
  customerId: z.string(),
  agreementId: z.string(),
  signedOn: DateView,
  validTo: DateView,
  termsDays: z.int(),
  lateInterestPercent: z.string(),
  documentUrl: z.exactOptional(z.string()),
});
export type AgreementView = z.infer<typeof AgreementView>;
