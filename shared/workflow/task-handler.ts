import type { Context as LambdaContext } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { ServiceConfig } from '../config.ts';
import type { TaskFields } from '../contracts/workflows/task.ts';
import { type Moment, momentAt } from '../dates.ts';
import { createLogger, type Logger } from '../http/logger.ts';
import { validate } from '../http/validation.ts';
import { asTaskError, taskError } from './task-error.ts';

/** A task of a state machine, checked. */
export interface Task<Input extends TaskFields = TaskFields> {
  readonly input: Input;
  /** When the state was entered, and the business date that it fell on. */
  readonly moment: Moment;
  readonly correlationId: string;
  readonly log: Logger;
  /** Until the function is ended by force. */
  readonly remainingMilliseconds: () => number;
}

type InputSchema = z.ZodMiniType<TaskFields>;

export interface TaskOptions<Input extends InputSchema, Output extends z.ZodMiniType> {
  /** The task's contract in `shared/contracts/workflows`; its input is made with `taskInput`. */
  readonly input: Input;
  readonly output: Output;
  readonly config: Pick<ServiceConfig, 'timeZone' | 'serviceName' | 'logLevel'>;
}

export type TaskFunction<Output> = (event: unknown, context?: Partial<LambdaContext>) => Promise<Output>;

/** Its value by the schema, or the error that names the wrong fields and none of what stands in them. */
const readAs = <S extends z.ZodMiniType>(schema: S, value: unknown, name: string): z.output<S> => {
  const result = validate(schema, value);
  if ('data' in result) return result.data;
  throw taskError(name, result.errors.map(({ path, message }) => `${path} ${message}`).join('; '));
};

/** What a line may tell of an input before it is known to be right: ids, and never a task token. */
const idsOf = (event: unknown): Readonly<Record<string, unknown>> => {
  if (typeof event !== 'object' || event === null) return {};
  const { caseId, correlationId, requestId } = event as Record<string, unknown>;
  return {
    correlation_id: correlationId,
    ...(requestId === undefined ? {} : { requestId }),
    ...(caseId === undefined ? {} : { caseId }),
  };
};

/**
 * Makes the handler of a Lambda function that a state machine calls. `run` is given a checked input; what it returns is
 * checked by the output's schema. Each call leaves one line in the log.
 *
 * What fails has a name that `Retry` and `Catch` can tell apart: `TaskInputInvalid` and `TaskOutputInvalid` for what
 * does not fit the contract, a refusal by its code (`Unavailable`, `NotFound`, `Conflict`, ...), anything else its own.
 *
 * @example
 * export const handler = taskHandler(
 *   { input: EndTemporaryLimitInput, output: EndTemporaryLimitOutput, config },
 *   async (task) => endTemporaryLimit(await taskContext(task, table, config), task.input),
 * );
 */
export const taskHandler = <const Input extends InputSchema, const Output extends z.ZodMiniType>(
  options: TaskOptions<Input, Output>,
  run: (task: Task<z.output<Input>>) => Promise<z.input<Output>>,
): TaskFunction<z.output<Output>> => {
  const { config } = options;
  const base = createLogger(config);
  return async (event, context = {}) => {
    const startedAt = performance.now();
    const log = base.with({
      task: context.functionName,
      ...idsOf(event),
      function_request_id: context.awsRequestId,
    });
    const durationMs = () => Math.round((performance.now() - startedAt) * 10) / 10;
    try {
      const input = readAs(options.input, event, 'TaskInputInvalid');
      const { now, correlationId } = input;
      const result = await run({
        input,
        moment: momentAt(Date.parse(now), config.timeZone),
        correlationId,
        log,
        remainingMilliseconds: () => context.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY,
      });
      const output = readAs(options.output, result, 'TaskOutputInvalid');
      log.info('task', { durationMs: durationMs() });
      return output;
    } catch (error) {
      const failure = asTaskError(error);
      log[failure.isRefusal ? 'warn' : 'error']('task failed', { durationMs: durationMs(), error: failure.error });
      throw failure.error;
    }
  };
};
