import { leastLoaded, type Staff, takersOf } from '../../domain/collection-task/assign.ts';
import { cancelled, escalated, escalationLine } from '../../domain/collection-task/outcome.ts';
import { type CollectionTask, isUntouched, UNASSIGNED } from '../../domain/collection-task/task.ts';
import { text } from '../attributes.ts';
import { changeCase } from '../collection/change.ts';
import { loadCase } from '../collection/items.ts';
import { type Context, withoutRequest } from '../context.ts';
import { indexKeys } from '../keys.ts';
import { type Page, settleWrites } from '../table.ts';
import { countOpenTasks, ESCALATED, loadTask, taskWritesAfter } from './items.ts';
import { type Directory, lookUpStaff } from './staff.ts';
import { tellLead } from './tell-leads.ts';

/** Names of tasks read at once; a page of names is a few kilobytes. */
const PAGE_SIZE = 200;
/** No team leaves more undone; a list that goes on is a fault, and the next day's run takes what is left. */
const MOST_PAGES = 100;

export interface Escalation {
  readonly escalated: number;
  /** Tasks with which something went wrong; they are tried again by the next run. */
  readonly failed: readonly string[];
}

/** Open tasks that were due and that no lead has been told of, a page of their ids at a time. */
async function* untouchedTasks({ moment, table }: Context): AsyncGenerator<readonly string[], void, undefined> {
  const { gsi2pk } = indexKeys.tasksIn('OPEN', '', '');
  let startAfter: Page['next'] = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: Page = await table.page({
      index: 'gsi2',
      partition: gsi2pk,
      to: `${moment.now}#~`,
      limit: PAGE_SIZE,
      startAfter,
    });
    const names = page.items.map((item) => text(item, 'gsi2sk')).filter((name) => !name.endsWith(ESCALATED));
    yield names.map((name) => name.split('#')[1] ?? '');
    startAfter = page.next;
    if (!startAfter) return;
  }
}

/** Chooses among leads by what they have, counting what is given to them meanwhile. */
const chooser = (load: ReadonlyMap<string, number>) => {
  const given = new Map(load);
  return (takers: readonly string[]): string => {
    const to = leastLoaded(takers, given);
    given.set(to, (given.get(to) ?? 0) + 1);
    return to;
  };
};

/** The task was done, escalated or cancelled since it was found. */
class NotUntouched extends Error {}

const escalateOne = async (context: Context, directory: Directory, task: CollectionTask, to: string): Promise<void> => {
  const { moment, table } = context;
  const text = escalationLine(task, to);
  await changeCase(
    withoutRequest(context),
    directory,
    task.caseId,
    { type: 'NOTE', kind: 'TASK_ESCALATED', text, by: null },
    {
      writes: async ({ after }) => {
        const current = await loadTask(table, task.taskId);
        if (after.state.status === 'CLOSED' || !isUntouched(current)) throw new NotUntouched();
        return taskWritesAfter(table, current, escalated(current, to, moment.now));
      },
      answer: () => null,
    },
  );
};

/** What was done about a task: whose it is, and whether it became theirs now. */
interface Taken {
  readonly lead: string;
  readonly isNew: boolean;
}

/** @returns `null` where nobody is to be told of the task. */
const attend = async (
  context: Context,
  directory: Directory,
  staff: Staff,
  choose: (takers: readonly string[]) => string,
  taskId: string,
): Promise<Taken | null> => {
  const { moment, table } = context;
  const task = await loadTask(table, taskId);
  if (task.status !== 'OPEN' || task.dueAt > moment.now) return null;
  // A run before has come to its end before it could tell.
  if (task.escalatedTo !== null) return task.leadToldAt === null ? { lead: task.escalatedTo, isNew: false } : null;
  if ((await loadCase(table, task.caseId)).status === 'CLOSED') {
    await settleWrites(table, taskWritesAfter(table, task, cancelled(task, moment.now)));
    return null;
  }
  const to = choose(takersOf(staff, task.assignee));
  if (to === UNASSIGNED) return null;
  try {
    await escalateOne(context, directory, task, to);
    return { lead: to, isNew: true };
  } catch (error) {
    if (error instanceof NotUntouched) return null;
    throw error;
  }
};

/**
 * Gives the tasks that nobody has done in time to the leads, each with a line in the timeline of its case, and tells each
 * lead of theirs by one mail. Done again, nothing happens. One that fails keeps no other from being escalated.
 * @throws unavailable when the directory cannot be asked.
 */
export const escalateTasks = async (context: Context, directory: Directory): Promise<Escalation> => {
  const staff = await lookUpStaff(context, directory);
  const takers = takersOf(staff, UNASSIGNED);
  const choose = chooser(takers.length > 1 ? await countOpenTasks(context.table, takers) : new Map());
  const failed: string[] = [];
  const byLead = new Map<string, string[]>();
  let count = 0;
  for await (const taskIds of untouchedTasks(context)) {
    for (const taskId of taskIds) {
      try {
        const taken = await attend(context, directory, staff, choose, taskId);
        if (!taken) continue;
        byLead.set(taken.lead, [...(byLead.get(taken.lead) ?? []), taskId]);
        if (taken.isNew) count += 1;
      } catch {
        failed.push(taskId);
      }
    }
  }
  for (const [lead, taskIds] of byLead) {
    try {
      await tellLead(context, lead, taskIds);
    } catch {
      failed.push(...taskIds);
    }
  }
  return { escalated: count, failed };
};
