import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instant } from '../../dates.ts';
import { type MoneyJson, toMoneyJson } from '../../money.ts';
import { addCounters, type Counters, noMovement } from '../account/account.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What may happen to a customer's account. The name is also the detail type of the event that is published. */
export type EntryKind =
  | 'CustomerCreated'
  | 'CustomerChanged'
  | 'CustomerHeld'
  | 'CustomerReleased'
  | 'CustomerBlacklisted'
  | 'CustomerUnblacklisted'
  | 'CreditLimitChanged'
  | 'TemporaryLimitGranted'
  | 'TemporaryLimitEnded'
  | 'OrderReleased'
  | 'LimitRequested'
  | 'LimitApprovalRequested'
  | 'LimitApprovalDecided'
  | 'LimitInformationGiven'
  | 'ApproverNotReached'
  | 'LimitRequestEnded'
  | 'LimitRequestFailed'
  | 'LimitRequestResumed'
  | 'CoverRecorded'
  | 'CoverRemoved'
  | 'RatingRecorded'
  | 'AgreementRecorded'
  | 'CreditDecisionMade'
  | 'ReservationReleased'
  | 'ReservationsExpired'
  | 'ReceivablePosted'
  | 'ReceivableWrittenOff'
  | 'PaymentReceived'
  | 'CashApplied'
  | 'CashUnapplied'
  | 'PaymentReversed'
  | 'CreditNotePosted'
  | 'DisputeOpened'
  | 'DisputeResolved'
  | 'ReceivableOverdue'
  | 'CoverLapsed'
  | 'CollectionCaseOpened'
  | 'CollectionCaseChanged'
  | 'CustomerScored'
  | 'GradeChanged'
  | 'BlacklistProposed'
  | 'InsolvencyReported'
  | 'InsolvencyEnded'
  | 'ReceivableFallingDue'
  | 'CoverLapsing'
  | 'LargeDebtor';

/** Something that is about to be recorded. */
export interface NewEntry {
  readonly kind: EntryKind;
  /** What the movement adds to each counter, in minor units of the account's currency. */
  readonly deltas: Counters;
  readonly data: JsonObject;
}

/** An append-only record of the customer's chain. `hash` covers everything else, `previousHash` included. */
export interface HistoryEntry {
  readonly customerId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly kind: EntryKind;
  readonly by: string;
  readonly correlationId: string;
  /** What the movement added to each counter, in the account's currency. */
  readonly deltas: {
    readonly openReceivables: MoneyJson;
    readonly reservations: MoneyJson;
    readonly unappliedCash: MoneyJson;
  };
  readonly data: JsonObject;
  /** `null` in the first entry. */
  readonly previousHash: string | null;
  readonly hash: string;
}

/** SHA-256 (hex) over the RFC 8785 canonical JSON of the entry without its `hash`: anyone can recompute it. */
export const hashOf = (entry: Omit<HistoryEntry, 'hash'>): string => {
  const { customerId, seq, at, kind, by, correlationId, deltas, data, previousHash } = entry;
  return sha256({ customerId, seq, at, kind, by, correlationId, deltas, data, previousHash });
};

/** The same over a record that stands in no chain. */
export const hashOfRecord = (record: JsonObject): string => sha256(record);

const sha256 = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');

export interface ChainPosition {
  readonly customerId: string;
  readonly currency: string;
  readonly version: number;
  readonly lastHash: string;
  readonly lastEntryAt: Instant;
}

/** The entry as it stands in the chain. Time never runs backwards in it, whatever the clocks of the callers did. */
export const chainEntry = (
  position: ChainPosition,
  entry: NewEntry,
  context: { now: Instant; by: string; correlationId: string },
): HistoryEntry => {
  const unsealed = {
    customerId: position.customerId,
    seq: position.version + 1,
    at: context.now > position.lastEntryAt ? context.now : position.lastEntryAt,
    kind: entry.kind,
    by: context.by,
    correlationId: context.correlationId,
    deltas: {
      openReceivables: toMoneyJson({ minorUnits: entry.deltas.openReceivables, currency: position.currency }),
      reservations: toMoneyJson({ minorUnits: entry.deltas.reservations, currency: position.currency }),
      unappliedCash: toMoneyJson({ minorUnits: entry.deltas.unappliedCash, currency: position.currency }),
    },
    data: entry.data,
    previousHash: position.lastHash === '' ? null : position.lastHash,
  };
  return { ...unsealed, hash: hashOf(unsealed) };
};

/** Counters as the sum over movements: what the account must always equal. */
export const sumOfDeltas = (deltas: Iterable<Counters>): Counters => {
  let sum = noMovement;
  for (const delta of deltas) sum = addCounters(sum, delta);
  return sum;
};
