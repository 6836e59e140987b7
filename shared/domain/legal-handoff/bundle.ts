import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { BusinessDate, Instant } from '../../dates.ts';
import type { Money, MoneyJson } from '../../money.ts';
import type { TimelineEntry } from '../collection/timeline.ts';
import type { JsonObject } from '../history/entry.ts';
import type { BundlePart, LegalHandoff } from './handoff.ts';
import type { InvoiceInterest } from './interest.ts';

/** An open item of the customer as the statement lists it, claimed or not. */
export interface StatementLine {
  readonly invoiceId: string;
  readonly orderId: string | null;
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly daysPastDue: number;
  readonly amount: Money;
  readonly paid: Money;
  readonly credited: Money;
  readonly remaining: Money;
  readonly disputed: boolean;
  /** What of it is handed over: what remains after money on the account; `null` for what is not. */
  readonly claimed: Money | null;
  /** What upstream says of it: number of its document, order, period. */
  readonly document: JsonObject | null;
}

/** A mail to the customer, with what it said and what became of it. */
export interface SentMessage {
  readonly mailId: string;
  readonly template: string;
  readonly to: string;
  readonly queuedAt: Instant;
  readonly state: string;
  readonly changedAt: Instant;
  readonly reason: string | null;
  readonly messageId: string | null;
  /** What it told; `null` where it did not go out. */
  readonly told: JsonObject | null;
}

/** A promise of the customer in this case, and what became of it; `OPEN` where nothing has yet. */
export interface GivenPromise {
  readonly promiseId: string;
  readonly amount: Money;
  readonly payBy: BusinessDate;
  readonly invoiceIds: readonly string[];
  readonly madeAt: Instant;
  readonly by: string | null;
  readonly outcome: string;
  readonly paid: Money | null;
  readonly endedAt: Instant | null;
}

/** Everything that goes into a bundle, before it is written down. */
export interface BundleContent {
  readonly handoff: LegalHandoff;
  /** Who hands over. */
  readonly creditor: string;
  /** Master data as upstream keeps it. */
  readonly debtor: JsonObject;
  readonly customerId: string;
  readonly legalName: string;
  readonly sealedAt: Instant;
  readonly asOf: BusinessDate;
  readonly timeZone: string;
  readonly agreements: readonly JsonObject[];
  readonly statement: readonly StatementLine[];
  /** Open items beyond those that are listed; none but for the largest customers. */
  readonly unlisted: number;
  readonly unappliedCash: Money;
  readonly totals: readonly Money[];
  readonly interest: readonly InvoiceInterest[];
  readonly interestTotals: readonly Money[];
  readonly messages: readonly SentMessage[];
  readonly promises: readonly GivenPromise[];
  readonly timeline: readonly TimelineEntry[];
}

/** A file of the bundle with its bytes. */
export interface BundleFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export const MANIFEST = 'manifest.json';

/** The document for whoever reads paper: claim, statement and dunning log in one. */
export const WHOLE_DOCUMENT = 'legal-handoff.pdf';

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** JSON in canonical form (RFC 8785): the same facts have the same bytes. */
export const canonicalBytes = (value: unknown): Uint8Array => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('there is no JSON of this');
  return new TextEncoder().encode(text);
};

export const partOf = ({ content, mediaType, name }: BundleFile): BundlePart => ({
  name,
  mediaType,
  bytes: content.byteLength,
  sha256: sha256Of(content),
});

/** Whether the bytes are those that were sealed. */
export const isUnchanged = ({ bytes, sha256 }: BundlePart, content: Uint8Array): boolean =>
  content.byteLength === bytes && sha256Of(content) === sha256;

/** What the manifest says. */
export interface Manifest {
  readonly handoffId: string;
  readonly caseId: string;
  readonly customer: { readonly customerId: string; readonly legalName: string };
  readonly creditor: string;
  readonly totals: readonly MoneyJson[];
  readonly interest: readonly MoneyJson[];
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  readonly sealedAt: Instant;
  readonly parts: readonly BundlePart[];
}
