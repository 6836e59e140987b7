import { asObject, type Json, type JsonObject } from '../json.ts';
import type { Status } from './asl/execution.ts';
import type { HistoryEvent } from './asl/history.ts';
import { LONGEST_HISTORY } from './asl/limits.ts';
import type { Executions } from './executions.ts';
import type { StoredExecution } from './store/execution-store.ts';
import { hideTokens } from './task-token.ts';

/** Executions for people who look at them; task tokens, which open doors, are blotted out. */
export interface ShownExecutions {
  /** Newest first, without the children of distributed Maps; refuses a status that there is not. */
  readonly list: (query: {
    readonly status?: string | undefined;
    readonly limit: number;
  }) => readonly JsonObject[] | undefined;
  /** With its history; `undefined` when there is no such execution. */
  readonly get: (arn: string) => JsonObject | undefined;
}

const STATUSES: readonly string[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

export const createShownExecutions = ({ list, get, history }: Executions): ShownExecutions => ({
  list: ({ status, limit }) => {
    if (status !== undefined && !STATUSES.includes(status)) return undefined;
    return list({ status: status as Status | undefined, limit }).map((execution) => withoutTokens(summary(execution)));
  },
  get: (arn) => {
    try {
      const events = history(arn, { skip: 0, limit: LONGEST_HISTORY, reverse: false });
      return withoutTokens({ ...summary(get(arn)), history: events.map(shownEvent) });
    } catch {
      return undefined;
    }
  },
});

const summary = ({ arn, machineArn, run }: StoredExecution): JsonObject => ({
  executionArn: arn,
  stateMachineArn: machineArn,
  name: run.name,
  status: run.status,
  startDate: instant(run.startedAt),
  ...(run.stoppedAt !== undefined && { stopDate: instant(run.stoppedAt) }),
  input: run.input,
  ...(run.output !== undefined && { output: run.output }),
  ...(run.error !== undefined && { error: run.error }),
  ...(run.cause !== undefined && { cause: run.cause }),
  redriveCount: run.redriveCount,
  ...(run.parent && { mapRunArn: run.parent.mapRunArn }),
});

const shownEvent = ({ id, previousEventId, timestamp, type, details }: HistoryEvent): Json => ({
  id,
  previousEventId,
  timestamp: instant(timestamp),
  type,
  ...details,
});

const instant = (epochMilliseconds: number): string => new Date(epochMilliseconds).toISOString();

const withoutTokens = (value: JsonObject): JsonObject =>
  asObject(JSON.parse(hideTokens(JSON.stringify(value)))) as JsonObject;
