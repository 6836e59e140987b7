import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { readWorkflowConfig } from '../../shared/config.ts';
import { type LimitApprovalInput, RequestNews } from '../../shared/contracts/workflows/limit-approval.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { recordExecution } from '../../shared/store/limit-requests/executions.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readWorkflowConfig();
const log = createLogger(config);
const table = openTable(config.tableName);
const workflows = new SFNClient({
  maxAttempts: 3,
  requestHandler: { requestTimeout: 3_000, throwOnRequestTimeout: true, connectionTimeout: 1_000 },
});

/** There is one execution for each request, however often this is called. @returns its ARN. */
const start = async (input: LimitApprovalInput): Promise<string> => {
  const command = new StartExecutionCommand({
    stateMachineArn: config.limitApprovalArn,
    name: input.requestId,
    input: JSON.stringify(input),
  });
  try {
    return (await workflows.send(command)).executionArn ?? executionArnOf(input);
  } catch (error) {
    // It has ended already; whoever started it may not have come to note it in the request.
    if (error instanceof ExecutionAlreadyExists) return executionArnOf(input);
    throw error;
  }
};

const executionArnOf = ({ requestId }: LimitApprovalInput): string =>
  `${config.limitApprovalArn.replace(':stateMachine:', ':execution:')}:${requestId}`;

/** Starts the workflow of a limit request that was taken in. The news of it comes at least once; it is started once. */
export const handler = async (event: unknown): Promise<void> => {
  const { correlationId, data } = RequestNews.parse(event).detail;
  const { requestId } = data;
  const executionArn = await start({ requestId, correlationId });
  await recordExecution(table, requestId, executionArn);
  log.info('limit approval started', { requestId, correlation_id: correlationId, executionArn });
};
