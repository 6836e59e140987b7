import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { headerOf, type Request } from './request.ts';

/** What the door knows about a request beyond the request itself. */
export interface EventFacts {
  readonly apiId: string;
  readonly accountId: string;
  readonly stage: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** The platform's clock, in milliseconds since the epoch. */
  readonly now: number;
  readonly jwt: { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] } | undefined;
}

/** The event of payload format 2.0 that an HTTP API hands to a function. */
export const toEvent = (
  request: Request,
  facts: EventFacts,
): APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer => {
  const cookies = request.headers.get('cookie')?.flatMap((line) => line.split(/;\s*/));
  const query = queryOf(request.rawQueryString);
  const domainName = headerOf(request, 'host')?.replace(/:\d+$/, '') ?? 'localhost';
  return {
    version: '2.0',
    routeKey: facts.routeKey,
    rawPath: request.rawPath,
    rawQueryString: request.rawQueryString,
    ...(cookies && { cookies }),
    headers: headersOf(request, facts),
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(facts.pathParameters).length > 0 && { pathParameters: facts.pathParameters }),
    requestContext: {
      accountId: facts.accountId,
      apiId: facts.apiId,
      ...(facts.jwt && {
        authorizer: {
          jwt: { claims: { ...facts.jwt.claims }, scopes: [...facts.jwt.scopes] },
          principalId: '',
          integrationLatency: 0,
        },
      }),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: request.method,
        path: request.rawPath,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headerOf(request, 'user-agent') ?? '',
      },
      requestId: facts.requestId,
      routeKey: facts.routeKey,
      stage: facts.stage,
      time: commonLogTime(facts.now),
      timeEpoch: facts.now,
    },
    ...bodyOf(request),
  };
};

/** Headers in lower case, repeated ones joined by commas, without cookies, with what a gateway adds. */
const headersOf = (request: Request, facts: EventFacts): Record<string, string> => {
  const sent = [...request.headers].filter(([name]) => name !== 'cookie' && name !== 'connection');
  const port = headerOf(request, 'host')?.split(':')[1] ?? '80';
  return {
    ...Object.fromEntries(sent.map(([name, values]) => [name, values.join(',')])),
    'x-amzn-trace-id': `Root=1-${Math.floor(facts.now / 1000).toString(16)}-${facts.requestId.replaceAll('-', '').slice(0, 24)}`,
    'x-forwarded-for': request.sourceIp,
    'x-forwarded-port': port,
    'x-forwarded-proto': 'http',
  };
};

/** Decoded parameters, repeated ones joined by commas; `undefined` when there is none. */
const queryOf = (rawQueryString: string): Record<string, string> | undefined => {
  if (rawQueryString === '') return undefined;
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`;
  }
  return joined;
};

const TEXTUAL = /^(text\/|application\/(json|javascript|xml|problem\+json)\b|[^;]*\+(json|xml)\b)/i;

/** Text bodies as they are, all others in base64; a body that is no UTF-8 is never taken for text. */
const bodyOf = ({ headers, body }: Request): { body?: string; isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  const contentType = headers.get('content-type')?.[0];
  if ((contentType === undefined || TEXTUAL.test(contentType)) && isUtf8(body)) {
    return { body: body.toString('utf8'), isBase64Encoded: false };
  }
  return { body: body.toString('base64'), isBase64Encoded: true };
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000`, as in access logs. */
const commonLogTime = (epochMilliseconds: number): string => {
  const time = new Date(epochMilliseconds);
  const day = String(time.getUTCDate()).padStart(2, '0');
  const clock = time.toISOString().slice(11, 19);
  return `${day}/${MONTHS[time.getUTCMonth()]}/${time.getUTCFullYear()}:${clock} +0000`;
};
