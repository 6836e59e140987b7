import * as z from 'zod/mini';
import { characteristicNames } from '../domain/grading/policy.ts';
import { Grade } from './customers.ts';
import { DateView } from './primitives.ts';

const Name = z.enum(characteristicNames);

/** Why a value is not known; the characteristic counts with its neutral points then. */
export const MissingValue = z.enum([
  'FEW_INVOICES',
  'NO_STATEMENT',
  'STATEMENT_TOO_OLD',
  'STATEMENT_OF_LATER',
  'STATEMENT_WITHOUT_IT',
  'NO_RATING',
  'RATING_NOT_ON_SCALE',
  'NO_LIMIT',
  'NOT_ENOUGH_SALES',
  'NOTHING_YET',
]);

export const ScoreContributionView = z.object({
  name: Name,
  label: z.string(),
  value: z.nullable(z.number()),
  text: z.string(),
  missing: z.nullable(MissingValue),
  points: z.number(),
  isNeutral: z.boolean(),
  weightPercent: z.number(),
  contribution: z.int(),
});
export type ScoreContributionView = z.infer<typeof ScoreContributionView>;

export const ScoreRaiseView = z.object({
  name: z.string(),
  text: z.string(),
  gain: z.nullable(z.int()),
});

export const GradeCeilingView = z.object({
  fact: z.enum(['DAYS_PAST_DUE', 'BROKEN_PROMISES', 'BOUNCED_PAYMENTS', 'DEFAULTS', 'INSOLVENCY']),
  days: z.exactOptional(z.int()),
  count: z.exactOptional(z.int()),
  grade: Grade,
});

/** The next better grade, and what is missing for it. */
export const NextGradeView = z.object({
  grade: Grade,
  from: z.int(),
  missing: z.int(),
  boundBy: z.array(GradeCeilingView),
  text: z.string(),
});

/** Why a customer has its score and its grade. */
export const CustomerScoreView = z.object({
  customerId: z.string(),
  score: z.nullable(z.int()),
  grade: z.nullable(Grade),
  gradedOn: z.nullable(DateView),
  scoredOn: DateView,
  policyVersion: z.int(),
  knownPercent: z.int(),
  reason: z.string(),
  contributions: z.array(ScoreContributionView),
  ceilings: z.array(GradeCeilingView),
  risingSince: z.nullable(DateView),
  risesOn: z.nullable(DateView),
  nextGradingOn: z.nullable(DateView),
  nextGrade: z.nullable(NextGradeView),
  raises: z.array(ScoreRaiseView),
});
export type CustomerScoreView = z.infer<typeof CustomerScoreView>;
