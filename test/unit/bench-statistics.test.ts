import { describe, expect, it } from 'vitest';
import { measureInTurns, shuffled } from '../../bench/statistics/measure.ts';
import { inParts, median, quantile, ratioOf, spread, summarize } from '../../bench/statistics/summary.ts';

describe('quantile', () => {
  it('should lie between the two nearest ranks in proportion when none is met exactly', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20, 30], 0.25)).toBe(15);
  });

  it('should give the extremes when asked for nothing and all', () => {
    expect(spread([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
  });

  it('should refuse when there are no values', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('summarize', () => {
  it('should count calls per second by the mean when some calls are slow', () => {
    expect(summarize([1, 1, 1, 5])).toMatchObject({ count: 4, p50: 1, mean: 2, perSecond: 500 });
  });
});

describe('ratioOf', () => {
  it('should compare medians of the whole run and show how far pieces of it lie apart when it is noisy', () => {
    const floor = [1, 1, 1, 2, 2, 2];
    const values = [2, 2, 2, 3, 3, 3];
    const { min, median: middle, max } = ratioOf(values, floor, 2);
    expect(min).toBeCloseTo(1.5);
    expect(middle).toBeCloseTo(2.5 / 1.5);
    expect(max).toBeCloseTo(2);
  });

  it('should drop what is left over when a run does not divide evenly', () => {
    expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});

describe('measureInTurns', () => {
  const counting = (name: string) => {
    let made = 0;
    let called = 0;
    const contestant = {
      name,
      prepare: () => {
        made += 1;
        return async () => {
          called += 1;
        };
      },
    };
    return { contestant, counts: () => ({ made, called }) };
  };

  it('should call each contestant once a round and leave the warm-up out when it measures', async () => {
    const [a, b] = [counting('a'), counting('b')];
    const rounds = { warmUp: 2, measured: 3, longestSeconds: 60 };
    const taken = await measureInTurns([a.contestant, b.contestant], rounds);
    expect([a.counts(), b.counts()]).toEqual([
      { made: 5, called: 5 },
      { made: 5, called: 5 },
    ]);
    expect(taken.get('a')?.durations).toHaveLength(3);
    expect(taken.get('b')?.processor).toHaveLength(3);
  });

  it('should end early when its time is up', async () => {
    const { contestant } = counting('a');
    const taken = await measureInTurns([contestant], { warmUp: 0, measured: 1000, longestSeconds: 0 });
    expect(taken.get('a')?.durations).toEqual([]);
  });

  it('should put the same things in another order when it shuffles', () => {
    const random = [0.9, 0.1, 0.5][Symbol.iterator]();
    expect(shuffled(['a', 'b', 'c'], () => random.next().value ?? 0)).toEqual(['b', 'c', 'a']);
  });
});
