import * as z from 'zod/mini';
import { handoffStatuses } from '../domain/legal-handoff/handoff.ts';
import { MoneyView } from './amounts.ts';
import { DateView, Identifier, InstantView, line, listOf, PageQuery, Reason } from './primitives.ts';

export const LegalHandoffParams = z.object({ handoffId: Identifier });
export const BundlePartParams = z.object({ handoffId: Identifier, part: Identifier });
export const ListLegalHandoffsQuery = z.object({ ...PageQuery, status: z.exactOptional(z.enum(handoffStatuses)) });

export const AcknowledgeHandoffBody = z.strictObject({ matterNumber: /* @__PURE__ */ line(100) });
export const RejectHandoffBody = z.strictObject({ reason: Reason });
export const RecallHandoffBody = z.strictObject({ reason: Reason });

export const BundlePartView = z.object({
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  /** Of its bytes, in hex. */
  sha256: z.string(),
  /** Where it is fetched. */
  path: z.string(),
});

export const LegalHandoffView = z.object({
  handoffId: z.string(),
  caseId: z.string(),
  customerId: z.string(),
  status: z.enum(handoffStatuses),
  totals: z.array(MoneyView),
  createdAt: InstantView,
  /** `null` where the strategy asks for no approval. */
  approvalId: z.nullable(z.string()),
  /** The role that is asked now. */
  askedRole: z.nullable(z.string()),
  approvers: z.array(z.string()),
  notReached: z.array(z.string()),
  decision: z.nullable(z.enum(['APPROVE', 'REJECT'])),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(InstantView),
  comment: z.nullable(z.string()),
  sealedAt: z.nullable(InstantView),
  manifestSha256: z.nullable(z.string()),
  invoices: z.nullable(z.int()),
  oldestDueOn: z.nullable(DateView),
  interest: z.array(MoneyView),
  /** To whom the bundle was mailed. */
  mailedTo: z.array(z.string()),
  bundle: z.nullable(z.object({ parts: z.array(BundlePartView) })),
  matterNumber: z.nullable(z.string()),
  acknowledgedBy: z.nullable(z.string()),
  acknowledgedAt: z.nullable(InstantView),
  remindedAt: z.nullable(InstantView),
  /** Why it came to an end, for the statuses that are one. */
  reason: z.nullable(z.string()),
  endedAt: z.nullable(InstantView),
  endedBy: z.nullable(z.string()),
  correlationId: z.string(),
  version: z.int(),
});
export type LegalHandoffView = z.infer<typeof LegalHandoffView>;
export const LegalHandoffListView = /* @__PURE__ */ listOf(LegalHandoffView);
export type LegalHandoffListView = z.infer<typeof LegalHandoffListView>;

/** What was sealed; `manifestSha256` is that of the part `manifest.json`, which says the rest of this. */
export const BundleManifestView = z.object({
  handoffId: z.string(),
  caseId: z.string(),
  customer: z.object({ customerId: z.string(), legalName: z.string() }),
  creditor: z.string(),
  totals: z.array(MoneyView),
  interest: z.array(MoneyView),
  approvedBy: z.nullable(z.string()),
  approvedAt: z.nullable(InstantView),
  sealedAt: InstantView,
  parts: z.array(BundlePartView),
  manifestSha256: z.string(),
});
export type BundleManifestView = z.infer<typeof BundleManifestView>;
