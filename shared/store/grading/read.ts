import type { Account } from '../../domain/account/account.ts';
import { assess, type ScoreRecord } from '../../domain/grading/assess.ts';
import { notFound } from '../../errors.ts';
import { loadAccount } from '../accounts.ts';
import type { Context } from '../context.ts';
import { scoringGround } from './facts.ts';
import { loadScore } from './items.ts';

/**
 * The newest scoring of a customer, as it was when it was graded; of one without a grade, how it would be scored now.
 * @throws not-found for an unknown customer.
 */
export const customerScore = async (
  context: Context,
  customerId: string,
): Promise<{ readonly account: Account; readonly record: ScoreRecord }> => {
  const { policy, table } = context;
  const [account, { record }] = await Promise.all([loadAccount(table, customerId), loadScore(table, customerId)]);
  if (!account) throw notFound('customer', customerId);
  if (account.grade !== null && record) return { account, record };
  return { account, record: assess({ ...(await scoringGround(context, account)), policy }).record };
};
