import * as z from 'zod';
import { notRedrivable } from '../executions.ts';
import type { StoredExecution } from '../store/execution-store.ts';
import { operation, placeOf, seconds, tokenFor } from './operation.ts';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;
const page = {
  maxResults: z.number().int().min(0).max(LARGEST_PAGE).optional(),
  nextToken: z.string().optional(),
};
/** Zero means the default, as AWS has it. */
const sizeOf = (maxResults: number | undefined): number => maxResults || DEFAULT_PAGE;

const reason = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
const byArn = z.object({ executionArn: z.string() });
const WHOLE = { included: true };

const startExecution = operation(
  z.object({ stateMachineArn: z.string(), name: z.string().optional(), input: z.string().optional() }),
  async ({ executions }, request) => {
    const { arn, run } = await executions.start(request);
    return { executionArn: arn, startDate: seconds(run.startedAt) };
  },
);

const stopExecution = operation(byArn.extend(reason), async ({ executions, now }, { executionArn, ...failure }) => {
  const { run } = await executions.stop(executionArn, failure);
  return { stopDate: seconds(run.stoppedAt ?? now()) };
});

const redriveExecution = operation(byArn, async ({ executions, now }, { executionArn }) => {
  const { run } = await executions.redrive(executionArn);
  return { redriveDate: seconds(run.redrivenAt ?? now()) };
});

const describeExecution = operation(byArn, ({ executions, now }, { executionArn }) => {
  const execution = executions.get(executionArn);
  const { run } = execution;
  const obstacle = notRedrivable(execution, now());
  return {
    ...summary(execution),
    input: JSON.stringify(run.input),
    inputDetails: WHOLE,
    ...(run.output !== undefined && { output: JSON.stringify(run.output), outputDetails: WHOLE }),
    ...(run.error !== undefined && { error: run.error }),
    ...(run.cause !== undefined && { cause: run.cause }),
    redriveStatus: obstacle ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    ...(obstacle !== undefined && { redriveStatusReason: obstacle }),
  };
});

const summary = ({ arn, machineArn, run }: StoredExecution) => ({
  executionArn: arn,
  stateMachineArn: machineArn,
  name: run.name,
  status: run.status,
  startDate: seconds(run.startedAt),
  ...(run.stoppedAt !== undefined && { stopDate: seconds(run.stoppedAt) }),
  ...(run.parent && { mapRunArn: run.parent.mapRunArn }),
  redriveCount: run.redriveCount,
  ...(run.redrivenAt !== undefined && { redriveDate: seconds(run.redrivenAt) }),
});

const listExecutions = operation(
  z.object({
    stateMachineArn: z.string().optional(),
    mapRunArn: z.string().optional(),
    statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']).optional(),
    ...page,
  }),
  ({ executions, machines }, { stateMachineArn, mapRunArn, statusFilter, maxResults, nextToken }) => {
    if (stateMachineArn !== undefined) machines.get(stateMachineArn);
    // Nothing is ever in the queue to be redriven: a redrive begins at once.
    if (statusFilter === 'PENDING_REDRIVE') return { executions: [] };
    const limit = sizeOf(maxResults);
    const before = placeOf(nextToken);
    const found = executions.list({ machineArn: stateMachineArn, mapRunArn, status: statusFilter, before, limit });
    const last = found.at(-1);
    return {
      executions: found.map(summary),
      ...(last && found.length === limit && { nextToken: tokenFor(last.position) }),
    };
  },
);

const getExecutionHistory = operation(
  byArn.extend({ reverseOrder: z.boolean().optional(), includeExecutionData: z.boolean().optional(), ...page }),
  ({ executions }, { executionArn, reverseOrder = false, maxResults, nextToken }) => {
    const limit = sizeOf(maxResults);
    const skip = placeOf(nextToken) ?? 0;
    const events = executions.history(executionArn, { skip, limit, reverse: reverseOrder });
    return {
      events: events.map(({ id, previousEventId, timestamp, type, details }) => ({
        timestamp: seconds(timestamp),
        type,
        id,
        previousEventId,
        ...details,
      })),
      ...(events.length === limit && { nextToken: tokenFor(skip + limit) }),
    };
  },
);

export const executionOperations = {
  StartExecution: startExecution,
  StopExecution: stopExecution,
  RedriveExecution: redriveExecution,
  DescribeExecution: describeExecution,
  ListExecutions: listExecutions,
  GetExecutionHistory: getExecutionHistory,
};
