import type { Account } from '../../domain/account/account.ts';
import type { ProfileFacts } from '../../domain/account/profile.ts';
import type { AssessmentFacts } from '../../domain/limit-request/assess.ts';
import { maxDaysPastDue } from '../../domain/limit-request/case.ts';
import type { LimitRequest } from '../../domain/limit-request/limit-request.ts';
import type { Context } from '../context.ts';
import { loadCreditProfile } from '../credit-profiles.ts';
import { quoteFor } from '../fx-rates.ts';

export interface Gathered {
  readonly facts: AssessmentFacts;
  readonly profile: ProfileFacts;
  readonly legalName: string;
}

/**
 * What a request is judged on.
 * @param account as a transaction is about to change it, with nothing expired in it; the profile's own where left out.
 */
export const gatherFacts = async (context: Context, request: LimitRequest, account?: Account): Promise<Gathered> => {
  const { moment, policy } = context;
  const profile = await loadCreditProfile(context, request.customerId);
  const own = profile.account.currency;
  const [requestToMatrix, accountToMatrix, requestToAccount] = await Promise.all([
    quoteFor(context, request.requested.currency, policy.approvals.currency),
    quoteFor(context, own, policy.approvals.currency),
    quoteFor(context, request.requested.currency, own),
  ]);
  return {
    profile,
    legalName: String(profile.masterData['legalName'] ?? request.customerId),
    facts: {
      account: account ?? profile.account,
      overdueAmount: profile.overdueAmount,
      maxDaysPastDue: maxDaysPastDue(profile),
      recommendation: profile.recommendation,
      quotes: { requestToMatrix, accountToMatrix, requestToAccount },
      policy,
      moment,
    },
  };
};
