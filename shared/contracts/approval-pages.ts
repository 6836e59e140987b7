import * as z from 'zod/mini';

/** The token of an emailed link. One that cannot be any is as unknown as one that was never given out: 404, not 400. */
export const ApprovalLinkParams = z.object({ token: z.string() });
export type ApprovalLinkParams = z.infer<typeof ApprovalLinkParams>;

/**
 * Fields of the form of `POST /approve/{token}`, as texts: what is wrong with one of them is said on the page, beside
 * the field. A field that is not known is refused: `approved_limit` would else approve the whole amount.
 */
export const DecideByLinkForm = z.strictObject({
  code: z.exactOptional(z.string()),
  decision: z.exactOptional(z.string()),
  approvedLimit: z.exactOptional(z.string()),
  comment: z.exactOptional(z.string()),
});
export type DecideByLinkForm = z.infer<typeof DecideByLinkForm>;
