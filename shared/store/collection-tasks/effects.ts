import { daysBetween } from '../../dates.ts';
import type { CollectionCase } from '../../domain/collection/case.ts';
import type { CaseEvent } from '../../domain/collection/events.ts';
import { nextOf } from '../../domain/collection/next-step.ts';
import { type CaseFacts, type Owed, standingOf, totalsOf } from '../../domain/collection/standing.ts';
import { isMessage } from '../../domain/collection/strategy.ts';
import { newTasks, noAddressTask, type TaskGround } from '../../domain/collection-task/new-tasks.ts';
import { shareThatStays } from '../../domain/collection-task/stays.ts';
import type { CollectionTask, NewTask } from '../../domain/collection-task/task.ts';
import type { Owing } from '../../domain/collection-task/texts.ts';
import { recipientsOf } from '../../domain/dunning/recipients.ts';
import type { CaseGround } from '../collection/ground.ts';
import type { Context } from '../context.ts';
import type { Write } from '../table.ts';
import { followWrites } from './follow.ts';
import { openTasksOf } from './items.ts';
import { newTaskWrites } from './new.ts';
import { type Directory, lookUpStaff } from './staff.ts';

/** @param items by due date, the oldest first. */
const owing = (items: readonly Owed[], { calendar, now }: CaseFacts): Owing => {
  const [oldest] = items;
  const today = calendar.today(now);
  return {
    totals: totalsOf(items),
    daysPastDue: oldest ? Math.max(0, daysBetween(oldest.dueOn, today)) : 0,
    stays: shareThatStays(items, today),
  };
};

/** What is chased of a customer now, as tasks tell of it. */
export const taskGround = (state: CollectionCase, { facts, profile }: CaseGround): TaskGround => {
  const { chaseable, overdue, residues, unpaid } = standingOf(state, facts);
  const { collector, legalName } = profile.masterData;
  const { disputes = [] } = facts;
  const onlyResidues = overdue.length > 0 && overdue.every((item) => residues.has(item));
  return {
    legalName,
    collector: collector ?? null,
    ...owing(overdue.length > 0 ? overdue : chaseable, facts),
    waitsForPerson: !onlyResidues && nextOf(state, facts).waitsFor === 'PERSON',
    onlyResidues,
    disputed: new Map(
      disputes.map(({ disputeId, invoiceIds }) => [
        disputeId,
        owing(
          unpaid.filter(({ invoiceId }) => invoiceIds.includes(invoiceId)),
          facts,
        ),
      ]),
    ),
  };
};

/** A task for a message that has nobody to go to, unless it is about residues, or somebody is looking for an address already. */
const noAddress = (
  after: CollectionCase,
  { profile }: CaseGround,
  events: readonly CaseEvent[],
  ground: TaskGround,
  known: readonly CollectionTask[],
): readonly NewTask[] => {
  const message = events.find((event) => event.type === 'StepTaken' && isMessage(event));
  if (message?.type !== 'StepTaken' || ground.onlyResidues || recipientsOf(profile.masterData).length > 0) return [];
  return known.some(({ kind }) => kind === 'NO_ADDRESS') ? [] : [noAddressTask(after, message.key, ground)];
};

/**
 * What the events of a case mean for its tasks, for the transaction in which it changes: those that steps, bounces,
 * missing addresses, disputes, returned handoffs and the end of all steps call for are made; those that there are follow
 * where the case stands now.
 * @throws unavailable when a task is needed and the directory cannot be asked who could do it.
 */
export const taskEffects = async (
  context: Context,
  directory: Directory,
  after: CollectionCase,
  caseGround: CaseGround,
  events: readonly CaseEvent[],
): Promise<readonly Write[]> => {
  const known = await openTasksOf(context.table, after.caseId);
  const ground = taskGround(after, caseGround);
  const following = await followWrites(context, after, ground, known);
  const wanted = [
    ...newTasks(after, events, ground, known),
    ...(after.status === 'CLOSED' ? [] : noAddress(after, caseGround, events, ground, known)),
  ];
  if (wanted.length === 0) return following;
  const staff = await lookUpStaff(context, directory);
  const made = await Promise.all(wanted.map((task) => newTaskWrites(context, staff, task)));
  return [...following, ...made.flat()];
};
