import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { ServiceConfig } from '../config.ts';
import { type Operation, type OperationId, operations } from '../contracts/operations.ts';
import { unavailable } from '../errors.ts';
import { access } from './access.ts';
import { correlation, correlationIdOf } from './correlation.ts';
import type { ApiEvent, ApiRequest, Exchange, Reply } from './exchange.ts';
import { createLogger, type Logger } from './logger.ts';
import { problemReplies } from './problems.ts';
import { type RequestSchemas, requestReader } from './read-request.ts';
import { requestLog } from './request-log.ts';
import { responseHeaders } from './response-headers.ts';

/** What is left of the function's time when it gives up, so that its caller gets a 503 and not a broken connection. */
const TIME_TO_ANSWER_MS = 300;

type OutputOf<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

export interface ApiOptions<Id extends OperationId> extends RequestSchemas {
  /** The operations that the function serves; which one is called stands in `request.operationId`. */
  readonly operations: readonly Id[];
  readonly config: Pick<ServiceConfig, 'timeZone' | 'serviceName' | 'logLevel'>;
}

type RequestOf<Id extends OperationId, Options extends RequestSchemas> = ApiRequest<
  Id,
  OutputOf<Options['params']>,
  OutputOf<Options['query']>,
  OutputOf<Options['body']>
>;

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
 * Makes the handler of a Lambda function behind the HTTP API. `serve` is called with a request whose caller, scopes,
 * path, query, headers and body are checked, and returns a reply or throws a `Refusal`; everything that is the same for
 * all operations happens around it.
 *
 * @example
 * export const handler = apiHandler(
 *   { operations: ['putCover'], params: CoverParams, body: PutCoverBody, config },
 *   async (request) => ok(await putCover(request.params, request.body)),
 * );
 */
export const apiHandler = <const Id extends OperationId, const Options extends ApiOptions<Id>>(
  options: Options & { readonly operations: readonly Id[] },
  serve: (request: RequestOf<Id, Options>) => Promise<Reply>,
): ApiFunction => {
  const log = createLogger(options.config);
  const pipeline = middy<Exchange, Reply>({
    timeoutEarlyInMillis: TIME_TO_ANSWER_MS,
    timeoutEarlyResponse: () => {
      throw unavailable('The answer took too long. Try again shortly; a repeated write has one effect.');
    },
  })
    // What comes first here wraps all that follows: answers and errors pass in reverse.
    .use(requestLog())
    .use(responseHeaders())
    .use(correlation())
    .use(problemReplies())
    .use(access())
    .use(requestReader(options, options.config))
    .handler(async (exchange: Exchange) => serve(exchange.request as RequestOf<Id, Options>));

  return (event, context = {}) => pipeline(openExchange(event, context, options.operations, log), context as Context);
};
