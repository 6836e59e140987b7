import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/dates.ts';
import {
  type AgedItem,
  addAging,
  addCurrent,
  ageItems,
  agingBuckets,
  bucketNames,
  bucketOf,
  noAging,
} from '../../../../shared/domain/portfolio/aging.ts';

const TODAY = '2026-03-31';

const item = fc.record({
  dueOn: fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays(TODAY, days)),
  remaining: fc.bigInt({ min: 1n, max: 10n ** 17n }),
  disputed: fc.boolean(),
});
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

describe('the buckets', () => {
  it.each([
    [-5, 'current'],
    [0, 'current'],
    [1, 'days1To30'],
    [30, 'days1To30'],
    [31, 'days31To60'],
    [60, 'days31To60'],
    [61, 'days61To90'],
    [90, 'days61To90'],
    [91, 'days91To120'],
    [120, 'days91To120'],
    [121, 'over120'],
    [36_500, 'over120'],
  ])('should put what is %i days past due into %s', (days, name) => {
    expect(bucketOf(days)).toBe(name);
    const aging = ageItems([{ dueOn: addDays(TODAY, -days), remaining: 7n, disputed: false }], TODAY);
    expect(aging.buckets[bucketOf(days)]).toBe(7n);
    expect(aging.maxDaysPastDue).toBe(Math.max(0, days));
  });

  it('should lose nothing and sum to the open total when items are of any age', () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const { buckets, disputed, overdue, total } = ageItems(items, TODAY);
        expect(sum(bucketNames.map((name) => buckets[name]))).toBe(sum(items.map(({ remaining }) => remaining)));
        expect(total).toBe(sum(items.map(({ remaining }) => remaining)));
        expect(overdue).toBe(total - buckets.current);
        expect(disputed).toBe(sum(items.filter((one) => one.disputed).map(({ remaining }) => remaining)));
      }),
    );
  });

  it('should be the same when items are aged apart and added up', () => {
    fc.assert(
      fc.property(fc.array(item), fc.array(item), (some, others) => {
        const together = ageItems([...some, ...others], TODAY);
        expect(addAging(ageItems(some, TODAY), ageItems(others, TODAY))).toEqual(together);
      }),
    );
  });

  it('should only ever move an item to a later bucket when days pass', () => {
    const place = (name: string): number => agingBuckets.findIndex((bucket) => bucket.name === name);
    fc.assert(
      fc.property(item, fc.nat({ max: 400 }), (one: AgedItem, days) => {
        const bucketAt = (day: string) => bucketNames.find((name) => ageItems([one], day).buckets[name] > 0n) ?? '';
        expect(place(bucketAt(addDays(TODAY, days)))).toBeGreaterThanOrEqual(place(bucketAt(TODAY)));
      }),
    );
  });

  it('should take what is not looked at one by one as current', () => {
    expect(addCurrent(noAging(), 5n)).toMatchObject({ total: 5n, overdue: 0n, buckets: { current: 5n } });
  });
});
