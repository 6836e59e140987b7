import { describe, expect, it } from 'vitest';
import type { Grade } from '../../../shared/domain/account/account.ts';
import { nextBetterGrade } from '../../../shared/domain/grading/next-grade.ts';
import {
  type GradeCeiling,
  type GradingPolicy,
  builtInGrading as policy,
} from '../../../shared/domain/grading/policy.ts';

const next = (
  grade: Grade | null,
  score: number | null,
  ceilings: readonly GradeCeiling[] = [],
  by: Pick<GradingPolicy, 'bands' | 'riseMargin'> = policy,
) => nextBetterGrade({ grade, score, ceilings }, by);

const longPastDue = { fact: 'DAYS_PAST_DUE', days: 60, grade: 'D' } as const;
const longerPastDue = { fact: 'DAYS_PAST_DUE', days: 120, grade: 'E' } as const;

describe('the next better grade', () => {
  it('should be the one above, from its band and the margin on', () => {
    expect(next('C', 612)).toEqual({
      ...{ grade: 'B', from: 720, missing: 108, boundBy: [] },
      text: '108 points are missing for grade B, which needs 720.',
    });
    expect(next('E', 100)).toMatchObject({ grade: 'D', from: 355, missing: 255 });
    expect(next('C', 719)?.text).toBe('1 point is missing for grade B, which needs 720.');
  });

  it('should be the next that there is a band of', () => {
    const bands = policy.bands.filter(({ grade }) => grade !== 'B' && grade !== 'D');
    expect(next('E', 400, [], { ...policy, bands })).toMatchObject({ grade: 'C', from: 585, missing: 185 });
    expect(next('D', 400, [], { ...policy, bands })).toMatchObject({ grade: 'C' });
    expect(next('A', 400, [], { ...policy, bands })).toBeNull();
  });

  it('should miss nothing while only the waiting time is missing, and be none for the best or without a grade', () => {
    expect(next('C', 990)).toMatchObject({ grade: 'B', missing: 0, text: 'The score is enough for grade B (720).' });
    expect(next('A', 990)).toBeNull();
    expect(next(null, 500)).toBeNull();
    expect(next('B', null)).toBeNull();
  });

  it('should name the facts that bound the grade whatever the score, and no others', () => {
    expect(next('D', 720, [longPastDue])).toMatchObject({
      ...{ grade: 'C', missing: 0, boundBy: [longPastDue] },
      text: 'The score is enough for grade C (585), but the grade is no better than D while 60 days or more past due.',
    });
    expect(next('E', 400, [longerPastDue, { fact: 'INSOLVENCY', grade: 'E' }])?.text).toBe(
      'The score is enough for grade D (355), but the grade is no better than E while 120 days or more past due.' +
        ' No better than E while reported insolvent.',
    );
    expect(next('E', 100, [longPastDue, longerPastDue])).toMatchObject({
      boundBy: [longerPastDue],
      text: '255 points are missing for grade D, which needs 355. No better than E while 120 days or more past due.',
    });
    expect(next('E', 100, [longPastDue])?.boundBy).toEqual([]);
  });
});
