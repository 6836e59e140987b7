import type { Cause } from '../../domain/collection/review.ts';
import { loadAccount } from '../accounts.ts';
import { taskGround } from '../collection-tasks/effects.ts';
import { cancelTasks, followTasks } from '../collection-tasks/follow.ts';
import type { Context } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { changeCase, ensureCase, isReviewDue } from './change.ts';
import { gatherGround } from './ground.ts';
import { findStoredCase, type StoredCase } from './items.ts';
import { underPolicyOf } from './policy-of-case.ts';

/** Something that was recorded about a customer, so far as it matters here. */
export interface News {
  readonly customerId: string;
  readonly detailType: string;
}

/** Money that came in, now or before it was applied: what makes the platform say thanks. */
const payments = ['PaymentReceived', 'CashApplied'];

const causeOf = ({ detailType }: News): Cause => (payments.includes(detailType) ? 'PAYMENT' : 'OTHER');

/** The newest case. For a dispute one is opened where it is needed: somebody has to resolve it, and not tomorrow. */
const caseFor = (
  context: Context,
  directory: Directory,
  { customerId, detailType }: News,
): Promise<StoredCase | null> =>
  detailType === 'DisputeOpened'
    ? ensureCase(context, directory, customerId)
    : findStoredCase(context.table, customerId);

/**
 * Records in a customer's newest case what the news has done to it: closes it, ends a promise, notes a dispute, opens it
 * again. What changes nothing but what remains is told to its tasks. Done twice, or long after, it records what the facts
 * are then.
 * @returns the case, or `null` when the customer has none or it stays closed.
 */
export const reviewOnNews = async (context: Context, directory: Directory, news: News): Promise<string | null> => {
  const stored = await caseFor(context, directory, news);
  if (!stored) return null;
  const { caseId, dueThrough, status } = stored.state;
  if (status === 'CLOSED' && news.detailType === 'CollectionCaseChanged') await cancelTasks(context, caseId);
  if (status === 'CLOSED') {
    // Whatever is due later is no business of a case that is closed, and costs no more than this to find out.
    const account = await loadAccount(context.table, news.customerId);
    if (!account?.oldestOpenDueOn || account.oldestOpenDueOn > dueThrough) return null;
  }
  const own = await underPolicyOf(context, stored.state);
  const ground = await gatherGround(own, news.customerId, caseId);
  if (!isReviewDue(stored, ground)) {
    await followTasks(own, stored.state, taskGround(stored.state, ground));
    return status === 'CLOSED' ? null : caseId;
  }
  const command = { type: 'REVIEW', cause: causeOf(news) } as const;
  return changeCase(context, directory, caseId, command, { answer: () => caseId });
};
