import { MANIFEST, type Manifest } from '../domain/legal-handoff/bundle.ts';
import type { BundlePart, LegalHandoff, Seal } from '../domain/legal-handoff/handoff.ts';
import { toMoneyJson } from '../money.ts';
import type { BundleManifestView, LegalHandoffView } from './legal-handoffs.ts';

const partView = (handoffId: string, { bytes, mediaType, name, sha256 }: BundlePart) => ({
  name,
  mediaType,
  bytes,
  sha256,
  path: `/v1/legal-handoffs/${handoffId}/bundle/${name}`,
});

/** A legal handoff as the API shows it. */
export const legalHandoffView = (handoff: LegalHandoff): LegalHandoffView => {
  const { approval, decision, ended, handoffId, seal } = handoff;
  return {
    handoffId,
    caseId: handoff.caseId,
    customerId: handoff.customerId,
    status: handoff.status,
    totals: handoff.totals.map(toMoneyJson),
    createdAt: handoff.createdAt,
    approvalId: approval?.approvalId ?? null,
    askedRole: approval?.askedRole ?? null,
    approvers: (approval?.approvers ?? []).map(({ email }) => email),
    notReached: (approval?.notReached ?? []).map(({ email }) => email),
    decision: decision?.verdict ?? null,
    decidedBy: decision?.by ?? null,
    decidedAt: decision?.at ?? null,
    comment: decision?.comment ?? null,
    sealedAt: seal?.at ?? null,
    manifestSha256: seal?.manifestSha256 ?? null,
    invoices: seal?.invoices ?? null,
    oldestDueOn: seal?.oldestDueOn ?? null,
    interest: (seal?.interest ?? []).map(toMoneyJson),
    mailedTo: [...handoff.lawyers],
    bundle: seal && { parts: seal.parts.map((part) => partView(handoffId, part)) },
    matterNumber: handoff.matterNumber,
    acknowledgedBy: handoff.acknowledgedBy,
    acknowledgedAt: handoff.acknowledgedAt,
    remindedAt: handoff.remindedAt,
    reason: ended?.reason ?? null,
    endedAt: ended?.at ?? null,
    endedBy: ended?.by ?? null,
    correlationId: handoff.correlationId,
    version: handoff.version,
  };
};

/** What was sealed, as the API shows it: the manifest with its own hash. */
export const manifestView = (manifest: Manifest, { manifestSha256, parts }: Seal): BundleManifestView => ({
  ...manifest,
  totals: [...manifest.totals],
  interest: [...manifest.interest],
  parts: parts.filter(({ name }) => name !== MANIFEST).map((part) => partView(manifest.handoffId, part)),
  manifestSha256,
});
