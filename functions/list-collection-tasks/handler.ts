import { readTableConfig } from '../../shared/config.ts';
import { collectionTaskView } from '../../shared/contracts/collection-task-view.ts';
import { ListCollectionTasksQuery } from '../../shared/contracts/collection-tasks.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { ok } from '../../shared/http/replies.ts';
import { whose } from '../../shared/http/whose.ts';
import { listTasks } from '../../shared/store/collection-tasks/list.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lists a person's tasks in the order in which they are best done, or everybody's by the time they are due. */
export const handler = apiHandler(
  { operations: ['listCollectionTasks'], query: ListCollectionTasksQuery, config },
  async ({ caller, query: { assignee, cursor, limit, status } }) => {
    const startAfter = decodeCursor(cursor);
    const asked = whose('assignee', assignee, caller);
    const { next, tasks } = await listTasks(table, { status, limit, startAfter, assignee: asked });
    return ok({ items: tasks.map(collectionTaskView), nextCursor: encodeCursor(next) });
  },
);
