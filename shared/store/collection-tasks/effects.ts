import { daysBetween } from '../../dates.ts';
import type { CollectionCase } from '../../domain/collection/case.ts';
import type { CaseEvent } from '../../domain/collection/events.ts';
import { standingOf, totalsOf } from '../../domain/collection/standing.ts';
import { isMessage } from '../../domain/collection/strategy.ts';
import { newTasks, noAddressTask, type TaskGround } from '../../domain/collection-task/new-tasks.ts';
import type { NewTask } from '../../domain/collection-task/task.ts';
import { recipientsOf } from '../../domain/dunning/recipients.ts';
import type { CaseGround } from '../collection/ground.ts';
import type { Context } from '../context.ts';
import type { Write } from '../table.ts';
import { openTasksOf } from './items.ts';
import { cancelTaskWrites, newTaskWrites } from './new.ts';
import { type Directory, lookUpStaff } from './staff.ts';

/** What is chased of a customer now, as tasks tell of it. */
export const taskGround = (state: CollectionCase, { facts, profile }: CaseGround): TaskGround => {
  const { chaseable, overdue } = standingOf(state, facts);
  const owed = overdue.length > 0 ? overdue : chaseable;
  const [oldest] = owed;
  const { collector, legalName } = profile.masterData;
  return {
    legalName,
    collector: collector ?? null,
    totals: totalsOf(owed),
    daysPastDue: oldest ? Math.max(0, daysBetween(oldest.dueOn, facts.calendar.today(facts.now))) : 0,
  };
};

/** A task for a message that has nobody to go to, unless somebody is looking for an address already. */
const noAddress = async (
  { table }: Context,
  after: CollectionCase,
  { profile }: CaseGround,
  events: readonly CaseEvent[],
  ground: TaskGround,
): Promise<readonly NewTask[]> => {
  const message = events.find((event) => event.type === 'StepTaken' && isMessage(event));
  if (message?.type !== 'StepTaken' || recipientsOf(profile.masterData).length > 0) return [];
  const open = await openTasksOf(table, after.caseId);
  return open.some(({ kind }) => kind === 'NO_ADDRESS') ? [] : [noAddressTask(after, message.key, ground)];
};

/**
 * What the events of a case mean for its tasks, for the transaction in which it changes: those that steps, bounces,
 * missing addresses and returned handoffs call for are made, and all are cancelled when it closes.
 * @throws unavailable when a task is needed and the directory cannot be asked who could do it.
 */
export const taskEffects = async (
  context: Context,
  directory: Directory,
  after: CollectionCase,
  caseGround: CaseGround,
  events: readonly CaseEvent[],
): Promise<readonly Write[]> => {
  if (after.status === 'CLOSED') {
    return events.some(({ type }) => type === 'CaseClosed') ? cancelTaskWrites(context, after.caseId) : [];
  }
  const ground = taskGround(after, caseGround);
  const wanted = [...newTasks(after, events, ground), ...(await noAddress(context, after, caseGround, events, ground))];
  if (wanted.length === 0) return [];
  const staff = await lookUpStaff(context, directory);
  return (await Promise.all(wanted.map((task) => newTaskWrites(context, staff, task)))).flat();
};
