import type { PolicyDocument } from '../domain/policy/document.ts';
import type { PolicyDraftView, PolicyVersionView } from './policy.ts';

/** What is known of a version, as the store keeps it. */
interface VersionFacts {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly draftedBy: string | null;
  readonly draftedAt: string | null;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
  readonly changes: readonly string[];
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
  document: facts.document as PolicyVersionView['document'],
});

/** The draft as the API shows it. */
export const policyDraftView = (facts: DraftFacts): PolicyDraftView => ({
  draftHash: facts.hash,
  basedOnVersion: facts.basedOnVersion,
  draftedBy: facts.draftedBy,
  draftedAt: facts.draftedAt,
  changes: [...facts.changes],
  document: facts.document as PolicyDraftView['document'],
});
