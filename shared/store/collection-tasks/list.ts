import type { CollectionTask, TaskStatus } from '../../domain/collection-task/task.ts';
import { text } from '../attributes.ts';
import { indexKeys } from '../keys.ts';
import type { Page, Table } from '../table.ts';
import { loadTasks } from './items.ts';

export interface TaskQuery {
  readonly status: TaskStatus;
  /** Whose tasks; left out: everybody's. */
  readonly assignee?: string | undefined;
  readonly limit: number;
  readonly startAfter: Page['next'];
}

/** A page of a person's tasks in the order in which they are best done, or of everybody's by the time they are due. */
export const listTasks = async (
  table: Table,
  { assignee, limit, startAfter, status }: TaskQuery,
): Promise<{ readonly tasks: readonly CollectionTask[]; readonly next: Page['next'] }> => {
  const range =
    assignee === undefined
      ? ({ index: 'gsi2', partition: indexKeys.tasksIn(status, '', '').gsi2pk } as const)
      : ({ index: 'gsi1', partition: indexKeys.tasksOf(status, assignee.toLowerCase(), '', '').gsi1pk } as const);
  const { items, next } = await table.page({ ...range, limit, startAfter });
  const ids = items.map((item) => text(item, 'pk').replace('COLLECTIONTASK#', ''));
  // The index follows the table: a task may have been done or given to somebody else since.
  const isStill = (task: CollectionTask): boolean =>
    task.status === status && (assignee === undefined || task.assignee === assignee.toLowerCase());
  return { tasks: (await loadTasks(table, ids)).filter(isStill), next };
};
