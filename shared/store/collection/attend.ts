import { taskGround } from '../collection-tasks/effects.ts';
import { followTasks } from '../collection-tasks/follow.ts';
import type { Context } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { type CaseChange, changeCase, isReviewDue, openWhereNeeded } from './change.ts';
import { gatherGround } from './ground.ts';
import { findStoredCase } from './items.ts';
import { underPolicyOf } from './policy-of-case.ts';

/** What the daily run did about a customer's case. */
export type Attended = 'OPENED' | 'REVIEWED' | 'UNCHANGED' | 'NONE';

const stateAndGround = ({ after, ground }: CaseChange) => ({ state: after.state, ground });

/**
 * Looks after the case of a customer, once a day: opens one where it is needed, records what the facts have done to the
 * one under way, which wakes its workflow, and puts its tasks in their order of today. Done again, nothing changes.
 */
export const attendCase = async (context: Context, directory: Directory, customerId: string): Promise<Attended> => {
  const last = await findStoredCase(context.table, customerId);
  const own = last ? await underPolicyOf(context, last.state) : context;
  const ground = await gatherGround(own, customerId, last?.state.caseId ?? null);
  if (!last || last.state.status === 'CLOSED') {
    return (await openWhereNeeded(context, directory, last, ground)) ? 'OPENED' : 'NONE';
  }
  const isDue = isReviewDue(last, ground);
  const now = isDue
    ? await changeCase(context, directory, last.state.caseId, { type: 'REVIEW' }, { answer: stateAndGround })
    : { state: last.state, ground };
  await followTasks(own, now.state, taskGround(now.state, now.ground));
  return isDue ? 'REVIEWED' : 'UNCHANGED';
};
