import { describe, expect, it } from 'vitest';
import { Grading } from '../../../shared/contracts/grading-policy.ts';
import { gradingProblems } from '../../../shared/contracts/grading-policy-rules.ts';
import { builtInGrading as built, type GradingPolicy } from '../../../shared/domain/grading/policy.ts';

const problemsOf = (change: Partial<GradingPolicy>) =>
  gradingProblems({ ...built, ...change }).map(({ message, path }) => `${path.join('.')}: ${message}`);

const withFirst = (change: object) => ({
  scorecard: {
    ...built.scorecard,
    characteristics: [
      { ...built.scorecard.characteristics[0], ...change },
      ...built.scorecard.characteristics.slice(1),
    ],
  } as GradingPolicy['scorecard'],
});
const FIRST = 'grading.scorecard.characteristics.0';

describe('the grading of a policy', () => {
  it('should be right where it is built in', () => {
    expect(Grading.safeParse(built).success).toBe(true);
    expect(gradingProblems(built)).toEqual([]);
  });

  it('should leave no score without a grade', () => {
    expect(
      problemsOf({
        bands: [
          { grade: 'A', from: 800 },
          { grade: 'B', from: 100 },
        ],
      }),
    ).toEqual(['grading.bands.1.from: must be 0 in the last band: every score needs a grade']);
    expect(
      problemsOf({
        bands: [
          { grade: 'B', from: 300 },
          { grade: 'A', from: 400 },
          { grade: 'E', from: 0 },
        ],
      }),
    ).toEqual([
      'grading.bands.1.grade: must be worse than B, the grade of the band before',
      'grading.bands.1.from: must be below the 300 of the band before',
    ]);
    expect(
      problemsOf({
        bands: [
          { grade: 'A', from: 990 },
          { grade: 'E', from: 0 },
        ],
      }),
    ).toEqual(['grading.riseMargin: must be at most 10: the first band is out of reach otherwise']);
  });

  it('should have bins in order, the last one without a bound', () => {
    expect(
      problemsOf(withFirst({ bins: [{ below: 0.5, points: 0 }, { below: 0.5, points: 1 }, { points: 2 }] })),
    ).toEqual([`${FIRST}.bins.1.below: must be more than the 0.5 of the bin before`]);
    expect(problemsOf(withFirst({ bins: [{ points: 0 }, { below: 1, points: 1 }] }))).toEqual([
      `${FIRST}.bins.0.below: is required in every bin but the last`,
      `${FIRST}.bins.1.below: must be left out of the last bin, which has no bound`,
    ]);
  });

  it('should never give more points for more lateness, nor fewer for more invoices on time', () => {
    const bins = [{ below: 5, points: 10 }, { points: 20 }];
    expect(problemsOf(withFirst({ bins }))).toEqual([]);
    const late = {
      ...built.scorecard.characteristics[1],
      bins,
    } as GradingPolicy['scorecard']['characteristics'][number];
    expect(problemsOf({ scorecard: { ...built.scorecard, characteristics: [late] } })).toEqual([
      `${FIRST}.bins.1.points: must be at most the 10 of the bin before: more of averageDaysLate is never better`,
    ]);
    expect(
      problemsOf(withFirst({ bins: bins.map(({ points, ...bin }) => ({ ...bin, points: 50 - points })) })),
    ).toEqual([
      `${FIRST}.bins.1.points: must be at least the 40 of the bin before: more of onTimeRatio is never worse`,
    ]);
  });

  it('should score each characteristic once', () => {
    expect(problemsOf(withFirst({ name: 'netMargin' })).join()).toContain(
      'must be a characteristic that is not scored yet',
    );
  });

  it('should have ceilings that count', () => {
    expect(
      problemsOf({
        ceilings: [
          { fact: 'DAYS_PAST_DUE', days: 60, grade: 'D' },
          { fact: 'DAYS_PAST_DUE', days: 90, grade: 'C' },
          { fact: 'DAYS_PAST_DUE', days: 60, grade: 'E' },
          { fact: 'INSOLVENCY', grade: 'A' },
          { fact: 'BROKEN_PROMISES', count: 2, grade: 'C' },
        ],
      }),
    ).toEqual([
      'grading.ceilings.1.grade: must be worse than D, which 60 days give already: it would never count',
      'grading.ceilings.2.days: is there already for DAYS_PAST_DUE',
      'grading.ceilings.3.grade: must be B to E: no grade is better than A, so it would bound nothing',
    ]);
  });

  it('should leave no worse grade a larger share of the limit', () => {
    const grades = { ...built.grades, D: { ...built.grades.D, limitFactorPercent: '80.5' } };
    expect(problemsOf({ grades })).toEqual([
      'grading.grades.D.limitFactorPercent: must be at most the 80 of grade C: a limit falls with the grade',
    ]);
  });
});
