import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { ServiceConfig } from '../config.ts';
import { type Operation, type OperationId, operations } from '../contracts/operations.ts';
import { unavailable } from '../errors.ts';
import { access } from './access.ts';
import { correlation, correlationIdOf } from './correlation.ts';
import type { ApiEvent, ApiMiddleware, ApiRequest, Exchange, Reply } from './exchange.ts';
import { createLogger, type Logger } from './logger.ts';
import { type RequestSchemas, requestReader } from './read-request.ts';
import { requestLog } from './request-log.ts';
import { responseHeaders } from './response-headers.ts';

/** What is left of the function's time when it gives up, so that its caller gets a 503 and not a broken connection. */
const TIME_TO_ANSWER_MS = 300;

export interface PipelineOptions<Id extends OperationId> extends RequestSchemas {
  /** The operations that the function serves; which one is called stands in `request.operationId`. */
  readonly operations: readonly Id[];
  readonly config: Pick<ServiceConfig, 'timeZone' | 'serviceName' | 'logLevel'>;
}

/** What a schema that may be left out reads. */
export type OutputOf<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

export type ApiFunction = (event: ApiEvent, context?: Partial<Context>) => Promise<Reply>;

const operationOf = <Id extends OperationId>(served: readonly Id[], event: ApiEvent): Id | undefined =>
  served.find((id) => {
    const operation: Operation = operations[id];
    return event.routeKey === `${operation.method} ${operation.path}`;
  });

const openExchange = (
  event: ApiEvent,
  context: Partial<Context>,
  served: readonly OperationId[],
  log: Logger,
): Exchange => {
  const operationId = operationOf(served, event);
  const correlationId = correlationIdOf(event);
  return {
    event,
    ...(operationId === undefined ? {} : { operationId }),
    correlationId,
    log: log.with({
      operation: operationId ?? event.routeKey,
      correlation_id: correlationId,
      function_request_id: context.awsRequestId,
    }),
  };
};

/**
 * The way of every request behind the HTTP API: log, headers, correlation id, scopes, reading. How errors are answered
 * is the one thing that differs.
 * @param answerErrors outermost first; sees what was thrown and sets the response.
 */
export const pipeline = <Id extends OperationId>(
  options: PipelineOptions<Id>,
  answerErrors: readonly ApiMiddleware[],
  serve: (request: ApiRequest) => Promise<Reply>,
): ApiFunction => {
  const log = createLogger(options.config);
  const steps = middy<Exchange, Reply>({
    timeoutEarlyInMillis: TIME_TO_ANSWER_MS,
    timeoutEarlyResponse: () => {
      throw unavailable('The answer took too long. Try again shortly; a repeated write has one effect.');
    },
  })
    // What comes first here wraps all that follows: answers and errors pass in reverse.
    .use(requestLog())
    .use(responseHeaders())
    .use(correlation())
    .use([...answerErrors])
    .use(access())
    .use(requestReader(options, options.config))
    .handler(async (exchange: Exchange) => serve(exchange.request as ApiRequest));

  return (event, context = {}) => steps(openExchange(event, context, options.operations, log), context as Context);
};
