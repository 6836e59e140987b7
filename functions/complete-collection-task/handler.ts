import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { collectionTaskView } from '../../shared/contracts/collection-task-view.ts';
import { CollectionTaskParams, CompleteTaskBody } from '../../shared/contracts/collection-tasks.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { completeTask } from '../../shared/store/collection-tasks/complete.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Records what came of a task. Collectors help each other: whoever has the scope may, and is named. */
export const handler = apiHandler(
  { operations: ['completeCollectionTask'], params: CollectionTaskParams, body: CompleteTaskBody, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    return ok(await completeTask(context, people, request.params.taskId, request.body, collectionTaskView));
  },
);
