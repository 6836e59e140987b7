import type { BusinessDate } from '../../dates.ts';
import type { Account, Grade } from '../account/account.ts';
import { characteristicValues, type ScoringInput } from './characteristics.ts';
import { nextGradeDueOn } from './due.ts';
import { type ExplainedContribution, explain, gradeSentence, type Raise, raisesOf } from './explain.ts';
import { type GradeFall, isUndone, lastingFacts, withoutFall } from './fall.ts';
import { type CeilingFacts, isWorse, type NextGrade, nextGrade } from './grade.ts';
import { limitAfterFall } from './limit.ts';
import type { GradeCeiling, GradingPolicy } from './policy.ts';
import { scoreOf } from './score.ts';

/** What a score came of, and why the grade is what it is: kept as it was when the customer was graded. */
export interface ScoreRecord {
  readonly scoredOn: BusinessDate;
  readonly policyVersion: number;
  readonly score: number | null;
  /** Share of all weight whose values were known, in percent. */
  readonly knownPercent: number;
  readonly grade: Grade | null;
  /** Why the grade is that, in a sentence. */
  readonly reason: string;
  /** Their whole parts sum up to the score. */
  readonly contributions: readonly ExplainedContribution[];
  /** Facts that hold, and that the grade may not be better than. */
  readonly ceilings: readonly GradeCeiling[];
  readonly risingSince: BusinessDate | null;
  /** The day on which the grade rises if the score stays. */
  readonly risesOn: BusinessDate | null;
  /** The day on which the customer is graded anew though nothing may have changed. */
  readonly reviewOn: BusinessDate | null;
  /** What would raise the score or the grade, the most first. */
  readonly raises: readonly Raise[];
}

/** Where a customer comes out when it is graded. */
export interface Assessment {
  readonly next: NextGrade;
  readonly record: ScoreRecord;
  /** The credit limit after it, where it falls with the grade, or comes back with a fall that is taken back. */
  readonly limit: bigint | null;
  /** The account that was judged: as it is, or as it would be without the fall that is taken back. */
  readonly judged: Account;
  /** The fall that is taken back. */
  readonly undone: GradeFall | null;
  /** Whether the history tells of it: score or grade have changed. */
  readonly isNews: boolean;
  readonly isRise: boolean;
}

/** Who is graded, and by what. */
export interface Candidate {
  readonly account: Account;
  readonly input: ScoringInput;
  readonly facts: CeilingFacts;
  /** The last fall by a fact, which is taken back where the fact is gone soon enough. */
  readonly fall?: GradeFall | null;
  /** Months with a default since the first that was counted when it fell; left out: those of the facts. */
  readonly defaultsSinceFall?: number;
  readonly policy: { readonly version: number; readonly grading: GradingPolicy };
}

/** A first grade leaves a limit alone that somebody has set knowing as much, unless a fact has come that is against it. */
const fallenLimit = (account: Account, { grade, reason }: NextGrade, grading: GradingPolicy): bigint | null =>
  grade === null || grade === account.grade || reason === 'FIRST'
    ? null
    : limitAfterFall(account, account.grade, grade, grading);

const judge = ({ account, facts, input, policy }: Candidate): Assessment => {
  const { grading, version } = policy;
  const { scorecard } = grading;
  const scoring = scoreOf(scorecard, characteristicValues(input, scorecard));
  const next = nextGrade(account, scoring, facts, grading, input.today);
  const contributions = explain(scoring, input, scorecard);
  const { grade, risesOn, risingSince } = next;
  const hasMoved = grade !== account.grade;
  return {
    next,
    record: {
      scoredOn: input.today,
      policyVersion: version,
      score: scoring.score,
      knownPercent: scoring.knownPercent,
      grade,
      reason: gradeSentence(next, scoring.score),
      contributions,
      ceilings: next.ceilings,
      risingSince,
      risesOn,
      reviewOn: nextGradeDueOn(next, grading, input.today),
      raises: raisesOf(contributions, next.ceilings, grading),
    },
    limit: fallenLimit(account, next, grading),
    judged: account,
    undone: null,
    isNews: hasMoved || scoring.score !== account.score,
    isRise: next.reason === 'ROSE',
  };
};

/** The judgement as if the fall had not been; `null` where it rests on something still, or is no better without. */
const withoutTheFall = (candidate: Candidate, fall: GradeFall): Assessment | null => {
  const { account, defaultsSinceFall, facts, input, policy } = candidate;
  const { today } = input;
  const defaults = defaultsSinceFall ?? facts.defaults;
  const lasting = lastingFacts(facts, account, input.conduct.worstDaysPastDue12m, defaults, today);
  if (account.grade === null || !isUndone(fall, account, lasting, policy.grading, today)) return null;
  const judged = withoutFall(account, fall);
  const found = judge({ ...candidate, account: judged });
  if (found.next.grade !== null && !isWorse(account.grade, found.next.grade)) return null;
  const next: NextGrade = { ...found.next, reason: 'UNDONE' };
  // A limit that somebody has set since is left alone.
  const hasLimitBack = judged.creditLimit !== account.creditLimit;
  return {
    ...found,
    next,
    record: { ...found.record, reason: gradeSentence(next, found.record.score) },
    limit: hasLimitBack ? (found.limit ?? judged.creditLimit) : null,
    undone: fall,
    isNews: true,
    isRise: false,
  };
};

/** Scores a customer and says which grade follows: the whole judgement, without its effects. */
export const assess = (candidate: Candidate): Assessment =>
  (candidate.fall && withoutTheFall(candidate, candidate.fall)) ?? judge(candidate);
