import { addDays, type BusinessDate } from '../../dates.ts';
import type { Grade } from '../account/account.ts';
import type { GradeCeiling, GradingPolicy } from './policy.ts';
import type { Scoring } from './score.ts';

/** The grades, the best first. */
export const grades: readonly Grade[] = ['A', 'B', 'C', 'D', 'E'];

export const isWorse = (a: Grade, b: Grade): boolean => grades.indexOf(a) > grades.indexOf(b);

const worstOf = (found: readonly Grade[]): Grade | null =>
  found.reduce<Grade | null>((worst, grade) => (worst === null || isWorse(grade, worst) ? grade : worst), null);

/** Facts that a grade may not be better than, whatever the score. */
export interface CeilingFacts {
  /** Of the oldest open item that counts as late and is not disputed. */
  readonly daysPastDue: number;
  /** Within 12 months, as the next. */
  readonly brokenPromises: number;
  readonly bouncedPayments: number;
  /** Months with a default, of the last 24. */
  readonly defaults: number;
  readonly isInsolvent: boolean;
}

const holds = (ceiling: GradeCeiling, facts: CeilingFacts): boolean => {
  switch (ceiling.fact) {
    case 'DAYS_PAST_DUE':
      return facts.daysPastDue >= ceiling.days;
    case 'BROKEN_PROMISES':
      return facts.brokenPromises >= ceiling.count;
    case 'BOUNCED_PAYMENTS':
      return facts.bouncedPayments >= ceiling.count;
    case 'DEFAULTS':
      return facts.defaults >= ceiling.count;
    case 'INSOLVENCY':
      return facts.isInsolvent;
    default:
      return ceiling satisfies never;
  }
};

/** The ceilings that hold. */
export const ceilingsInForce = (
  { ceilings }: Pick<GradingPolicy, 'ceilings'>,
  facts: CeilingFacts,
): readonly GradeCeiling[] => ceilings.filter((ceiling) => holds(ceiling, facts));

/** Whether the ceilings of a fact alone bound a customer to a worse grade than it has. */
export const isBoundBy = (
  fact: GradeCeiling['fact'],
  grade: Grade | null,
  facts: CeilingFacts,
  policy: GradingPolicy,
): boolean =>
  ceilingsInForce(policy, facts).some((one) => one.fact === fact && (grade === null || isWorse(one.grade, grade)));

/** The grade of a score by its band alone. */
export const gradeOfScore = ({ bands }: Pick<GradingPolicy, 'bands'>, score: number): Grade =>
  (bands.find(({ from }) => score >= from) ?? bands.at(-1))?.grade ?? 'E';

/** How a customer stands before it is graded. */
export interface GradeState {
  readonly grade: Grade | null;
  readonly risingSince: BusinessDate | null;
}

/**
 * Why a grade is what it is now: the first one, by its score or by a fact; fallen with the score or by a fact; risen; as
 * it was; taken back, because nothing that it could rest on is known any more; the fall before undone, because the fact
 * of it is gone.
 */
export type GradeReason =
  | 'FIRST'
  | 'FIRST_BY_FACT'
  | 'SCORE_FELL'
  | 'FACT'
  | 'ROSE'
  | 'UNCHANGED'
  | 'TAKEN_BACK'
  | 'UNDONE';

export interface NextGrade {
  readonly grade: Grade | null;
  readonly risingSince: BusinessDate | null;
  /** On which day the grade rises, or is taken back, if nothing changes until then. */
  readonly risesOn: BusinessDate | null;
  readonly reason: GradeReason;
  readonly ceilings: readonly GradeCeiling[];
}

/** At least a day: however often a customer is graded on a day, it rises once. */
const waitOf = ({ riseAfterDays }: GradingPolicy): number => Math.max(1, riseAfterDays);

/** The next better grade that there is a band of, and the score from which the grade rises to it. */
export const nextBetter = (
  { bands, riseMargin }: Pick<GradingPolicy, 'bands' | 'riseMargin'>,
  grade: Grade,
): { readonly grade: Grade; readonly from: number } | null => {
  const band = bands.filter((one) => isWorse(grade, one.grade)).at(-1);
  return band ? { grade: band.grade, from: band.from + riseMargin } : null;
};

/** The grade into which a customer may rise by its score, if it holds: clear of its band, and of what bounds it. */
const mayRiseTo = (policy: GradingPolicy, grade: Grade, score: number, ceiling: Grade | null): Grade | null => {
  const next = nextBetter(policy, grade);
  if (!next || score < next.from) return null;
  return ceiling !== null && isWorse(ceiling, next.grade) ? null : next.grade;
};

interface Decided {
  readonly grade: Grade | null;
  readonly reason: GradeReason;
  /** Whether the next rise, or the taking back, is waited for. */
  readonly isWaiting: boolean;
}

interface Case {
  readonly score: number | null;
  readonly ceiling: Grade | null;
  readonly policy: GradingPolicy;
  /** Whether the waiting time has passed. */
  readonly isOver: boolean;
}

const isRising = (grade: Grade, { ceiling, policy, score }: Case): boolean =>
  score !== null && mayRiseTo(policy, grade, score, ceiling) !== null;

const firstGrade = (of: Case, byScore: Grade | null, target: Grade | null): Decided => {
  if (target === null) return { grade: null, reason: 'UNCHANGED', isWaiting: false };
  const reason = target === byScore ? 'FIRST' : 'FIRST_BY_FACT';
  return { grade: target, reason, isWaiting: isRising(target, of) };
};

const decide = (grade: Grade | null, of: Case): Decided => {
  const { ceiling, isOver, policy, score } = of;
  const byScore = score === null ? null : gradeOfScore(policy, score);
  const target = worstOf([byScore, ceiling].filter((one) => one !== null));
  if (grade === null) return firstGrade(of, byScore, target);
  if (target === null) {
    return isOver
      ? { grade: null, reason: 'TAKEN_BACK', isWaiting: false }
      : { grade, reason: 'UNCHANGED', isWaiting: true };
  }
  if (isWorse(target, grade)) {
    return { grade: target, reason: target === byScore ? 'SCORE_FELL' : 'FACT', isWaiting: isRising(target, of) };
  }
  const next = score === null ? null : mayRiseTo(policy, grade, score, ceiling);
  if (next === null || !isOver) return { grade, reason: 'UNCHANGED', isWaiting: next !== null };
  return { grade: next, reason: 'ROSE', isWaiting: isRising(next, of) };
};

/**
 * The grade after a scoring. It falls at once, as far as the score or a fact says. It rises by one, when the score has
 * stood clear of the better band for the waiting time. Without a score it is kept, bounded by the facts; when none of
 * them holds any more it is taken back after the same time.
 */
export const nextGrade = (
  state: GradeState,
  { score }: Pick<Scoring, 'score'>,
  facts: CeilingFacts,
  policy: GradingPolicy,
  today: BusinessDate,
): NextGrade => {
  const ceilings = ceilingsInForce(policy, facts);
  const ceiling = worstOf(ceilings.map(({ grade }) => grade));
  const wait = waitOf(policy);
  const isOver = state.risingSince !== null && addDays(state.risingSince, wait) <= today;
  const { grade, isWaiting, reason } = decide(state.grade, { score, ceiling, policy, isOver });
  const risingSince = isWaiting ? ((grade === state.grade ? state.risingSince : null) ?? today) : null;
  return { grade, risingSince, risesOn: risingSince && addDays(risingSince, wait), reason, ceilings };
};
