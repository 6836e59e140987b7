import type { Grade } from '../account/account.ts';
import { ceilingText } from './explain.ts';
import { isWorse, nextBetter } from './grade.ts';
import type { GradeCeiling, GradingPolicy } from './policy.ts';

/** The next better grade, how far away it is, and what stands before it. */
export interface NextBetterGrade {
  readonly grade: Grade;
  /** The score from which the grade rises: that of its band and the margin above it. */
  readonly from: number;
  /** Points that are missing; zero while only the waiting time is, or a fact. */
  readonly missing: number;
  /** Facts that keep the grade from it whatever the score, the strictest first. */
  readonly boundBy: readonly GradeCeiling[];
  /** The same in a sentence or two. */
  readonly text: string;
}

const boundText = (boundBy: readonly GradeCeiling[]): string =>
  boundBy.map((ceiling) => ` No better than ${ceiling.grade} while ${ceilingText(ceiling)}.`).join('');

const textOf = ({ boundBy, from, grade, missing }: Omit<NextBetterGrade, 'text'>): string => {
  if (missing > 0) {
    const points = missing === 1 ? '1 point is' : `${missing} points are`;
    return `${points} missing for grade ${grade}, which needs ${from}.${boundText(boundBy)}`;
  }
  const [strictest, ...others] = boundBy;
  const but = strictest ? `, but the grade is no better than ${strictest.grade} while ${ceilingText(strictest)}` : '';
  return `The score is enough for grade ${grade} (${from})${but}.${boundText(others)}`;
};

/**
 * The next better grade that there is a band of, for a customer who has a score; `null` for the best one, and for who has
 * no grade. @param ceilings that hold.
 */
export const nextBetterGrade = (
  { ceilings, grade, score }: { grade: Grade | null; score: number | null; ceilings: readonly GradeCeiling[] },
  policy: Pick<GradingPolicy, 'bands' | 'riseMargin'>,
): NextBetterGrade | null => {
  if (grade === null || score === null) return null;
  const next = nextBetter(policy, grade);
  if (!next) return null;
  const boundBy = ceilings
    .filter((ceiling) => isWorse(ceiling.grade, next.grade))
    .toSorted((a, b) => b.grade.localeCompare(a.grade));
  const away = { ...next, missing: Math.max(0, next.from - score), boundBy };
  return { ...away, text: textOf(away) };
};
