import type { Grade } from '../account/account.ts';
import { grades } from '../grading/grade.ts';
import type { GradingPolicy } from '../grading/policy.ts';

/** The grade above, and how far away it is. */
export interface NextBetterGrade {
  readonly grade: Grade;
  /** The score from which the grade rises: that of its band and the margin above it. */
  readonly from: number;
  /** Points that are missing; zero while only the waiting time is. */
  readonly missing: number;
}

/** The next better grade of a customer who has a score; `null` for the best one, and for who has no grade. */
export const nextBetterGrade = (
  grade: Grade | null,
  score: number | null,
  { bands, riseMargin }: Pick<GradingPolicy, 'bands' | 'riseMargin'>,
): NextBetterGrade | null => {
  if (grade === null || score === null) return null;
  const better = grades[grades.indexOf(grade) - 1];
  const band = bands.find((one) => one.grade === better);
  if (!band) return null;
  const from = band.from + riseMargin;
  return { grade: band.grade, from, missing: Math.max(0, from - score) };
};
