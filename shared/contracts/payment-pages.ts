import * as z from 'zod/mini';
import { checked } from './primitives.ts';

/** The token of an emailed link. One that cannot be any is as unknown as one that was never given out: 404, not 400. */
export const PaymentLinkParams = z.object({ token: z.string() });
export type PaymentLinkParams = z.infer<typeof PaymentLinkParams>;

/** What stands before the id of an invoice in the name of its checkbox; an invoice that is ticked has a field. */
export const INVOICE_FIELD = 'invoice:';

const fields = z.catchall(
  z.object({
    action: z.exactOptional(z.string()),
    amount: z.exactOptional(z.string()),
    currency: z.exactOptional(z.string()),
    payBy: z.exactOptional(z.string()),
    reason: z.exactOptional(z.string()),
    code: z.exactOptional(z.string()),
    opened: z.exactOptional(z.string()),
  }),
  z.string(),
);

const known = new Set(['action', 'amount', 'currency', 'payBy', 'reason', 'code', 'opened']);

/**
 * Fields of the forms of `POST /pay/{token}`, as texts: what is wrong with one of them is said on the page, beside the
 * field. A field that is not known is refused.
 */
export const ActOnPaymentPageForm = /* @__PURE__ */ checked(
  fields,
  z.refine(
    (form) => Object.keys(form).every((name) => known.has(name) || name.startsWith(INVOICE_FIELD)),
    `has a field that is not known; invoices are named as ${INVOICE_FIELD} and their id`,
  ),
);
export type ActOnPaymentPageForm = z.infer<typeof ActOnPaymentPageForm>;
