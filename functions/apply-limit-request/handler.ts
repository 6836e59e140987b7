import { readTableConfig } from '../../shared/config.ts';
import { RequestStep, RequestTaskInput } from '../../shared/contracts/workflows/limit-approval.ts';
import { applyRequest } from '../../shared/store/limit-requests/apply.ts';
import { openTable } from '../../shared/store/table.ts';
import { requestStep } from '../../shared/workflow/request-step.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Grants a limit request on which every level has agreed, or lets it lapse. */
export const handler = taskHandler({ input: RequestTaskInput, output: RequestStep, config }, async (task) => {
  const context = await taskContext(task, table, config);
  const request = await applyRequest(context, task.input.requestId);
  return requestStep(request, task.moment.now, config.timeZone);
});
