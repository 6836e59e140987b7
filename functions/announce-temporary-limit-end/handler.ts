import { readTableConfig } from '../../shared/config.ts';
import {
  AnnounceTemporaryLimitEndInput,
  AnnounceTemporaryLimitEndOutput,
} from '../../shared/contracts/workflows/temporary-limit.ts';
import { openTable } from '../../shared/store/table.ts';
import { announceTemporaryLimitEnd } from '../../shared/store/temporary-limits.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Gives notice that a temporary limit is about to end. */
export const handler = taskHandler(
  { input: AnnounceTemporaryLimitEndInput, output: AnnounceTemporaryLimitEndOutput, config },
  async (task) => {
    const { customerId, requestId } = task.input;
    return announceTemporaryLimitEnd(await taskContext(task, table, config), customerId, requestId);
  },
);
