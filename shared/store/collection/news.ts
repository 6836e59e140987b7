import type { Cause } from '../../domain/collection/review.ts';
import type { Context } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { changeCase, isReviewDue } from './change.ts';
import { gatherGround } from './ground.ts';
import { findStoredCase } from './items.ts';

/** Something that was recorded about a customer, so far as it matters here. */
export interface News {
  readonly customerId: string;
  readonly detailType: string;
}

/** Money that came in, now or before it was applied: what makes the platform say thanks. */
const payments = ['PaymentReceived', 'CashApplied'];

const causeOf = ({ detailType }: News): Cause => (payments.includes(detailType) ? 'PAYMENT' : 'OTHER');

/**
 * Records in a customer's newest case what the news has done to it: closes it, ends a promise, opens it again. Done twice,
 * or long after, it records what the facts are then.
 * @returns the case, or `null` when the customer has none or it stays closed.
 */
export const reviewOnNews = async (context: Context, directory: Directory, news: News): Promise<string | null> => {
  const stored = await findStoredCase(context.table, news.customerId);
  if (!stored) return null;
  const { caseId, status } = stored.state;
  const ground = await gatherGround(context, news.customerId, caseId);
  if (!isReviewDue(stored, ground)) return status === 'CLOSED' ? null : caseId;
  const command = { type: 'REVIEW', cause: causeOf(news) } as const;
  return changeCase(context, directory, caseId, command, { answer: () => caseId });
};
