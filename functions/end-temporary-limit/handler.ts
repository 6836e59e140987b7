import { readTableConfig } from '../../shared/config.ts';
import { EndTemporaryLimitInput, EndTemporaryLimitOutput } from '../../shared/contracts/workflows/temporary-limit.ts';
import { openTable } from '../../shared/store/table.ts';
import { endTemporaryLimit } from '../../shared/store/temporary-limits.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Takes a temporary limit off the account after its last day. */
export const handler = taskHandler(
  { input: EndTemporaryLimitInput, output: EndTemporaryLimitOutput, config },
  async (task) => {
    const { customerId, requestId } = task.input;
    return endTemporaryLimit(await taskContext(task, table, config), customerId, requestId);
  },
);
