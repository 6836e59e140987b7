import type { ProblemView } from '../contracts/problems.ts';
import { type FieldError, type ProblemCode, Refusal } from '../errors.ts';
import type { ApiMiddleware, Exchange, Reply } from './exchange.ts';

/** `internal`: an error that is no refusal. */
export type Code = ProblemCode | 'internal';

const problems: Readonly<Record<Code, { status: number; title: string }>> = {
  validation: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'A valid token is required' },
  forbidden: { status: 403, title: 'The token does not allow this' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The request conflicts with what is stored' },
  gone: { status: 410, title: 'No longer there' },
  'too-large': { status: 413, title: 'The request is too large' },
  unprocessable: { status: 422, title: 'The request cannot be carried out' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
};

/** Headers that go with a problem. A second is enough for a throttled table or a lost race to be over. */
const extraHeaders: Readonly<Partial<Record<Code, Record<string, string>>>> = {
  unauthenticated: { 'www-authenticate': 'Bearer' },
  'rate-limited': { 'retry-after': '1' },
  unavailable: { 'retry-after': '1' },
};

/** Errors of the SDK and the network that pass by themselves, should one get past the store. */
const TRANSIENT = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
  'InternalServerError',
  'ServiceUnavailable',
]);

const asRefusal = (error: unknown): Refusal | undefined => {
  if (error instanceof Refusal) return error;
  if (error instanceof Error && TRANSIENT.has(error.name)) {
    return new Refusal('unavailable', 'The platform cannot answer at the moment. Try again shortly.', [], {
      cause: error,
    });
  }
  return undefined;
};

/** An error as it is told outside. Of one that is no refusal, nothing is told. */
export interface Explained {
  readonly code: Code;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
}

/** What may be told of an error, in whatever form the answer has. */
export const explain = (error: unknown): Explained => {
  const refusal = asRefusal(error);
  const code: Code = refusal?.code ?? 'internal';
  return {
    code,
    ...problems[code],
    detail: refusal?.message ?? 'The error is recorded under the correlation id.',
    errors: refusal?.errors ?? [],
    headers: extraHeaders[code] ?? {},
  };
};

/** RFC 9457 `application/problem+json` of an error. */
export const problemReply = (error: unknown, correlationId: string): Reply => {
  const { code, status, title, detail, errors, headers } = explain(error);
  const problem: ProblemView = {
    type: `https://credence.dev/problems/${code}`,
    title,
    status,
    detail,
    code,
    errors: errors.map(({ path, message }) => ({ path, message })),
    correlationId,
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(problem),
  };
};

/** A middleware that answers whatever was thrown; what is our fault is logged with its stack. */
export const errorReplies = (replyTo: (error: unknown, exchange: Exchange) => Reply): ApiMiddleware => ({
  onError: (request) => {
    const { event: exchange, error } = request;
    request.response = replyTo(error, exchange);
    if (request.response.statusCode >= 500) exchange.log.error('request failed', { error });
  },
});

/** Answers errors as problems. */
export const problemReplies = (): ApiMiddleware =>
  errorReplies((error, { correlationId }) => problemReply(error, correlationId));
