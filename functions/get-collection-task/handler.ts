import { readTableConfig } from '../../shared/config.ts';
import { collectionTaskView } from '../../shared/contracts/collection-task-view.ts';
import { CollectionTaskParams } from '../../shared/contracts/collection-tasks.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadTask } from '../../shared/store/collection-tasks/items.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows a task: what is to be done by whom until when, and what came of it. */
export const handler = apiHandler(
  { operations: ['getCollectionTask'], params: CollectionTaskParams, config },
  async ({ params }) => ok(collectionTaskView(await loadTask(table, params.taskId))),
);
