import { escalationMail, MOST_LISTED } from '../../domain/collection-task/mails.ts';
import { told } from '../../domain/collection-task/outcome.ts';
import type { CollectionTask } from '../../domain/collection-task/task.ts';
import { unavailable } from '../../errors.ts';
import type { Context } from '../context.ts';
import { mailWrite } from '../mails.ts';
import { loadProfile } from '../profiles.ts';
import { backoff, CONTENTION_TRIES } from '../retry.ts';
import { settleWrites } from '../table.ts';
import { loadTasks, taskWritesAfter } from './items.ts';

/** With the mail they fit one transaction. */
const TOLD_TOGETHER = 90;

const byRank = (a: CollectionTask, b: CollectionTask): number => b.rank - a.rank || (a.taskId < b.taskId ? -1 : 1);

/** Those of the tasks that a lead has still to be told of, the most urgent first. */
const untold = async ({ table }: Context, lead: string, taskIds: readonly string[]): Promise<CollectionTask[]> => {
  const tasks = await loadTasks(table, taskIds);
  return tasks
    .filter(({ escalatedTo, leadToldAt, status }) => status === 'OPEN' && escalatedTo === lead && leadToldAt === null)
    .toSorted(byRank);
};

const namesOf = async ({ table }: Context, tasks: readonly CollectionTask[]): Promise<ReadonlyMap<string, string>> => {
  const customers = [...new Set(tasks.slice(0, MOST_LISTED).map(({ customerId }) => customerId))];
  const profiles = await Promise.all(customers.map((customerId) => loadProfile(table, customerId)));
  return new Map(
    customers.map((customerId, at) => [customerId, profiles[at]?.masterData.legalName ?? customerId] as const),
  );
};

/**
 * Tells a lead of tasks that are theirs now, by one mail that lists the most urgent ones. It is written together with the
 * mark on those that it tells of, so that nobody is told twice, and nobody is forgotten when the process dies before.
 */
export const tellLead = async (context: Context, lead: string, taskIds: readonly string[]): Promise<void> => {
  const { moment, table } = context;
  const mark = (task: CollectionTask) => taskWritesAfter(table, task, told(task, moment.now));
  for (let attempt = 0; attempt < CONTENTION_TRIES; attempt += 1) {
    const [first, ...others] = await untold(context, lead, taskIds);
    if (!first) return;
    const tasks = [first, ...others] as const;
    const mail = mailWrite(context, escalationMail(tasks, lead, await namesOf(context, tasks)));
    const { done } = await settleWrites(table, [mail, ...tasks.slice(0, TOLD_TOGETHER).flatMap(mark)]);
    if (done) {
      for (let start = TOLD_TOGETHER; start < tasks.length; start += TOLD_TOGETHER) {
        // One that a person changes in this moment is told of again tomorrow.
        await settleWrites(table, tasks.slice(start, start + TOLD_TOGETHER).flatMap(mark));
      }
      return;
    }
    // One of them was done meanwhile, or another run has told of them.
    await backoff(attempt);
  }
  throw unavailable(`The tasks of ${lead} change all the time. Try again.`);
};
