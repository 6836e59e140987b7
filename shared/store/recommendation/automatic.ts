import type { Account } from '../../domain/account/account.ts';
import { noMovement } from '../../domain/account/account.ts';
import type { JsonObject } from '../../domain/history/entry.ts';
import {
  type AutomaticLimit,
  approvalBound,
  automaticBound,
  automaticLimit,
} from '../../domain/recommendation/automatic.ts';
import { recommend } from '../../domain/recommendation/recommend.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import type { Context } from '../context.ts';
import { quoteFor } from '../fx-rates.ts';
import { loadScore } from '../grading/items.ts';
import { isLimitAskedFor } from '../limit-requests/under-way.ts';
import { moveAccount } from '../movement.ts';
import { loadProfile, profileWrite } from '../profiles.ts';
import { gatherForLimit } from './recommend.ts';

const entryData = (
  { policy }: Context,
  { creditLimit, currency, grade }: Account,
  { amount, reason }: AutomaticLimit,
  recommended: Money | null,
): JsonObject => {
  const limit = (minorUnits: bigint | null) => ({
    creditLimit: minorUnits === null ? null : { ...toMoneyJson({ minorUnits, currency }) },
    unlimited: false,
  });
  return {
    ...{ from: limit(creditLimit), to: limit(amount), reason, isAutomatic: true },
    ...{ recommendedLimit: recommended && { ...toMoneyJson(recommended) }, grade, policyVersion: policy.version },
  };
};

/**
 * Gives a customer the limit that the policy gives without a request of anybody, if it gives one now. Whoever has asked for
 * another limit gets that answer instead: a limit that changes meanwhile would end the request.
 * @returns whether the limit has changed; done again on the same day, it has not.
 */
export const setAutomaticLimit = (context: Context, customerId: string): Promise<boolean> =>
  moveAccount<boolean>(context, customerId, async ({ account }) => {
    const { moment, policy, table } = context;
    if (automaticBound(account, moment, policy) === null) return { answer: false };
    const profile = await loadProfile(table, customerId);
    if (!profile || (await isLimitAskedFor(table, customerId))) return { answer: false };
    const approved = approvalBound(policy);
    const [input, { limitBefore }, quote] = await Promise.all([
      gatherForLimit(context, { account, masterData: profile.masterData }),
      loadScore(table, customerId),
      approved && quoteFor(context, approved.currency, account.currency),
    ]);
    const recommendation = recommend(input);
    const quotes = quote ? new Map([...input.quotes, [quote.from, quote]]) : input.quotes;
    const limitFellAt = limitBefore?.fellAt ?? null;
    const limit = automaticLimit({ ...input, quotes, recommendation, moment, limitFellAt });
    if (!limit) return { answer: false };
    return {
      entry: {
        kind: 'CreditLimitChanged',
        deltas: noMovement,
        data: entryData(context, account, limit, recommendation.amount),
      },
      account: {
        creditLimit: limit.amount,
        limitSetAt: moment.now,
        limitVersion: account.limitVersion + 1,
      },
      // A limit that was taken over before is no longer the one in force: taking it over again would change something.
      writes: profile.limitHash === null ? [] : [profileWrite(table, { ...profile, limitHash: null }, account)],
      result: () => true,
    };
  });
