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
  /** Checks of days before this one, and perhaps some of its own, are left out; `null` where none are. */
  readonly truncatedBefore: BusinessDate | null;
}

/** Checks that one answer takes in: the newest of a period. */
export const MOST_CHECKS = 25_000;

/** Days whose keys are read at a time: most days of most environments have few decisions, and 16 shards to look at. */
const DAYS_AT_ONCE = 4;
const ENTRIES_PER_READ = 100;
const READS_AT_ONCE = 8;

/** Where an entry is, and when it was written. */
interface Place {
  readonly key: Key;
  readonly at: string;
}

const placeOf = (item: Item): Place => ({
  key: { pk: text(item, 'pk'), sk: text(item, 'sk') },
  at: text(item, 'gsi1sk'),
});

/** The newest of a shard's decisions of a day, so many at most. */
const placesInShard = async (table: Table, date: BusinessDate, shard: string, most: number): Promise<Place[]> => {
  const found: Place[] = [];
  let startAfter: Page['next'] = null;
  do {
    const partition = decisionsOfShard(date, shard);
    const page: Page = await table.page({ index: 'gsi1', partition, newestFirst: true, startAfter });
    found.push(...page.items.map(placeOf));
    startAfter = page.next;
  } while (startAfter && found.length < most);
  return found;
};

const newestFirst = (a: Place, b: Place): number => (a.at < b.at ? 1 : -1);

const placesOn = async (table: Table, date: BusinessDate, most: number): Promise<readonly Place[]> =>
  (await Promise.all(dueShards.map((shard) => placesInShard(table, date, shard, most)))).flat().sort(newestFirst);

const chunksOf = <T>(things: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(things.length / size) }, (_, index) => things.slice(index * size, (index + 1) * size));

/** The days of a period, the newest first, some at a time. */
const daysOf = ({ from, to }: Period): readonly (readonly BusinessDate[])[] => {
  const days: BusinessDate[] = [];
  for (let day = to; day >= from; day = addDays(day, -1)) days.push(day);
  return chunksOf(days, DAYS_AT_ONCE);
};

/**
 * The checks that were decided in a period on facts that were recorded with them, the newest first, until there are enough
 * of them or the time is over. However much is decided on a day, so many are held at a time and no more.
 * @param pick what is wanted of a check; `null` leaves it out.
 */
export const recordedChecks = async <T>(
  table: Table,
  period: Period,
  pick: (check: RecordedCheck, data: JsonObject) => T | null,
  { hasTime, most }: { readonly hasTime: HasTime; readonly most: number },
): Promise<RecordedChecks<T>> => {
  const checks: T[] = [];
  let read = 0;
  for (const days of daysOf(period)) {
    const places = await Promise.all(days.map((day) => placesOn(table, day, most - read)));
    for (const [index, day] of days.entries()) {
      for (const chunk of chunksOf(places[index] ?? [], ENTRIES_PER_READ * READS_AT_ONCE)) {
        if (read >= most || !hasTime()) return { checks, truncatedBefore: day };
        const reads = chunksOf(chunk.slice(0, most - read), ENTRIES_PER_READ);
        const items = (await Promise.all(reads.map((some) => table.getMany(some.map(({ key }) => key))))).flat();
        read += items.length;
        for (const item of items) {
          const entry = toHistoryEntry(item);
          const picked = pick(recordedCheck(entry), entry.data);
          if (picked !== null) checks.push(picked);
        }
      }
    }
    const last = days.at(-1);
    if (last !== undefined && last > period.from && (read >= most || !hasTime())) {
      return { checks, truncatedBefore: last };
    }
  }
  return { checks, truncatedBefore: null };
};
