import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/dates.ts';
import { reportsDueOn } from '../../../../shared/domain/portfolio/report-dates.ts';

describe('the reports that are due', () => {
  it('should be none when it is an ordinary day, a weekend or a holiday', () => {
    expect(reportsDueOn('2026-03-04', 'DE')).toEqual([]);
    expect(reportsDueOn('2026-03-07', 'DE')).toEqual([]);
    expect(reportsDueOn('2026-04-06', 'DE')).toEqual([]);
  });

  it('should be that on the week when it is Monday, or Tuesday after a holiday', () => {
    expect(reportsDueOn('2026-03-09', 'DE')).toEqual([{ kind: 'WEEK', from: '2026-03-02', to: '2026-03-08' }]);
    // Easter Monday is 6 April 2026.
    expect(reportsDueOn('2026-04-07', 'DE')).toEqual([{ kind: 'WEEK', from: '2026-03-30', to: '2026-04-05' }]);
  });

  it('should be that on the week on Sunday when the weekend is Friday and Saturday', () => {
    expect(reportsDueOn('2026-03-08', 'EG')).toEqual([{ kind: 'WEEK', from: '2026-03-01', to: '2026-03-07' }]);
    expect(reportsDueOn('2026-03-09', 'EG')).toEqual([]);
  });

  it('should be those on the month and the quarter when it is their first business day', () => {
    expect(reportsDueOn('2026-04-01', 'DE')).toEqual([
      { kind: 'MONTH', from: '2026-03-01', to: '2026-03-31' },
      { kind: 'QUARTER', from: '2026-01-01', to: '2026-03-31' },
    ]);
    // 1 and 2 August 2026 are a weekend.
    expect(reportsDueOn('2026-08-03', 'DE')).toEqual([
      { kind: 'WEEK', from: '2026-07-27', to: '2026-08-02' },
      { kind: 'MONTH', from: '2026-07-01', to: '2026-07-31' },
    ]);
    // New Year's Day is a holiday, and the old year's quarter begins in October.
    expect(reportsDueOn('2026-01-02', 'DE')).toEqual([
      { kind: 'MONTH', from: '2025-12-01', to: '2025-12-31' },
      { kind: 'QUARTER', from: '2025-10-01', to: '2025-12-31' },
    ]);
  });

  it('should wait for the house to open', () => {
    const closedDays = [{ date: '2026-08-03', name: 'Summer' }];
    expect(reportsDueOn('2026-08-03', 'DE', closedDays)).toEqual([]);
    expect(reportsDueOn('2026-08-04', 'DE', closedDays)).toEqual(reportsDueOn('2026-08-03', 'DE'));
  });

  it.each(['DE', 'US', 'CN', 'EG', 'SA', 'JP', 'XX'])(
    'should come once for every week, month and quarter of years in %s',
    (country) => {
      const seen: string[] = [];
      for (let day = '2024-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
        for (const { from, kind, to } of reportsDueOn(day, country)) {
          seen.push(`${kind} ${from}`);
          expect(from < to && to < day).toBe(true);
        }
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((one) => one.startsWith('MONTH'))).toHaveLength(48);
      expect(seen.filter((one) => one.startsWith('QUARTER'))).toHaveLength(16);
      const weeks = seen.filter((one) => one.startsWith('WEEK')).length;
      // Weeks of nothing but holidays have no first business day.
      expect(weeks).toBeGreaterThan(200);
      expect(weeks).toBeLessThanOrEqual(210);
    },
  );
});
