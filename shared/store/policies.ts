import type { Instant, Moment } from '../dates.ts';
import { builtInDocument, completed, type StoredPolicyDocument } from '../domain/policy/built-in.ts';
import { type PolicyDocument, policyOf } from '../domain/policy/document.ts';
import { BUILT_IN_VERSION, type CreditPolicy } from '../domain/policy/policy.ts';
import { count, json, textOrNull } from './attributes.ts';
import { keepFresh } from './fresh.ts';
import { keys } from './keys.ts';
import type { Item, Table } from './table.ts';

/** A version of the policy, as it was published. Of the built-in one nobody is the author. */
export interface PolicyVersion {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly draftedBy: string | null;
  readonly draftedAt: Instant | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Instant | null;
  /** Paths of what differs from the version before. */
  readonly changes: readonly string[];
  /** The version that was put in force again by this one, and why; `null` for one that was drafted. */
  readonly restoredFrom: number | null;
  readonly reason: string | null;
}

/** What an environment has before it publishes: version 1, in the environment's currency. */
const builtInVersion = (currency: string): PolicyVersion => ({
  version: BUILT_IN_VERSION,
  document: builtInDocument(currency),
  draftedBy: null,
  draftedAt: null,
  publishedBy: null,
  publishedAt: null,
  changes: [],
  restoredFrom: null,
  reason: null,
});

/** The attributes of a version, in its own item and in that of the active one. */
export const versionAttributes = (version: PolicyVersion): Record<string, unknown> => ({
  ...version,
  document: JSON.stringify(version.document),
});

const toVersion = (item: Item): PolicyVersion => ({
  version: count(item, 'version'),
  document: completed(json<StoredPolicyDocument>(item, 'document')),
  draftedBy: textOrNull(item, 'draftedBy'),
  draftedAt: textOrNull(item, 'draftedAt'),
  publishedBy: textOrNull(item, 'publishedBy'),
  publishedAt: textOrNull(item, 'publishedAt'),
  changes: (item['changes'] ?? []) as readonly string[],
  // Versions that were published before anything could be restored lack it.
  restoredFrom: (item['restoredFrom'] ?? null) === null ? null : count(item, 'restoredFrom'),
  reason: textOrNull(item, 'reason'),
});

/**
 * The version in force. @param currency the environment's, for the amounts of the built-in version, which is in force
 * until another is published.
 */
export const loadActiveVersion = async (
  table: Table,
  currency: string,
  consistency: 'strong' | 'eventual' = 'strong',
): Promise<PolicyVersion> => {
  const item = await table.get(keys.activePolicy, consistency);
  return item ? toVersion(item) : builtInVersion(currency);
};

/**
 * One version, in force or not; `null` when there is none of this number.
 * @param currency as for `loadActiveVersion`.
 */
export const findVersion = async (table: Table, currency: string, version: number): Promise<PolicyVersion | null> => {
  const item = await table.get(keys.policyVersion(version));
  if (item) return toVersion(item);
  // The built-in version is stored when the next one is published.
  return version === BUILT_IN_VERSION ? builtInVersion(currency) : null;
};

/** A page of the versions, newest first. */
export const listVersions = async (
  table: Table,
  currency: string,
  page: { readonly limit: number; readonly startAfter: Record<string, unknown> | null },
): Promise<{ versions: readonly PolicyVersion[]; next: Record<string, unknown> | null }> => {
  const { pk } = keys.activePolicy;
  const { items, next } = await table.page({
    partition: pk,
    from: 'VERSION#',
    to: 'VERSION#~',
    newestFirst: true,
    ...page,
  });
  // The built-in version is stored when the next one is published.
  if (items.length === 0 && page.startAfter === null) return { versions: [builtInVersion(currency)], next: null };
  return { versions: items.map(toVersion), next };
};

const inForce = keepFresh<CreditPolicy>();

/**
 * The policy to decide by: read at most once a minute per process, so that no check waits for it. A version that another
 * process has published is therefore in force here within a minute.
 */
export const policyInForce = (table: Table, moment: Moment, currency: string): Promise<CreditPolicy> =>
  inForce.get(table, moment, async () => {
    const { document, version } = await loadActiveVersion(table, currency, 'eventual');
    return policyOf(document, version);
  });

/** Lets this process decide by a version that it has just published, without waiting for the minute to pass. */
export const rememberPublished = (table: Table, moment: Moment, { document, version }: PolicyVersion): void =>
  inForce.set(table, moment, policyOf(document, version));

/** Versions that a process keeps; those that cases and requests still go by are the newest few. */
const MOST_KEPT = 20;

const kept = new Map<string, Promise<CreditPolicy>>();

/**
 * The policy as a version has it, for what began under that version and keeps it. Versions never change: each is read
 * once per process.
 * @throws Error when there is none of that number.
 */
export const policyOfVersion = (
  { policy, table }: { readonly policy: CreditPolicy; readonly table: Table },
  version: number,
): Promise<CreditPolicy> => {
  if (version === policy.version) return Promise.resolve(policy);
  const key = `${table.name} ${version}`;
  const known = kept.get(key);
  if (known) return known;
  // The built-in version is stored too by the time that another one is in force; its currency needs not be known.
  const read = findVersion(table, policy.approvals.currency, version).then((found) => {
    if (!found) throw new Error(`version ${version} of the policy is not there`);
    return policyOf(found.document, version);
  });
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, read);
  read.catch(() => kept.delete(key));
  return read;
};
