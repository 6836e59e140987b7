import { changedPaths } from '../domain/policy/changed-paths.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { needsOtherEyes, stricterPublishing } from '../domain/policy/four-eyes.ts';
import { BUILT_IN_VERSION } from '../domain/policy/policy.ts';
import { conflict, notFound, Refusal } from '../errors.ts';
import type { Context } from './context.ts';
import { answeredBefore, requestWrite } from './idempotency.ts';
import { keys } from './keys.ts';
import {
  findVersion,
  loadActiveVersion,
  type PolicyVersion,
  rememberPublished,
  versionAttributes,
} from './policies.ts';
import {
  endDraftWrite,
  loadDraft,
  type StoredDraft,
  stillActive,
  untilSettled,
  writtenForOlder,
} from './policy-drafts.ts';
import { endShadowWrite } from './policy-shadow.ts';
import type { Table, Write } from './table.ts';

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

/** Puts a version in force in place of the one that was read. */
const versionWrites = (context: Context, active: PolicyVersion, next: PolicyVersion): readonly Write[] => {
  const { table, request } = context;
  const item = { ...keys.activePolicy, entityType: 'POLICY_ACTIVE', ...versionAttributes(next) };
  return [
    ...(request ? [requestWrite(context, next)] : []),
    ...(active.version === BUILT_IN_VERSION ? [versionWrite(table, active)] : []),
    versionWrite(table, next),
    { name: 'active', write: { Put: { TableName: table.name, Item: item, ...stillActive(active.version) } } },
    // It was to be compared with the version that goes.
    endShadowWrite(table),
  ];
};

export interface Publication {
  /** Publishes only that draft, for whoever wants to be sure of what they have looked at. */
  readonly draftHash?: string | undefined;
  /** Whether it is a person who publishes, and no system. */
  readonly byPerson?: boolean;
  /** Refuses a document that the platform has come to refuse since it was drafted. */
  readonly check?: (document: PolicyDocument) => void;
}

const refuseUnfit = (
  { actor }: Context,
  active: PolicyVersion,
  draft: StoredDraft,
  { byPerson = false, draftHash }: Publication,
): void => {
  if (draftHash !== undefined && draftHash !== draft.hash) {
    throw conflict(`Another draft waits, written by ${draft.draftedBy} at ${draft.draftedAt}.`, 'draftHash');
  }
  if (draft.basedOnVersion !== active.version) throw writtenForOlder(draft, active);
  if (needsOtherEyes(active.document.publishing, draft.draftedBy, { name: actor, isPerson: byPerson })) {
    throw new Refusal('forbidden', `The draft was written by ${draft.draftedBy}: somebody else has to publish it.`);
  }
};

/**
 * Makes the draft the next version and puts it in force: at once in this process, within a minute in all others.
 * @throws conflict when no draft waits, another one than was named, or one that was written for an older version;
 * forbidden where the policy in force asks for somebody else than who drafted it; what `check` refuses.
 */
export const publishDraft = (
  context: Context,
  currency: string,
  publication: Publication = {},
): Promise<PolicyVersion> =>
  untilSettled(async () => {
    const { table, moment, actor } = context;
    const [active, draft] = await Promise.all([loadActiveVersion(table, currency), loadDraft(table)]);
    // Asked after the reading: the same request may just have published the draft that is missed here.
    const before = await answeredBefore<PolicyVersion>(context);
    if (before) return before.answer;
    if (draft === null) throw conflict('No draft of the policy waits to be published; write one first.');
    refuseUnfit(context, active, draft, publication);
    publication.check?.(draft.document);
    const next: PolicyVersion = {
      version: active.version + 1,
      document: draft.document,
      draftedBy: draft.draftedBy,
      draftedAt: draft.draftedAt,
      publishedBy: actor,
      publishedAt: moment.now,
      changes: draft.changes,
      restoredFrom: null,
      reason: null,
    };
    const outcome = await table.transact([...versionWrites(context, active, next), endDraftWrite(table, draft)]);
    if (!outcome.done) return 'again';
    rememberPublished(table, moment, next);
    return next;
  });

/**
 * Puts an older version in force again, as a new version with its document. A draft that waits is left alone. One person
 * restores, and so cannot loosen who publishes: of that part the stricter of the two versions holds.
 * @param check refuses a document that the platform has come to refuse since it was published.
 * @throws not-found for a version that never was; conflict for the one that is in force.
 */
export const restoreVersion = (
  context: Context,
  currency: string,
  { reason, version }: { readonly version: number; readonly reason: string },
  check: (document: PolicyDocument) => void,
): Promise<PolicyVersion> =>
  untilSettled(async () => {
    const { table, moment, actor } = context;
    const [active, older] = await Promise.all([
      loadActiveVersion(table, currency),
      findVersion(table, currency, version),
    ]);
    const before = await answeredBefore<PolicyVersion>(context);
    if (before) return before.answer;
    if (older === null) throw notFound('version of the policy', String(version));
    if (version === active.version) throw conflict(`Version ${version} is in force.`, 'version');
    const publishing = stricterPublishing(active.document.publishing, older.document.publishing);
    const document = { ...older.document, publishing };
    check(document);
    const next: PolicyVersion = {
      ...older,
      document,
      version: active.version + 1,
      publishedBy: actor,
      publishedAt: moment.now,
      changes: changedPaths(active.document, document),
      restoredFrom: version,
      reason,
    };
    const outcome = await table.transact(versionWrites(context, active, next));
    if (!outcome.done) return 'again';
    rememberPublished(table, moment, next);
    return next;
  });
