import { describe, expect, it } from 'vitest';
import { overdueOf } from '../../../shared/domain/behaviour/overdue.ts';
import { characteristicsOf, characteristicValues } from '../../../shared/domain/grading/characteristics.ts';
import { gradeOfScore } from '../../../shared/domain/grading/grade.ts';
import { builtInGrading } from '../../../shared/domain/grading/policy.ts';
import { scoreOf } from '../../../shared/domain/grading/score.ts';
import { goodConduct, scorecard } from '../../support/grading.ts';
import { eur } from '../../support/movements.ts';

const TODAY = '2026-03-31';
const input = { conduct: { ...goodConduct, overdueShare: 0.9 }, statement: null, ratings: [], today: TODAY };

const item = (dueOn: string, remaining: number, more: { disputed?: boolean; of?: number } = {}) => ({
  ...{ dueOn, amount: eur(more.of ?? remaining), remaining: eur(remaining) },
  ...{ carryingRemaining: BigInt(remaining), disputed: more.disputed ?? false },
});

describe('what is overdue', () => {
  it('should count as late but for residues, disputed items and what money waits for, the oldest first', () => {
    const items = [
      item('2026-01-01', 90_00, { disputed: true }),
      item('2026-01-05', 4_00, { of: 100_00 }),
      item('2026-02-01', 50_00),
      item('2026-03-01', 30_00),
    ];
    expect(overdueOf(items, 20_00n)).toEqual({
      amount: 174_00n,
      since: '2026-02-01',
      late: [
        { dueOn: '2026-02-01', amount: 30_00n },
        { dueOn: '2026-03-01', amount: 30_00n },
      ],
      disputed: 90_00n,
    });
    expect(overdueOf(items, 50_00n).since).toBe('2026-03-01');
    expect(overdueOf(items, -5_00n).late[0]?.amount).toBe(50_00n);
    expect(overdueOf(items.slice(0, 2), 0n)).toMatchObject({ since: null, late: [] });
  });
});

describe('what is left of many invoices', () => {
  const items = ['2026-01-05', '2026-01-06', '2026-01-07'].map((dueOn) => item(dueOn, 20_00, { of: 1_000_00 }));
  const residueUpTo = [{ amount: '60.00', currency: 'EUR' }];

  it('should count as late when together it is more than a residue may be', () => {
    expect(overdueOf(items, 0n)).toMatchObject({ since: '2026-01-05', late: { length: 3 } });
    expect(overdueOf(items.slice(1), 0n)).toMatchObject({ since: null, late: [] });
    expect(
      overdueOf([...items.slice(1), item('2026-01-01', 20_00, { of: 1_000_00, disputed: true })], 0n).late,
    ).toEqual([]);
  });

  it('should count by the amounts and the share of the policy', () => {
    expect(overdueOf(items, 0n, { residueUpTo })).toMatchObject({ since: null, late: [] });
    expect(overdueOf(items, 0n, { residueUpTo, residuePercent: '2' }).since).toBe('2026-01-05');
  });
});

describe('the overdue share', () => {
  const shareOf = (late: readonly { daysPastDue: number; share: number }[], card = scorecard) =>
    characteristicsOf({ ...input, late }, card).overdueShare;

  it('should leave out what is past due for a week or less, or for as many days as the policy says', () => {
    const late = [
      { daysPastDue: 8, share: 0.25 },
      { daysPastDue: 7, share: 0.5 },
    ];
    expect(shareOf(late)).toEqual({ value: 0.25 });
    expect(shareOf(late, { ...scorecard, overdueAfterDays: 6 })).toEqual({ value: 0.75 });
    const { overdueAfterDays: _, ...ofBefore } = scorecard;
    expect(shareOf(late, ofBefore)).toEqual({ value: 0.25 });
    expect(shareOf([])).toEqual({ value: 0 });
    expect(shareOf([...late, { daysPastDue: 90, share: 1 }])).toEqual({ value: 1 });
  });

  it('should cost no points on the day after the due date', () => {
    const conduct = { ...goodConduct, onTimeRatio: 0.8, averageDaysLate: 1.4, recentDaysLate: 1.4, overdueShare: 0.79 };
    const scoreWith = (daysPastDue: number) => {
      const late = [{ daysPastDue, share: 0.79 }];
      const values = characteristicValues(
        { ...input, conduct: { ...conduct, worstDaysPastDue12m: 5 }, late },
        scorecard,
      );
      return scoreOf(scorecard, values).score ?? 0;
    };
    expect(scoreWith(1)).toBe(scoreWith(0));
    expect(gradeOfScore(builtInGrading, scoreWith(1))).toBe('B');
    expect(scoreWith(8)).toBeLessThan(scoreWith(1));
  });
});
