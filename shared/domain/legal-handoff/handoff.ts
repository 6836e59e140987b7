import type { BusinessDate, Instant } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { Approver, NotReached } from '../limit-request/limit-request.ts';
import type { Role } from '../policy/roles.ts';

/**
 * Where a handoff stands. `APPROVED`: its bundle is about to be sealed; `WITH_LEGAL`: sealed and mailed to the lawyers;
 * `CLOSED`: everything was paid, before they had it or after.
 */
export const handoffStatuses = [
  'AWAITING_APPROVAL',
  'NOT_APPROVED',
  'APPROVED',
  'WITH_LEGAL',
  'ACKNOWLEDGED',
  'REJECTED',
  'RECALLED',
  'CLOSED',
] as const;
export type HandoffStatus = (typeof handoffStatuses)[number];

/** One file of the bundle, as it was sealed. */
export interface BundlePart {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256 of its bytes, in hex. */
  readonly sha256: string;
}

/** The question whether a case may go to legal, and who was asked. */
export interface HandoffApproval {
  readonly approvalId: string;
  /** The role that the strategy names, and the one that was asked last; `null` while nobody could be asked. */
  readonly role: Role;
  readonly askedRole: Role | null;
  readonly askedAt: Instant | null;
  readonly remindedAt: Instant | null;
  readonly escalatedAt: Instant | null;
  readonly approvers: readonly Approver[];
  readonly notReached: readonly NotReached[];
  /** Why somebody was not asked, in words. */
  readonly remarks: readonly string[];
}

export interface HandoffDecision {
  readonly verdict: 'APPROVE' | 'REJECT';
  /** E-mail address of the approver. */
  readonly by: string;
  readonly at: Instant;
  readonly comment: string | null;
}

/** The bundle as it was handed over, and what the mails to legal say of it. */
export interface Seal {
  readonly at: Instant;
  /** SHA-256 of the part `manifest.json`, which names all others with theirs. */
  readonly manifestSha256: string;
  readonly parts: readonly BundlePart[];
  /** Late interest up to the day of sealing, one amount for each currency. */
  readonly interest: readonly Money[];
  readonly invoices: number;
  readonly oldestDueOn: BusinessDate | null;
}

/** A case's way to the lawyers: the question, the sealed bundle, and what legal made of it. */
export interface LegalHandoff {
  readonly handoffId: string;
  readonly caseId: string;
  readonly customerId: string;
  /** Name of the step that it came of, once in a cycle of the case. */
  readonly key: string;
  readonly status: HandoffStatus;
  /** What is owed, one amount for each currency: when it was asked for, and from the sealing on as it was sealed. */
  readonly totals: readonly Money[];
  readonly createdAt: Instant;
  readonly correlationId: string;
  /** `null` where the strategy asks for none. */
  readonly approval: HandoffApproval | null;
  readonly decision: HandoffDecision | null;
  readonly seal: Seal | null;
  /** To whom the bundle was mailed; they hear of what follows. */
  readonly lawyers: readonly string[];
  readonly matterNumber: string | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Instant | null;
  /** When legal was reminded last. */
  readonly remindedAt: Instant | null;
  /** How it ended, for the status that says so. */
  readonly ended: { readonly at: Instant; readonly by: string | null; readonly reason: string } | null;
  /** Counts the changes. */
  readonly version: number;
}

const ends: readonly HandoffStatus[] = ['NOT_APPROVED', 'REJECTED', 'RECALLED', 'CLOSED'];

/** Whether nothing follows any more. */
export const hasEnded = ({ status }: Pick<LegalHandoff, 'status'>): boolean => ends.includes(status);

/** Whether the lawyers have the bundle, acknowledged or not. */
export const isWithLegal = ({ status }: Pick<LegalHandoff, 'status'>): boolean =>
  status === 'WITH_LEGAL' || status === 'ACKNOWLEDGED';

/**
 * Whether the bundle is still to be sealed: legal may have answered before it was, for the handoff can be seen as soon as
 * it is approved.
 */
export const isToBeSealed = ({ seal, status }: Pick<LegalHandoff, 'seal' | 'status'>): boolean =>
  seal === null && (status === 'APPROVED' || status === 'ACKNOWLEDGED');

/** The role that takes care of what was handed over. */
export const LAWYERS: Role = 'legal';
