import type { OperationId } from '../contracts/operations.ts';
import type { ApiRequest, Reply } from './exchange.ts';
import { type ApiFunction, type OutputOf, type PipelineOptions, pipeline } from './pipeline.ts';
import { problemReplies } from './problems.ts';
import type { RequestSchemas } from './read-request.ts';

export type { ApiFunction } from './pipeline.ts';

/** What a function serves, and the schemas by which it reads requests. */
export type ApiOptions<Id extends OperationId> = PipelineOptions<Id>;

type RequestOf<Id extends OperationId, Options extends RequestSchemas> = ApiRequest<
  Id,
  OutputOf<Options['params']>,
  OutputOf<Options['query']>,
  OutputOf<Options['body']>
>;

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
): ApiFunction =>
  pipeline(options, [problemReplies()], (request) => serve(request as unknown as RequestOf<Id, Options>));
