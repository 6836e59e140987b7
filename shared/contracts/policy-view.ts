import { differences } from '../domain/policy/changed-paths.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { PolicyDraftView, PolicyVersionDetailView, PolicyVersionView } from './policy.ts';

/** What is known of a version, as the store keeps it. */
interface VersionFacts {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly draftedBy: string | null;
  readonly draftedAt: string | null;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
  readonly changes: readonly string[];
  /** Answers that were kept before anything could be restored lack both. */
  readonly restoredFrom?: number | null;
  readonly reason?: string | null;
}

/** What is known of a draft. */
interface DraftFacts {
  readonly hash: string;
  readonly document: PolicyDocument;
  readonly basedOnVersion: number;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly changes: readonly string[];
}

/** A version of the policy as the API shows it. */
export const policyVersionView = (facts: VersionFacts, active: boolean): PolicyVersionView => ({
  version: facts.version,
  active,
  draftedBy: facts.draftedBy,
  draftedAt: facts.draftedAt,
  publishedBy: facts.publishedBy,
  publishedAt: facts.publishedAt,
  changes: [...facts.changes],
  restoredFrom: facts.restoredFrom ?? null,
  reason: facts.reason ?? null,
  document: facts.document as PolicyVersionView['document'],
});

/** A version with what differs from the one before; `null` for the first, which there is none before. */
export const policyVersionDetail = (
  facts: VersionFacts,
  active: boolean,
  before: PolicyDocument | null,
): PolicyVersionDetailView => ({
  ...policyVersionView(facts, active),
  diff: before === null ? [] : [...differences(before, facts.document)],
});

/** The draft as the API shows it, with what differs from the version that it was written for. */
export const policyDraftView = (facts: DraftFacts, base: PolicyDocument): PolicyDraftView => ({
  draftHash: facts.hash,
  basedOnVersion: facts.basedOnVersion,
  draftedBy: facts.draftedBy,
  draftedAt: facts.draftedAt,
  changes: [...facts.changes],
  diff: [...differences(base, facts.document)],
  document: facts.document as PolicyDraftView['document'],
});
