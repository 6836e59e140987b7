import type { CollectionCase } from '../../domain/collection/case.ts';
import { dueAfter } from '../../domain/collection-task/due.ts';
import { followed, owingOf } from '../../domain/collection-task/follow.ts';
import type { TaskGround } from '../../domain/collection-task/new-tasks.ts';
import { cancelled } from '../../domain/collection-task/outcome.ts';
import { type CollectionTask, isUndone } from '../../domain/collection-task/task.ts';
import type { Owing } from '../../domain/collection-task/texts.ts';
import type { Context } from '../context.ts';
import { settleWrites, type Write } from '../table.ts';
import { openTasksOf, taskWritesAfter } from './items.ts';
import { findRank } from './rank.ts';

/** The writes that bring tasks of a case to where it stands; none where nothing changes. */
export const followWrites = async (
  context: Context,
  state: CollectionCase,
  ground: TaskGround,
  tasks: readonly CollectionTask[],
): Promise<readonly Write[]> => {
  const { environment, moment, policy, table } = context;
  const due = dueAfter(moment.today, policy.collections.taskDueDays, { ...environment, ...policy.calendars });
  const ranks = new Map<Owing, Promise<number>>();
  const rankFor = (owing: Owing): Promise<number> => {
    const rank = ranks.get(owing) ?? findRank(context, { customerId: state.customerId, ...owing });
    ranks.set(owing, rank);
    return rank;
  };
  const written = tasks.map(async (before) => {
    // Where nothing is chased no place in the order is looked for.
    const rank = state.status === 'CLOSED' ? before.rank : await rankFor(owingOf(before, ground));
    const after = followed(before, { state, ground, rank, due, at: moment.now });
    return after === before ? [] : taskWritesAfter(table, before, after);
  });
  return (await Promise.all(written)).flat();
};

/** More than a case has; what it ever had beyond comes up when some of these are gone. */
const MOST_FOLLOWED = 100;
const WRITTEN_TOGETHER = 20;

/**
 * Brings the tasks of a case to where it stands without changing the case: what remains after a payment in part, their
 * order of the day, and those that its own transaction had no room for. One that a person changes meanwhile is left for
 * the next time. Done again, nothing changes.
 */
export const followTasks = async (context: Context, state: CollectionCase, ground: TaskGround): Promise<void> => {
  const tasks = await openTasksOf(context.table, state.caseId, MOST_FOLLOWED);
  for (let start = 0; start < tasks.length; start += WRITTEN_TOGETHER) {
    const writes = await followWrites(context, state, ground, tasks.slice(start, start + WRITTEN_TOGETHER));
    if (writes.length > 0) await settleWrites(context.table, writes);
  }
};

/** Cancels what a closed case has left: the transaction in which it closes has no room for more than twenty. */
export const cancelTasks = async (
  { moment, table }: Pick<Context, 'moment' | 'table'>,
  caseId: string,
): Promise<void> => {
  const tasks = await openTasksOf(table, caseId, MOST_FOLLOWED);
  for (let start = 0; start < tasks.length; start += WRITTEN_TOGETHER) {
    const some = tasks.slice(start, start + WRITTEN_TOGETHER).filter(isUndone);
    const writes = some.flatMap((task) => taskWritesAfter(table, task, cancelled(task, moment.now)));
    if (writes.length > 0) await settleWrites(table, writes);
  }
};
