import type { Account } from '../domain/account/account.ts';
import type { ScoreRecord } from '../domain/grading/assess.ts';
import { nextBetterGrade } from '../domain/grading/next-grade.ts';
import type { GradingPolicy } from '../domain/grading/policy.ts';
import type { CustomerScoreView } from './scores.ts';

/** Why a customer has its score and its grade, as the API shows it. */
export const scoreView = (account: Account, record: ScoreRecord, grading: GradingPolicy): CustomerScoreView => {
  const { reviewOn: _reviewOn, ...told } = record;
  const next = nextBetterGrade(record, grading);
  return {
    ...told,
    customerId: account.customerId,
    gradedOn: account.gradedOn,
    nextGradingOn: account.gradeDueOn,
    nextGrade: next && { ...next, boundBy: [...next.boundBy] },
    contributions: [...record.contributions],
    ceilings: [...record.ceilings],
    raises: [...record.raises],
  };
};
