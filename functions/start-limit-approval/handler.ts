import { readWorkflowConfig } from '../../shared/config.ts';
import { type LimitApprovalInput, RequestNews } from '../../shared/contracts/workflows/limit-approval.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { recordExecution } from '../../shared/store/limit-requests/executions.ts';
import { loadRequest } from '../../shared/store/limit-requests/items.ts';
import { openTable } from '../../shared/store/table.ts';
import { executionArnOf, startOnce } from '../../shared/workflow/start-once.ts';
import { createWorkflowClient } from '../../shared/workflow/workflow-client.ts';

const config = readWorkflowConfig();
const log = createLogger(config);
const table = openTable(config.tableName);
const workflows = createWorkflowClient();

/**
 * Starts the workflow of a limit request that was taken in. The news of it comes at least once; it is started once. When
 * a request is let go on and its execution has ended, failed or stopped by somebody, another one goes on from where the
 * request stands.
 */
export const handler = async (event: unknown): Promise<void> => {
  const { detail, 'detail-type': news } = RequestNews.parse(event);
  const { requestId, stage } = detail.data;
  const { correlationId } = await loadRequest(table, requestId);
  const input: LimitApprovalInput = { requestId, correlationId };
  const isRunning = await startOnce(workflows, config.limitApprovalArn, requestId, input);
  const goesOnAnew = !isRunning && news === 'LimitRequestResumed';
  const name = goesOnAnew ? `${requestId}-${stage}` : requestId;
  if (goesOnAnew) await startOnce(workflows, config.limitApprovalArn, name, input);
  // Whoever started it before may not have come to note it in the request.
  await recordExecution(table, requestId, executionArnOf(config.limitApprovalArn, name));
  log.info('limit approval started', { requestId, correlation_id: correlationId, execution: name });
};
