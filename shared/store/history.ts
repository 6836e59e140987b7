import { startOfBusinessDate } from '../dates.ts';
import { monthBefore } from '../domain/behaviour/months.ts';
import { dayOfInputs } from '../domain/credit-check/inputs.ts';
import type { HistoryEntry, JsonObject } from '../domain/history/entry.ts';
import { count, json, text, textOrNull, units } from './attributes.ts';
import type { Context } from './context.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item, Page, Table, Write } from './table.ts';

/** Where the account stands after an entry, in minor units of its currency: kept beside the entry, not part of it. */
export interface StandingAfter {
  readonly exposure: bigint;
  /** Effective limit on the day of the entry; `null` where there is none, or it is unlimited. */
  readonly effectiveLimit: bigint | null;
}

/** Appends an entry. Nothing ever replaces one: an entry in its place means that the account moved on. */
export const historyWrite = (table: Table, entry: HistoryEntry, after?: StandingAfter): Write => ({
  name: 'history',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.historyEntry(entry.customerId, entry.at, entry.seq),
        entityType: 'HISTORY',
        id: entry.customerId,
        seq: entry.seq,
        at: entry.at,
        kind: entry.kind,
        by: entry.by,
        corr: entry.correlationId,
        cur: entry.deltas.openReceivables.currency,
        deltas: [
          entry.deltas.openReceivables.amount,
          entry.deltas.reservations.amount,
          entry.deltas.unappliedCash.amount,
        ],
        data: JSON.stringify(entry.data),
        ...(entry.previousHash === null ? {} : { prev: entry.previousHash }),
        hash: entry.hash,
        ...(after ? { expo: after.exposure } : {}),
        ...(after && after.effectiveLimit !== null ? { elim: after.effectiveLimit } : {}),
        ...decisionKeys(entry),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** By which decisions that can be decided again are found by their day. */
const decisionKeys = ({ at, customerId, data, kind, seq }: HistoryEntry) => {
  const day = kind === 'CreditDecisionMade' ? dayOfInputs(data['inputs']) : null;
  return day === null ? {} : indexKeys.decisionsOn(day, customerId, at, seq);
};

export const toHistoryEntry = (item: Item): HistoryEntry => {
  const currency = text(item, 'cur');
  const [openReceivables = '', reservations = '', unappliedCash = ''] = item['deltas'] as string[];
  return {
    customerId: text(item, 'id'),
    seq: count(item, 'seq'),
    at: text(item, 'at'),
    kind: text(item, 'kind') as HistoryEntry['kind'],
    by: text(item, 'by'),
    correlationId: text(item, 'corr'),
    deltas: {
      openReceivables: { amount: openReceivables, currency },
      reservations: { amount: reservations, currency },
      unappliedCash: { amount: unappliedCash, currency },
    },
    data: json<JsonObject>(item, 'data'),
    previousHash: textOrNull(item, 'prev'),
    hash: text(item, 'hash'),
  };
};

export interface HistoryRange {
  readonly customerId: string;
  /** Instants, inclusive and exclusive. */
  readonly from?: string;
  readonly before?: string;
  readonly limit: number;
  readonly startAfter?: Record<string, unknown> | null;
}

/** The customer's entries, newest first. */
export const listHistory = async (
  table: Table,
  range: HistoryRange,
): Promise<{ entries: HistoryEntry[]; next: Page['next'] }> => {
  const { pk, sk } = keys.historyEntry(range.customerId, range.before ?? '~', 0);
  const page = await table.page({
    partition: pk,
    from: `HISTORY#${range.from ?? ''}`,
    to: sk,
    newestFirst: true,
    limit: range.limit,
    startAfter: range.startAfter ?? null,
  });
  return { entries: page.items.map(toHistoryEntry), next: page.next };
};

/** The entry just before this one in the chain, and the one just after it. */
export const neighbours = async (
  table: Table,
  entry: HistoryEntry,
): Promise<{ previous: HistoryEntry | null; next: HistoryEntry | null }> => {
  const { pk, sk } = keys.historyEntry(entry.customerId, entry.at, entry.seq);
  const [before, after] = await Promise.all([
    table.page({ partition: pk, from: 'HISTORY#', to: sk, newestFirst: true, limit: 2 }),
    table.page({ partition: pk, from: sk, to: 'HISTORY#~', limit: 2 }),
  ]);
  const find = (items: readonly Item[], seq: number) =>
    items.map(toHistoryEntry).find((candidate) => candidate.seq === seq) ?? null;
  return { previous: find(before.items, entry.seq - 1), next: find(after.items, entry.seq + 1) };
};

/** How an account stood at the end of a month, in minor units of its currency. */
export interface StandingAtMonthEnd {
  /** `2026-03`. */
  readonly month: string;
  /** `null` before the first movement, and where entries of the time did not keep it. */
  readonly exposure: bigint | null;
  /** `null` where there was none, it was unlimited, or it is not known. */
  readonly effectiveLimit: bigint | null;
}

/**
 * How a customer's account stood at the ends of months: one read of one entry for each, whatever lies between. The current
 * month is as it stands now.
 */
export const exposureAtMonthEnds = (
  { environment, table }: Pick<Context, 'environment' | 'table'>,
  customerId: string,
  months: readonly string[],
): Promise<StandingAtMonthEnd[]> =>
  Promise.all(
    months.map(async (month) => {
      const end = startOfBusinessDate(`${monthBefore(month, -1)}-01`, environment.timeZone);
      // Sequence numbers begin at one: entries of the end itself belong to the month after.
      const { pk, sk } = keys.historyEntry(customerId, end, 0);
      const { items } = await table.page({ partition: pk, from: 'HISTORY#', to: sk, newestFirst: true, limit: 1 });
      const last = items[0];
      return {
        month,
        exposure: last?.['expo'] === undefined ? null : units(last, 'expo'),
        effectiveLimit: last?.['elim'] === undefined ? null : units(last, 'elim'),
      };
    }),
  );
