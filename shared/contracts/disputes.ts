import * as z from 'zod/mini';
import { disputeStatuses, resolutions } from '../domain/dispute/dispute.ts';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { checked, Identifier, InstantView, listOf, PageQuery, Reason } from './primitives.ts';

export const MAX_DISPUTED_INVOICES = 40;

export const DisputeParams = z.strictObject({ disputeId: Identifier });
export type DisputeParams = z.infer<typeof DisputeParams>;

export const ListDisputesQuery = z.object({
  ...PageQuery,
  customerId: z.exactOptional(Identifier),
  status: z._default(z.enum(disputeStatuses), 'OPEN'),
});

export const DisputedInvoices = /* @__PURE__ */ checked(
  z.array(Identifier),
  z.minLength(1),
  z.maxLength(MAX_DISPUTED_INVOICES),
  z.refine((ids) => new Set(ids).size === ids.length, 'must name every invoice once'),
);

export const OpenDisputeBody = z.strictObject({
  customerId: Identifier,
  invoiceIds: DisputedInvoices,
  reason: Reason,
  amount: z.exactOptional(PositiveMoney),
});
export type OpenDisputeBody = z.infer<typeof OpenDisputeBody>;

export const DisputeResolution = z.enum(resolutions);
export type DisputeResolution = z.infer<typeof DisputeResolution>;

export const ResolveDisputeBody = z.strictObject({ resolution: DisputeResolution, note: Reason });
export type ResolveDisputeBody = z.infer<typeof ResolveDisputeBody>;

export const DisputeView = z.object({
  disputeId: z.string(),
  customerId: z.string(),
  invoiceIds: z.array(z.string()),
  reason: z.string(),
  amount: z.exactOptional(MoneyView),
  status: z.enum(disputeStatuses),
  openedAt: InstantView,
  openedBy: z.string(),
  resolution: z.exactOptional(DisputeResolution),
  note: z.exactOptional(z.string()),
  resolvedAt: z.exactOptional(InstantView),
  resolvedBy: z.exactOptional(z.string()),
  creditNoteIds: z.exactOptional(z.array(z.string())),
});
export type DisputeView = z.infer<typeof DisputeView>;

export const DisputeListView = /* @__PURE__ */ listOf(DisputeView);
export type DisputeListView = z.infer<typeof DisputeListView>;
