import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../../shared/dates.ts';
import {
  expectedBetween,
  expectedFrom,
  onItsDueDate,
  stillUnpaidAfter,
  unpaidAfter,
} from '../../../../shared/domain/prediction/expected.ts';

const spread = { expectedPaidOn: '2026-04-10', paidFrom: '2026-04-02', paidTo: '2026-04-25' };

const spreads = fc
  .record({ early: fc.integer({ min: 0, max: 60 }), late: fc.integer({ min: 0, max: 200 }) })
  .map(({ early, late }) => ({
    expectedPaidOn: '2026-04-10',
    paidFrom: addDays('2026-04-10', -early),
    paidTo: addDays('2026-04-10', late),
  }));
const days = fc.integer({ min: -200, max: 1_500 }).map((day) => addDays('2026-04-10', day));

describe('what is unpaid after a day', () => {
  it('should be nine tenths, half and a tenth on the days that were predicted', () => {
    expect(unpaidAfter(spread, spread.paidFrom)).toBeCloseTo(0.9, 10);
    expect(unpaidAfter(spread, spread.expectedPaidOn)).toBeCloseTo(0.5, 10);
    expect(unpaidAfter(spread, spread.paidTo)).toBeCloseTo(0.1, 10);
    expect(unpaidAfter(spread, '2026-03-20')).toBe(1);
  });

  it('should never rise as days go by, nor ever come to nothing', () => {
    fc.assert(
      fc.property(spreads, days, (one, day) => {
        const [now, next] = [unpaidAfter(one, day), unpaidAfter(one, addDays(day, 1))];
        expect(next).toBeLessThanOrEqual(now);
        expect(next).toBeGreaterThan(0);
        expect(now).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('should be all of it before today, and less from today on', () => {
    expect(stillUnpaidAfter(spread, '2026-04-11', '2026-04-12')).toBe(1);
    expect(stillUnpaidAfter(spread, '2026-04-12', '2026-04-12')).toBeLessThan(1);
  });
});

describe('the day on which an open invoice is expected to be paid', () => {
  it('should be the predicted one up to that day', () => {
    for (const today of ['2026-03-10', '2026-04-05', '2026-04-10']) {
      expect(expectedFrom(spread, today)).toBe('2026-04-10');
    }
    expect(expectedBetween(spread, '2026-03-10')).toEqual({ from: '2026-04-02', to: '2026-04-25' });
    expect(expectedBetween(spread, '2026-04-05')).toEqual({ from: '2026-04-05', to: '2026-04-25' });
  });

  it('should move on when it has passed', () => {
    expect(expectedFrom(spread, '2026-04-11')).toBe('2026-04-16');
    expect(expectedFrom(spread, '2026-04-25')).toBe('2026-05-02');
    expect(expectedFrom(spread, '2026-07-19')).toBe('2026-09-09');
  });

  it('should be today at the earliest, never sooner the longer one waits, and within its range', () => {
    fc.assert(
      fc.property(spreads, days, (one, today) => {
        const expected = expectedFrom(one, today);
        const { from, to } = expectedBetween(one, today);
        expect(expected >= today).toBe(true);
        expect(from >= today).toBe(true);
        expect(from <= expected && expected <= to).toBe(true);
        expect(daysBetween(expected, expectedFrom(one, addDays(today, 1)))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('should be the due date where nothing was predicted', () => {
    expect(expectedFrom(onItsDueDate('2026-04-10'), '2026-04-01')).toBe('2026-04-10');
  });
});
