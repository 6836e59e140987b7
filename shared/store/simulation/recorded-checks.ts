import { addDays, type BusinessDate } from '../../dates.ts';
import type { JsonObject } from '../../domain/history/entry.ts';
import { type RecordedCheck, recordedCheck } from '../../domain/simulation/recorded.ts';
import { text } from '../attributes.ts';
import { toHistoryEntry } from '../history.ts';
import { decisionsOfShard, dueShards, type Key } from '../keys.ts';
import type { Item, Page, Table } from '../table.ts';
import type { HasTime } from '../time-budget.ts';

export interface Period {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export interface RecordedChecks<T> {
  readonly checks: readonly T[];
  /** The day from which on all of them are there; `null` where that is the whole period. */
  readonly truncatedBefore: BusinessDate | null;
}

/** Days read at a time: most of a period is waiting for the store. */
const DAYS_AT_ONCE = 4;
const KEYS_PER_READ = 100;

const keyOf = (item: Item): Key => ({ pk: text(item, 'pk'), sk: text(item, 'sk') });

const keysOfShard = async (table: Table, date: BusinessDate, shard: string): Promise<readonly Key[]> => {
  const found: Key[] = [];
  let startAfter: Page['next'] = null;
  do {
    const page: Page = await table.page({ index: 'gsi1', partition: decisionsOfShard(date, shard), startAfter });
    found.push(...page.items.map(keyOf));
    startAfter = page.next;
  } while (startAfter);
  return found;
};

const entriesOfDay = async (table: Table, date: BusinessDate): Promise<readonly Item[]> => {
  const keys = (await Promise.all(dueShards.map((shard) => keysOfShard(table, date, shard)))).flat();
  const starts = Array.from({ length: Math.ceil(keys.length / KEYS_PER_READ) }, (_, index) => index * KEYS_PER_READ);
  return (await Promise.all(starts.map((start) => table.getMany(keys.slice(start, start + KEYS_PER_READ))))).flat();
};

/** The days of a period, the newest first, some at a time. */
const batchesOf = ({ from, to }: Period): readonly (readonly BusinessDate[])[] => {
  const days: BusinessDate[] = [];
  for (let day = to; day >= from; day = addDays(day, -1)) days.push(day);
  return Array.from({ length: Math.ceil(days.length / DAYS_AT_ONCE) }, (_, index) =>
    days.slice(index * DAYS_AT_ONCE, (index + 1) * DAYS_AT_ONCE),
  );
};

/**
 * The checks that were decided in a period on facts that were recorded with them, whole days from the newest on, until there are enough of them or the time is
 * over. One day at least is always read.
 * @param pick what is wanted of a check; `null` leaves it out.
 */
export const recordedChecks = async <T>(
  table: Table,
  period: Period,
  pick: (check: RecordedCheck, data: JsonObject) => T | null,
  { hasTime, most }: { readonly hasTime: HasTime; readonly most: number },
): Promise<RecordedChecks<T>> => {
  const checks: T[] = [];
  for (const days of batchesOf(period)) {
    const items = (await Promise.all(days.map((day) => entriesOfDay(table, day)))).flat();
    for (const item of items) {
      const entry = toHistoryEntry(item);
      const picked = pick(recordedCheck(entry), entry.data);
      if (picked !== null) checks.push(picked);
    }
    const last = days.at(-1);
    if (last !== undefined && last > period.from && (checks.length >= most || !hasTime())) {
      return { checks, truncatedBefore: last };
    }
  }
  return { checks, truncatedBefore: null };
};
