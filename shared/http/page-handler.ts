import type { OperationId } from '../contracts/operations.ts';
import { LinkClosed } from '../domain/approval/closed-link.ts';
import { closedPage } from '../pages/closed.ts';
import { refusalPage, type ToldRefusal } from '../pages/refusal.ts';
import { pageHeaders } from '../pages/security.ts';
import type { ApiMiddleware, ApiRequest, Exchange, Reply } from './exchange.ts';
import { type ApiFunction, type OutputOf, type PipelineOptions, pipeline } from './pipeline.ts';
import { languagesOf } from './preferred-type.ts';
import { errorReplies, explain } from './problems.ts';
import type { RequestSchemas } from './read-request.ts';

export interface PageOptions<Id extends OperationId>
  extends Pick<PipelineOptions<Id>, 'operations' | 'config' | 'params' | 'form'> {
  /** How refusals and failures are told to the people whom these pages are for; approvers where nothing is said. */
  readonly tellRefusal?: (refusal: ToldRefusal, error: unknown) => string;
}

type RequestOf<Id extends OperationId, Options extends RequestSchemas> = ApiRequest<
  Id,
  OutputOf<Options['params']>,
  undefined,
  OutputOf<Options['form']>
>;

/** An HTML page with the headers that keep it to whom it is for. */
export const page = (html: string, statusCode = 200, headers: Readonly<Record<string, string>> = {}): Reply => ({
  statusCode,
  headers: { ...pageHeaders, ...headers },
  body: html,
});

/** The page of an error, with the status that the same refusal has elsewhere. */
const errorPage = (
  error: unknown,
  { correlationId, event }: Exchange,
  tell: (refusal: ToldRefusal, error: unknown) => string,
): Reply => {
  const { status, code, detail, headers } = explain(error);
  const { 'www-authenticate': _challenge, ...told } = headers;
  const languages = languagesOf(event.headers['accept-language']);
  return page(tell({ code, detail, correlationId, languages }, error), status, told);
};

const tellApprover =
  (timeZone: string) =>
  (refusal: ToldRefusal, error: unknown): string =>
    error instanceof LinkClosed ? closedPage(error.closure, { timeZone }) : refusalPage(refusal);

/** An answer to HEAD has the headers of the page and nothing else. */
const bodyless: ApiMiddleware['after'] = ({ event: { event }, response }) => {
  if (response && event.requestContext.http.method === 'HEAD') delete response.body;
};

/**
 * Makes the handler of a Lambda function that serves pages to people who opened a link: as `apiHandler`, but refusals
 * and failures are HTML pages with the same status codes, and what is sent is the form of a page.
 *
 * @example
 * export const handler = pageHandler(
 *   { operations: ['showApproval'], params: ApprovalLinkParams, config },
 *   async (request) => page(decisionPage(await findCase(request.params.token), config)),
 * );
 */
export const pageHandler = <const Id extends OperationId, const Options extends PageOptions<Id>>(
  options: Options & { readonly operations: readonly Id[] },
  serve: (request: RequestOf<Id, Options>) => Promise<Reply>,
): ApiFunction => {
  const tell = options.tellRefusal ?? tellApprover(options.config.timeZone);
  const answers: ApiMiddleware[] = [
    { after: bodyless, onError: bodyless },
    errorReplies((error, exchange) => errorPage(error, exchange, tell)),
  ];
  return pipeline(options, answers, (request) => serve(request as unknown as RequestOf<Id, Options>));
};
