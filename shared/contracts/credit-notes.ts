import * as z from 'zod/mini';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { DateOfBusiness, DateView, Identifier, Reason } from './primitives.ts';

export const CreditNoteParams = z.strictObject({ creditNoteId: Identifier });
export type CreditNoteParams = z.infer<typeof CreditNoteParams>;

export const PostCreditNoteBody = z.strictObject({
  customerId: Identifier,
  invoiceId: z.exactOptional(Identifier),
  amount: PositiveMoney,
  issuedOn: DateOfBusiness,
  reason: Reason,
});
export type PostCreditNoteBody = z.infer<typeof PostCreditNoteBody>;

/** amount = sum of allocations + unapplied. */
export const CreditNoteView = z.object({
  creditNoteId: z.string(),
  customerId: z.string(),
  invoiceId: z.exactOptional(z.string()),
  amount: MoneyView,
  issuedOn: DateView,
  reason: z.string(),
  allocations: z.array(z.object({ invoiceId: z.string(), amount: MoneyView })),
  unapplied: MoneyView,
});
export type CreditNoteView = z.infer<typeof CreditNoteView>;
