import type { Context } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { changeCase, isReviewDue, openWhereNeeded } from './change.ts';
import { gatherGround } from './ground.ts';
import { findStoredCase } from './items.ts';

/** What the daily run did about a customer's case. */
export type Attended = 'OPENED' | 'REVIEWED' | 'UNCHANGED' | 'NONE';

/**
 * Looks after the case of a customer, once a day: opens one where it is needed, and records what the facts have done to
 * the one under way, which wakes its workflow. Done again, nothing changes.
 */
export const attendCase = async (context: Context, directory: Directory, customerId: string): Promise<Attended> => {
  const last = await findStoredCase(context.table, customerId);
  const ground = await gatherGround(context, customerId, last?.state.caseId ?? null);
  if (!last || last.state.status === 'CLOSED') {
    return (await openWhereNeeded(context, directory, last, ground)) ? 'OPENED' : 'NONE';
  }
  if (!isReviewDue(last, ground)) return 'UNCHANGED';
  await changeCase(context, directory, last.state.caseId, { type: 'REVIEW' }, { answer: () => null });
  return 'REVIEWED';
};
