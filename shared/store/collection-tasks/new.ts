import { candidatesFor, leastLoaded, type Staff } from '../../domain/collection-task/assign.ts';
import { dueAfter } from '../../domain/collection-task/due.ts';
import type { CollectionTask, NewTask } from '../../domain/collection-task/task.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Write } from '../table.ts';
import { countOpenTasks, firstTaskWrites } from './items.ts';
import { findRank } from './rank.ts';

/** Nobody needs to be counted where there is one to choose from. */
const chooseAssignee = async ({ table }: Context, candidates: readonly string[]): Promise<string> =>
  leastLoaded(candidates, candidates.length > 1 ? await countOpenTasks(table, candidates) : new Map());

/**
 * The writes that make a task, for the transaction of what it was made for: who gets it, when it is due, how it ranks.
 * @param staff looked up before the change; see `lookUpStaff`.
 */
export const newTaskWrites = async (context: Context, staff: Staff, wanted: NewTask): Promise<readonly Write[]> => {
  const { environment, moment, policy, table } = context;
  const { collector: _collector, disputeId = null, stays: _stays, ...about } = wanted;
  const [assignee, rank] = await Promise.all([
    chooseAssignee(context, candidatesFor(staff, wanted)),
    findRank(context, wanted),
  ]);
  const task: CollectionTask = {
    ...about,
    taskId: newId(moment.now),
    status: 'OPEN',
    assignee,
    rank,
    createdAt: moment.now,
    ...dueAfter(moment.today, policy.collections.taskDueDays, { ...environment, ...policy.calendars }),
    escalatedAt: null,
    escalatedFrom: null,
    escalatedTo: null,
    leadToldAt: null,
    outcome: null,
    note: null,
    promiseId: null,
    disputeId,
    doneBy: null,
    doneAt: null,
    version: 1,
  };
  return firstTaskWrites(table, task);
};
