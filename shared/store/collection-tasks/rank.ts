import { hundredthsOf, rankOf } from '../../domain/collection-task/rank.ts';
import type { CollectionTask, NewTask } from '../../domain/collection-task/task.ts';
import { convertBy } from '../../domain/fx/rates.ts';
import type { Money } from '../../money.ts';
import { loadBehaviour } from '../behaviours.ts';
import type { Context } from '../context.ts';
import { quoteToBase } from '../fx-rates.ts';
import { settleWrites, type Write } from '../table.ts';
import { openTasksOf, taskWritesAfter } from './items.ts';

/** Amounts in hundredths of the currency that rates are published in; of one without a rate the figure as it is. */
const inHundredths = async (context: Context, totals: readonly Money[]): Promise<bigint> => {
  const parts = totals.map(async (amount) => {
    const fx = await quoteToBase(context, amount.currency);
    return hundredthsOf(fx ? convertBy(amount, fx, fx.to) : amount);
  });
  return (await Promise.all(parts)).reduce((sum, part) => sum + part, 0n);
};

/** The rank of a task about what a customer owes, by how the customer pays now. */
export const findRank = async (
  context: Context,
  { customerId, daysPastDue, totals }: Pick<NewTask, 'customerId' | 'daysPastDue' | 'totals'>,
): Promise<number> => {
  const [hundredths, behaviour] = await Promise.all([
    inHundredths(context, totals),
    loadBehaviour(context.table, customerId),
  ]);
  return rankOf({ hundredths, daysPastDue, behaviour });
};

const isSame = (a: CollectionTask, b: CollectionTask): boolean =>
  a.rank === b.rank &&
  a.daysPastDue === b.daysPastDue &&
  a.totals.length === b.totals.length &&
  a.totals.every(({ currency, minorUnits }, at) => {
    const other = b.totals[at];
    return other?.currency === currency && other.minorUnits === minorUnits;
  });

/** The writes that bring the open tasks of a case to what is owed now; none where nothing has changed. */
const rankWrites = async (
  context: Context,
  caseId: string,
  now: Pick<NewTask, 'customerId' | 'daysPastDue' | 'totals'>,
): Promise<readonly Write[]> => {
  const tasks = await openTasksOf(context.table, caseId);
  if (tasks.length === 0) return [];
  const rank = await findRank(context, now);
  return tasks.flatMap((before) => {
    const { daysPastDue, totals } = now;
    const after: CollectionTask = { ...before, rank, daysPastDue, totals, version: before.version + 1 };
    return isSame(before, after) ? [] : taskWritesAfter(context.table, before, after);
  });
};

/**
 * Brings the open tasks of a case to what is owed now, so that lists are in the right order: for the daily run, which
 * looks at every late customer anyway. One that a person changes meanwhile keeps its place until the next day.
 * @param now what of the case is chased today, and for how long the oldest of it has been due.
 */
export const rerankTasks = async (
  context: Context,
  caseId: string,
  now: Pick<NewTask, 'customerId' | 'daysPastDue' | 'totals'>,
): Promise<void> => {
  const writes = await rankWrites(context, caseId, now);
  if (writes.length > 0) await settleWrites(context.table, writes);
};
