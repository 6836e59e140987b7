import type { Instant } from '../dates.ts';
import { hashOfRecord, type JsonObject } from '../domain/history/entry.ts';
import { completed, type StoredPolicyDocument } from '../domain/policy/built-in.ts';
import { changedPaths } from '../domain/policy/changed-paths.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { BUILT_IN_VERSION } from '../domain/policy/policy.ts';
import { conflict, unavailable } from '../errors.ts';
import { count, json, text } from './attributes.ts';
import type { Context } from './context.ts';
import { answeredBefore, requestWrite } from './idempotency.ts';
import { keys } from './keys.ts';
import { loadActiveVersion, type PolicyVersion, rememberPublished, versionAttributes } from './policies.ts';
import { backoff, CONTENTION_TRIES } from './retry.ts';
import type { Item, Table, Write } from './table.ts';

/** What is to be the next version. There is one draft at a time. */
export interface PolicyDraft {
  readonly document: PolicyDocument;
  /** SHA-256 (hex) of the document in canonical form. */
  readonly hash: string;
  readonly basedOnVersion: number;
  /** Paths of what differs from that version. */
  readonly changes: readonly string[];
  readonly draftedBy: string;
  readonly draftedAt: Instant;
}

/** A draft as it is stored: the revision grows with every other document that takes its place. */
interface StoredDraft extends PolicyDraft {
  readonly revision: number;
}

const toDraft = (item: Item): StoredDraft => ({
  document: completed(json<StoredPolicyDocument>(item, 'document')),
  hash: text(item, 'hash'),
  basedOnVersion: count(item, 'basedOnVersion'),
  changes: (item['changes'] ?? []) as readonly string[],
  draftedBy: text(item, 'draftedBy'),
  draftedAt: text(item, 'draftedAt'),
  revision: count(item, 'revision'),
});

const loadDraft = async (table: Table): Promise<StoredDraft | null> => {
  const item = await table.get(keys.policyDraft);
  return item ? toDraft(item) : null;
};

/** Holds while the version that was read is still the one in force; the built-in one has no item. */
const stillActive = (version: number) => ({
  ConditionExpression: version === BUILT_IN_VERSION ? 'attribute_not_exists(pk)' : '#version = :version',
  ...(version === BUILT_IN_VERSION
    ? {}
    : { ExpressionAttributeNames: { '#version': 'version' }, ExpressionAttributeValues: { ':version': version } }),
});

/** Holds while the draft that was read is still the one that waits. */
const sameDraft = (draft: StoredDraft | null) =>
  draft === null
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#revision = :revision',
        ExpressionAttributeNames: { '#revision': 'revision' },
        ExpressionAttributeValues: { ':revision': draft.revision },
      };

/** Tries anew, within a bound, for as long as somebody else comes between the reading and the writing. */
const untilSettled = async <T>(attempt: () => Promise<T | 'again'>): Promise<T> => {
  for (let tried = 0; tried < CONTENTION_TRIES; tried += 1) {
    const outcome = await attempt();
    if (outcome !== 'again') return outcome;
    await backoff(tried);
  }
  throw unavailable('Too many changes of the policy at the same time. Try again.');
};

/**
 * Writes the draft of the next version, in place of the one that waits; the same document again changes nothing.
 * @returns the draft as it now waits, and whether none waited before.
 */
export const saveDraft = (
  context: Context,
  currency: string,
  document: PolicyDocument,
): Promise<{ draft: PolicyDraft; isNew: boolean }> =>
  untilSettled(async () => {
    const { table, moment, actor } = context;
    const [active, waiting] = await Promise.all([loadActiveVersion(table, currency), loadDraft(table)]);
    const hash = hashOfRecord(document as unknown as JsonObject);
    if (waiting?.hash === hash && waiting.basedOnVersion === active.version) return { draft: waiting, isNew: false };
    const draft: StoredDraft = {
      document,
      hash,
      basedOnVersion: active.version,
      changes: changedPaths(active.document, document),
      draftedBy: actor,
      draftedAt: moment.now,
      revision: (waiting?.revision ?? 0) + 1,
    };
    const item = { ...keys.policyDraft, entityType: 'POLICY_DRAFT', ...draft, document: JSON.stringify(document) };
    const outcome = await table.transact([
      { name: 'draft', write: { Put: { TableName: table.name, Item: item, ...sameDraft(waiting) } } },
      {
        name: 'active',
        write: {
          ConditionCheck: { TableName: table.name, Key: { ...keys.activePolicy }, ...stillActive(active.version) },
        },
      },
    ]);
    return outcome.done ? { draft, isNew: waiting === null } : 'again';
  });

/** Versions are written once. The built-in one is, too, beside the first that follows it: decisions rest on it. */
const versionWrite = (table: Table, version: PolicyVersion): Write => ({
  name: `version ${version.version}`,
  write: {
    Put: {
      TableName: table.name,
      Item: { ...keys.policyVersion(version.version), entityType: 'POLICY_VERSION', ...versionAttributes(version) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

const publishWrites = (context: Context, active: PolicyVersion, draft: StoredDraft, next: PolicyVersion): Write[] => {
  const { table, request } = context;
  const item = { ...keys.activePolicy, entityType: 'POLICY_ACTIVE', ...versionAttributes(next) };
  return [
    ...(request ? [requestWrite(context, next)] : []),
    ...(active.version === BUILT_IN_VERSION ? [versionWrite(table, active)] : []),
    versionWrite(table, next),
    {
      name: 'active',
      write: { Put: { TableName: table.name, Item: item, ...stillActive(active.version) } },
    },
    {
      name: 'draft',
      write: { Delete: { TableName: table.name, Key: { ...keys.policyDraft }, ...sameDraft(draft) } },
    },
  ];
};

/**
 * Makes the draft the next version and puts it in force: at once in this process, within a minute in all others.
 * @param draftHash publishes only that draft, for whoever wants to be sure of what they have looked at.
 * @throws conflict when no draft waits, or another one than was named.
 */
export const publishDraft = (context: Context, currency: string, draftHash?: string): Promise<PolicyVersion> =>
  untilSettled(async () => {
    const { table, moment, actor } = context;
    const [active, draft] = await Promise.all([loadActiveVersion(table, currency), loadDraft(table)]);
    // Asked after the reading: the same request may just have published the draft that is missed here.
    const before = await answeredBefore<PolicyVersion>(context);
    if (before) return before.answer;
    if (draft === null) throw conflict('No draft of the policy waits to be published; write one first.');
    if (draftHash !== undefined && draftHash !== draft.hash) {
      throw conflict(`Another draft waits, written by ${draft.draftedBy} at ${draft.draftedAt}.`, 'draftHash');
    }
    const next: PolicyVersion = {
      version: active.version + 1,
      document: draft.document,
      draftedBy: draft.draftedBy,
      draftedAt: draft.draftedAt,
      publishedBy: actor,
      publishedAt: moment.now,
      changes: draft.changes,
    };
    const outcome = await table.transact(publishWrites(context, active, draft, next));
    if (!outcome.done) return 'again';
    rememberPublished(table, moment, next);
    return next;
  });
