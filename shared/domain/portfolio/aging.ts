import { type BusinessDate, daysBetween } from '../../dates.ts';

/**
 * The buckets of the aging, by days past due; each holds what is later than the one before and up to its own last day.
 * The last one has no end, so that nothing is too old to be counted.
 */
export const agingBuckets = [
  { name: 'current', lastDay: 0 },
  { name: 'days1To30', lastDay: 30 },
  { name: 'days31To60', lastDay: 60 },
  { name: 'days61To90', lastDay: 90 },
  { name: 'days91To120', lastDay: 120 },
  { name: 'over120', lastDay: null },
] as const;

export type BucketName = (typeof agingBuckets)[number]['name'];

export const bucketNames: readonly BucketName[] = agingBuckets.map(({ name }) => name);

/** An open item as aging looks at it: `remaining` in minor units of the currency that all items of one aging are in. */
export interface AgedItem {
  readonly dueOn: BusinessDate;
  readonly remaining: bigint;
  /** Disputed items are owed until it is decided otherwise: they are in their bucket, and told beside it. */
  readonly disputed: boolean;
}

export interface Aging {
  readonly buckets: Readonly<Record<BucketName, bigint>>;
  /** The sum of the buckets. */
  readonly total: bigint;
  /** The sum of all buckets but `current`. */
  readonly overdue: bigint;
  /** How much of the total is disputed. */
  readonly disputed: bigint;
  readonly items: number;
  /** Of the item that is the longest past due; zero when nothing is. */
  readonly maxDaysPastDue: number;
}

/** Days past the due date; on the due date itself an item is current. */
const daysPast = (dueOn: BusinessDate, on: BusinessDate): number => Math.max(0, daysBetween(dueOn, on));

/** The bucket for something that is so many days past due. */
export const bucketOf = (daysPastDue: number): BucketName =>
  agingBuckets.find(({ lastDay }) => lastDay === null || daysPastDue <= lastDay)?.name ?? 'over120';

const noBuckets = (): Record<BucketName, bigint> =>
  Object.fromEntries(bucketNames.map((name) => [name, 0n])) as Record<BucketName, bigint>;

export const noAging = (): Aging => ({
  buckets: noBuckets(),
  total: 0n,
  overdue: 0n,
  disputed: 0n,
  items: 0,
  maxDaysPastDue: 0,
});

/** How open items stand on a day. Every item is in exactly one bucket: the buckets sum to what remains of all. */
export const ageItems = (items: Iterable<AgedItem>, on: BusinessDate): Aging => {
  const buckets = noBuckets();
  let [total, overdue, disputed, count, maxDaysPastDue] = [0n, 0n, 0n, 0, 0];
  for (const item of items) {
    const days = daysPast(item.dueOn, on);
    buckets[bucketOf(days)] += item.remaining;
    total += item.remaining;
    if (days > 0) overdue += item.remaining;
    if (item.disputed) disputed += item.remaining;
    count += 1;
    maxDaysPastDue = Math.max(maxDaysPastDue, days);
  }
  return { buckets, total, overdue, disputed, items: count, maxDaysPastDue };
};

/** Two agings of one day and currency in one. */
export const addAging = (a: Aging, b: Aging): Aging => ({
  buckets: Object.fromEntries(bucketNames.map((name) => [name, a.buckets[name] + b.buckets[name]])) as Record<
    BucketName,
    bigint
  >,
  total: a.total + b.total,
  overdue: a.overdue + b.overdue,
  disputed: a.disputed + b.disputed,
  items: a.items + b.items,
  maxDaysPastDue: Math.max(a.maxDaysPastDue, b.maxDaysPastDue),
});

/** More of what is not due yet, where its single items are not looked at. */
export const addCurrent = (aging: Aging, remaining: bigint): Aging => ({
  ...aging,
  buckets: { ...aging.buckets, current: aging.buckets.current + remaining },
  total: aging.total + remaining,
});
