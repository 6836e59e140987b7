import { randomUUID } from 'node:crypto';
import type { HttpApi, Route } from '../assembly/http-api.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import type { TokenVerifier } from '../tokens/verifier.ts';
import { authorize } from './authorizer.ts';
import { toEvent } from './event.ts';
import { problemReply } from './problems.ts';
import { type Reply, replyOf } from './reply.ts';
import { headerOf, type Request } from './request.ts';
import { createRouter } from './router.ts';

export interface DoorOptions {
  readonly api: HttpApi;
  readonly accountId: string;
  readonly verify: TokenVerifier;
  readonly invoke: FunctionRuntime['invoke'];
  /** The platform's clock, in milliseconds since the epoch. */
  readonly now: () => number;
}

/** What Lambda takes as one event. */
const LARGEST_EVENT_BYTES = 6 * 1024 * 1024;

/** The HTTP API of the stacks: routes a request, checks its token, and has the function of the route answer it. */
export const createDoor = (options: DoorOptions): ((request: Request) => Promise<Reply>) => {
  const { api, verify, invoke } = options;
  const matchRoute = createRouter<Route>(api.routes);

  return async (request) => {
    const requestId = randomUUID();
    const correlationId = correlationIdOf(request) ?? requestId;
    const match = matchRoute(request.method, request.rawPath);
    if (!match) return problemReply('not-found', `There is no ${request.method} ${request.rawPath}.`, correlationId);
    const { route } = match;

    const authorization = await authorize(route, headerOf(request, 'authorization'), verify);
    if (authorization.kind === 'unauthenticated') {
      const challenge = { 'www-authenticate': authorization.challenge };
      return problemReply('unauthenticated', authorization.detail, correlationId, challenge);
    }
    if (authorization.kind === 'forbidden') return problemReply('forbidden', authorization.detail, correlationId);

    const pathParameters = decode(match.pathParameters);
    if (!pathParameters) return problemReply('bad-request', 'The path is not well-formed.', correlationId);
    if (request.body.length > LARGEST_EVENT_BYTES) return tooLarge(correlationId);
    const event = toEvent(request, {
      apiId: api.apiId,
      accountId: options.accountId,
      stage: api.stage,
      routeKey: route.routeKey,
      pathParameters,
      requestId,
      now: options.now(),
      jwt: authorization.kind === 'allowed' ? authorization.jwt : undefined,
    });
    const outcome = await invoke(route.functionName, event, requestId);
    const reply = outcome.kind === 'result' ? replyOf(outcome.payload) : undefined;
    if (reply) return { ...reply, headers: { ...reply.headers, 'apigw-requestid': requestId } };
    const why = outcome.kind === 'timeout' ? 'The answer took too long.' : 'The request could not be answered.';
    return problemReply('unavailable', `${why} It may be tried again.`, correlationId);
  };
};

export const tooLarge = (correlationId: string): Reply =>
  problemReply('too-large', 'A request may have at most 6 MB.', correlationId, {
    connection: 'close',
  });

/** The correlation id that the caller sent, if it can be repeated safely. */
export const correlationIdOf = (request: Pick<Request, 'headers'>): string | undefined => {
  const sent = headerOf(request, 'x-correlation-id');
  return sent !== undefined && /^[\x21-\x7e]{1,128}$/.test(sent) ? sent : undefined;
};

/** Decodes after matching, so that an encoded slash stays inside its parameter. */
const decode = (parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined => {
  try {
    return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return undefined;
  }
};
