import { answerOf } from '../domain/credit-check/record.ts';
import type { HistoryEntry, JsonObject } from '../domain/history/entry.ts';
import { hashOf, hashOfRecord } from '../domain/history/entry.ts';
import { notFound } from '../errors.ts';
import { json, text } from './attributes.ts';
import { neighbours, toHistoryEntry } from './history.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Where in the customer's history a decision stands. */
export const decisionPointer = (table: Table, decisionId: string, entry: HistoryEntry): Write => ({
  name: 'decision',
  write: {
    Put: {
      TableName: table.name,
      Item: { ...keys.decision(decisionId), entry: keys.historyEntry(entry.customerId, entry.at, entry.seq) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** A decision on a customer without an account: there is no chain to stand in, so it stands alone. */
export const lonelyDecision = (table: Table, decisionId: string, record: JsonObject): Write => ({
  name: 'decision',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.decision(decisionId),
        entityType: 'DECISION',
        record: JSON.stringify(record),
        hash: hashOfRecord(record),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** Whether the order of a decision was released by approval, whatever became of the release since. */
export const isReleased = async (table: Table, decisionId: string): Promise<boolean> =>
  (await table.get(keys.decision(decisionId)))?.['releasedBy'] !== undefined;

/** Marks a decision as released by a limit request; refused when it was released before. */
export const releaseWrite = (table: Table, decisionId: string, requestId: string): Write => ({
  name: 'release of decision',
  write: {
    Update: {
      TableName: table.name,
      Key: { ...keys.decision(decisionId) },
      UpdateExpression: 'SET releasedBy = :request',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(releasedBy)',
      ExpressionAttributeValues: { ':request': requestId },
    },
  },
});

interface StoredDecision {
  /** As it was answered. */
  readonly record: JsonObject;
  /** What was stored as the hash of the entry, or of a decision that stands alone. */
  readonly hash: string;
  /** `null` for a decision on a customer without an account. */
  readonly entry: HistoryEntry | null;
}

/** @throws not-found when there is no such decision. */
export const loadDecision = async (table: Table, decisionId: string): Promise<StoredDecision> => {
  const pointer = await table.get(keys.decision(decisionId));
  if (!pointer) throw notFound('decision', decisionId);
  if (pointer['record'] !== undefined) {
    return { record: json<JsonObject>(pointer, 'record'), hash: text(pointer, 'hash'), entry: null };
  }
  const at = pointer['entry'] as { pk: string; sk: string };
  const item = await table.get({ pk: text(at as never, 'pk'), sk: text(at as never, 'sk') });
  if (!item) throw new Error(`history entry ${at.pk} ${at.sk} of decision ${decisionId} is missing`);
  const entry = toHistoryEntry(item);
  // Warnings are the entry's, not the decision's.
  const { limitUsed: _own, groupLimitUsed: _shared, tellsUnusual: _unusual, ...record } = entry.data;
  return { record: answerOf(record), hash: entry.hash, entry };
};

export interface Verification {
  readonly decisionId: string;
  readonly valid: boolean;
  readonly hash: string;
  readonly recomputedHash: string;
  /** Its place in the chain; `null`, as the links are, for a decision that stands alone. */
  readonly seq: number | null;
  /** The entry names the hash of the one before it, and the one after it names this one's. */
  readonly linkedToPrevious: boolean | null;
  readonly linkedToNext: boolean | null;
}

/** Recomputes a decision's hash, and its place in the customer's chain. */
export const verifyDecision = async (table: Table, decisionId: string): Promise<Verification> => {
  const { record, hash, entry } = await loadDecision(table, decisionId);
  if (!entry) {
    const recomputedHash = hashOfRecord(record);
    const alone = { seq: null, linkedToPrevious: null, linkedToNext: null };
    return { decisionId, valid: recomputedHash === hash, hash, recomputedHash, ...alone };
  }
  const recomputedHash = hashOf(entry);
  const { previous, next } = await neighbours(table, entry);
  const linkedToPrevious = entry.seq === 1 || (previous !== null && hashOf(previous) === entry.previousHash);
  const linkedToNext = next === null || next.previousHash === recomputedHash;
  return {
    decisionId,
    valid: recomputedHash === entry.hash && linkedToPrevious && linkedToNext,
    hash: entry.hash,
    recomputedHash,
    seq: entry.seq,
    linkedToPrevious,
    linkedToNext,
  };
};
