import type { CollectionTask } from '../domain/collection-task/task.ts';
import { toMoneyJson } from '../money.ts';
import type { CollectionTaskView } from './collection-tasks.ts';

/** A task as the API shows it. */
export const collectionTaskView = ({
  key: _key,
  leadToldAt: _leadToldAt,
  totals,
  version: _version,
  ...task
}: CollectionTask): CollectionTaskView => ({
  ...task,
  totals: totals.map(toMoneyJson),
});
