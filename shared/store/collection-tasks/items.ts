import { rankKey } from '../../domain/collection-task/rank.ts';
import { type CollectionTask, isUndone, type TaskStatus } from '../../domain/collection-task/task.ts';
import { notFound } from '../../errors.ts';
import { count, text } from '../attributes.ts';
import { indexKeys, keys } from '../keys.ts';
import { fromMoneyText, toMoneyText } from '../money-text.ts';
import type { Item, Table, Write } from '../table.ts';

/** Ends the due key of a task whose lead has been told: whoever looks for untouched ones passes it by without reading it. */
export const ESCALATED = '#ESCALATED';

const toTask = (item: Item): CollectionTask => ({
  ...fromMoneyText<CollectionTask>(text(item, 'task')),
  version: count(item, 'version'),
});

const attributes = (task: CollectionTask): Record<string, unknown> => {
  const { assignee, dueAt, rank, status, taskId } = task;
  const mark = status === 'OPEN' && task.leadToldAt !== null ? ESCALATED : '';
  return {
    ...keys.collectionTask(taskId),
    ...indexKeys.tasksOf(status, assignee, rankKey(rank), taskId),
    ...indexKeys.tasksIn(status, dueAt, `${taskId}${mark}`),
    entityType: 'COLLECTIONTASK',
    taskId,
    caseId: task.caseId,
    customerId: task.customerId,
    status,
    version: task.version,
    task: toMoneyText(task),
  };
};

/** A new task, and its name among those that its case has open. */
export const firstTaskWrites = (table: Table, task: CollectionTask): readonly Write[] => [
  {
    name: `task ${task.taskId}`,
    write: { Put: { TableName: table.name, Item: attributes(task), ConditionExpression: 'attribute_not_exists(pk)' } },
  },
  {
    name: `open task ${task.taskId}`,
    write: {
      Put: {
        TableName: table.name,
        Item: { ...keys.openTask(task.caseId, task.taskId), entityType: 'OPENTASK', taskId: task.taskId },
      },
    },
  },
];

/** Puts a changed task in the place of the one that was read, if nobody else has changed it since. */
export const taskWritesAfter = (table: Table, before: CollectionTask, after: CollectionTask): readonly Write[] => [
  {
    name: `task ${after.taskId}`,
    write: {
      Put: {
        TableName: table.name,
        Item: attributes(after),
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':seen': before.version },
      },
    },
  },
  ...(isUndone(after)
    ? []
    : [
        {
          name: `open task ${after.taskId}`,
          write: { Delete: { TableName: table.name, Key: { ...keys.openTask(after.caseId, after.taskId) } } },
        },
      ]),
];

/** @throws not-found when there is no such task. */
export const loadTask = async (table: Table, taskId: string): Promise<CollectionTask> => {
  const item = await table.get(keys.collectionTask(taskId));
  if (!item) throw notFound('collection task', taskId);
  return toTask(item);
};

/** Those of the tasks that exist, in the order asked. */
export const loadTasks = async (table: Table, taskIds: readonly string[]): Promise<readonly CollectionTask[]> => {
  const items = await table.getMany(taskIds.map(keys.collectionTask));
  const found = new Map(items.map(toTask).map((task) => [task.taskId, task]));
  return taskIds.flatMap((taskId) => found.get(taskId) ?? []);
};

/** Tasks of one case that are looked at together: with two writes for each they fit the case's transaction. */
const TASKS_OF_A_CASE = 20;

/** The tasks of a case that nobody has done, those that are shelved too, the oldest first. */
export const openTasksOf = async (
  table: Table,
  caseId: string,
  limit = TASKS_OF_A_CASE,
): Promise<readonly CollectionTask[]> => {
  const { pk } = keys.openTask(caseId, '');
  const { items } = await table.page({ partition: pk, from: 'OPENTASK#', to: 'OPENTASK#~', limit });
  return loadTasks(
    table,
    items.map((item) => text(item, 'taskId')),
  );
};

/** From so many tasks on people count as equally loaded: nobody works through more in a week. */
const MOST_COUNTED = 200;

/** How many open tasks each of the people has, counted up to 200. */
export const countOpenTasks = async (table: Table, people: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const counts = people.map(async (email) => {
    const { gsi1pk } = indexKeys.tasksOf('OPEN' satisfies TaskStatus, email, '', '');
    const { items } = await table.page({ index: 'gsi1', partition: gsi1pk, limit: MOST_COUNTED });
    return [email, items.length] as const;
  });
  return new Map(await Promise.all(counts));
};
