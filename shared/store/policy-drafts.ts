import type { Instant } from '../dates.ts';
import { hashOfRecord, type JsonObject } from '../domain/history/entry.ts';
import { completed, type StoredPolicyDocument } from '../domain/policy/built-in.ts';
import { changedPaths } from '../domain/policy/changed-paths.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { BUILT_IN_VERSION } from '../domain/policy/policy.ts';
import { conflict, Refusal, unavailable } from '../errors.ts';
import { count, json, text } from './attributes.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { findVersion, loadActiveVersion, type PolicyVersion } from './policies.ts';
import { backoff, CONTENTION_TRIES } from './retry.ts';
import { type Item, settleWrites, type Table, type Write } from './table.ts';

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
export interface StoredDraft extends PolicyDraft {
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

/** `null` while none waits. */
export const loadDraft = async (table: Table): Promise<StoredDraft | null> => {
  const item = await table.get(keys.policyDraft);
  return item ? toDraft(item) : null;
};

/** Holds while the version that was read is still the one in force; the built-in one has no item. */
export const stillActive = (version: number) => ({
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
export const untilSettled = async <T>(attempt: () => Promise<T | 'again'>): Promise<T> => {
  for (let tried = 0; tried < CONTENTION_TRIES; tried += 1) {
    const outcome = await attempt();
    if (outcome !== 'again') return outcome;
    await backoff(tried);
  }
  throw unavailable('Too many changes of the policy at the same time. Try again.');
};

/** An item of the table has at most 400 KB; a version is one, with the paths of what it changed. */
export const MOST_KIBIBYTES = 256;

const refuseTooLarge = (document: string): void => {
  const kibibytes = Math.ceil(Buffer.byteLength(document) / 1024);
  if (kibibytes <= MOST_KIBIBYTES) return;
  throw new Refusal('too-large', `The document has ${kibibytes} KiB; a policy has ${MOST_KIBIBYTES} KiB at most.`);
};

/** A draft, and the document of the version from which it differs by its changes. */
export interface DraftOnBase {
  readonly draft: PolicyDraft;
  readonly base: PolicyDocument;
}

/**
 * Writes the draft of the next version, in place of the one that waits; the same document again changes nothing, unless
 * another version has come into force since.
 * @param check refuses a document that is not right beside the one in force.
 * @returns the draft as it now waits, and whether none waited before.
 * @throws too-large above 256 KiB; what `check` refuses.
 */
export const saveDraft = async (
  context: Context,
  currency: string,
  document: PolicyDocument,
  check?: (base: PolicyDocument) => void,
): Promise<DraftOnBase & { readonly isNew: boolean }> => {
  const asText = JSON.stringify(document);
  refuseTooLarge(asText);
  return untilSettled(async () => {
    const { table, moment, actor } = context;
    const [active, waiting] = await Promise.all([loadActiveVersion(table, currency), loadDraft(table)]);
    const base = active.document;
    const hash = hashOfRecord(document as unknown as JsonObject);
    if (waiting?.hash === hash && waiting.basedOnVersion === active.version) {
      return { draft: waiting, base, isNew: false };
    }
    check?.(base);
    const draft: StoredDraft = {
      document,
      hash,
      basedOnVersion: active.version,
      changes: changedPaths(base, document),
      draftedBy: actor,
      draftedAt: moment.now,
      revision: (waiting?.revision ?? 0) + 1,
    };
    const item = { ...keys.policyDraft, entityType: 'POLICY_DRAFT', ...draft, document: asText };
    const outcome = await table.transact([
      { name: 'draft', write: { Put: { TableName: table.name, Item: item, ...sameDraft(waiting) } } },
      {
        name: 'active',
        write: {
          ConditionCheck: { TableName: table.name, Key: { ...keys.activePolicy }, ...stillActive(active.version) },
        },
      },
    ]);
    return outcome.done ? { draft, base, isNew: waiting === null } : 'again';
  });
};

/**
 * The draft that waits to be published.
 * @throws not-found while there is none.
 */
export const loadWaitingDraft = async ({ table }: Pick<Context, 'table'>, currency: string): Promise<DraftOnBase> => {
  const draft = await loadDraft(table);
  if (!draft) throw new Refusal('not-found', 'No draft of the policy waits to be published.');
  const base = await findVersion(table, currency, draft.basedOnVersion);
  if (!base) throw new Error(`version ${draft.basedOnVersion} of the policy is not there`);
  return { draft, base: base.document };
};

/**
 * The draft that waits, for what is done with it.
 * @throws conflict while there is none.
 */
export const draftInHand = async ({ table }: Pick<Context, 'table'>): Promise<PolicyDraft> => {
  const draft = await loadDraft(table);
  if (!draft) throw conflict('No draft of the policy waits; write one first.');
  return draft;
};

/** What is answered where a draft was to become, or to be tried as, the version after another than the one in force. */
export const writtenForOlder = (draft: PolicyDraft, active: PolicyVersion): Refusal =>
  conflict(
    `The draft was written for version ${draft.basedOnVersion}, and version ${active.version} is in force since ${active.publishedAt}. Look at the draft again and write it once more.`,
  );

/** Takes a draft out of the way, if it is still the one that was read. */
export const endDraftWrite = (table: Table, draft: StoredDraft): Write => ({
  name: 'draft',
  write: { Delete: { TableName: table.name, Key: { ...keys.policyDraft }, ...sameDraft(draft) } },
});

/** Drops the draft that waits; where none does, nothing changes. */
export const discardDraft = async ({ table }: Pick<Context, 'table'>): Promise<void> => {
  const write = { Delete: { TableName: table.name, Key: { ...keys.policyDraft } } };
  await settleWrites(table, [{ name: 'draft', write }]);
};
