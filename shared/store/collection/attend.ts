import type { Context } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { changeCase, ensureCase, isReviewDue } from './change.ts';
import { gatherGround } from './ground.ts';
import { findStoredCase } from './items.ts';

/** What the daily run did about a customer's case. */
export type Attended = 'OPENED' | 'REVIEWED' | 'UNCHANGED' | 'NONE';

/**
 * Looks after the case of a customer, once a day: opens one where it is needed, and records what the facts have done to
 * the one under way, which wakes its workflow. Done again, nothing changes.
 */
export const attendCase = async (context: Context, directory: Directory, customerId: string): Promise<Attended> => {
  const { table } = context;
  const last = await findStoredCase(table, customerId);
  const isOpen = last !== null && last.state.status !== 'CLOSED';
  const current = await ensureCase(context, directory, customerId);
  if (!current) return 'NONE';
  if (!isOpen) return 'OPENED';
  const { caseId } = current.state;
  if (!isReviewDue(current, await gatherGround(context, customerId, caseId))) return 'UNCHANGED';
  await changeCase(context, directory, caseId, { type: 'REVIEW' }, { answer: () => null });
  return 'REVIEWED';
};
