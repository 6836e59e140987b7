import { type OperationId, operations } from '../../shared/contracts/operations.ts';
import type { ApiEvent } from '../../shared/http/exchange.ts';

const TIME_LEFT_MILLISECONDS = 10_000;

export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The path of an operation with its parameters filled in. */
export const pathOf = (operationId: OperationId, params: Call['params'] = {}): string =>
  operations[operationId].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/** What the HTTP API hands to a function: payload format 2.0 with the claims of a machine's token that may do the operation. */
export const apiEvent = (operationId: OperationId, call: Call = {}): ApiEvent => {
  const { method, path, scopes } = operations[operationId];
  const rawPath = pathOf(operationId, call.params);
  const now = new Date();
  const claims = { sub: 'bench', client_id: 'bench', token_use: 'access', scope: scopes.join(' ') };
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: new URLSearchParams(call.query).toString(),
    headers: {
      accept: '*/*',
      host: 'api.example.com',
      'user-agent': 'bench',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.query ? { queryStringParameters: { ...call.query } } : {}),
    ...(call.params ? { pathParameters: { ...call.params } } : {}),
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' },
      requestId: 'bench',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
      authorizer: { jwt: { claims, scopes: null } },
    },
  };
};

/** What the handlers use of Lambda's context. */
export const lambdaContext = { awsRequestId: 'bench', getRemainingTimeInMillis: () => TIME_LEFT_MILLISECONDS } as const;
