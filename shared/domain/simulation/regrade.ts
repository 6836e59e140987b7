import type { BusinessDate } from '../../dates.ts';
import type { Grade } from '../account/account.ts';
import { characteristicValues, type ScoringInput } from '../grading/characteristics.ts';
import { type CeilingFacts, nextGrade } from '../grading/grade.ts';
import type { GradingPolicy } from '../grading/policy.ts';
import { scoreOf } from '../grading/score.ts';

/** What a customer is scored and graded by today. */
export interface GradedCustomer {
  readonly customerId: string;
  readonly input: ScoringInput;
  readonly facts: CeilingFacts;
}

export interface Standing {
  readonly score: number | null;
  readonly grade: Grade | null;
}

/** A customer whom another policy would give another grade. */
export interface Regraded {
  readonly customerId: string;
  readonly before: Standing;
  readonly after: Standing;
}

/** The grade at which a policy aims for a customer as it stands today: what it would be given if it came anew. */
const aimOf = ({ facts, input }: GradedCustomer, policy: GradingPolicy, today: BusinessDate): Standing => {
  const scoring = scoreOf(policy.scorecard, characteristicValues(input, policy.scorecard));
  const { grade } = nextGrade({ grade: null, risingSince: null }, scoring, facts, policy, today);
  return { score: scoring.score, grade };
};

/**
 * The customers whom two policies would grade otherwise, on the same facts. Waiting times are left out: who would rise
 * does so after them, who would fall does at once.
 */
export const regrade = (
  customers: readonly GradedCustomer[],
  before: GradingPolicy,
  after: GradingPolicy,
  today: BusinessDate,
): readonly Regraded[] =>
  customers
    .map((customer) => ({
      customerId: customer.customerId,
      before: aimOf(customer, before, today),
      after: aimOf(customer, after, today),
    }))
    .filter((one) => one.before.grade !== one.after.grade);
