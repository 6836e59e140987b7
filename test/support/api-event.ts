import { type OperationId, operations } from '../../shared/contracts/operations.ts';
import type { ApiEvent, Claims } from '../../shared/http/exchange.ts';

export interface EventParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text, which is sent as it is. */
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
  /** Null: no token. */
  readonly claims?: Claims | null;
  readonly at?: string;
}

/** An event of the HTTP API for an operation, with a token that carries its scopes unless told otherwise. */
export const apiEvent = (operationId: OperationId, parts: EventParts = {}): ApiEvent => {
  const { method, path, scopes } = operations[operationId];
  const rawPath = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts.params?.[name] ?? name));
  const body = typeof parts.body === 'string' || parts.body === undefined ? parts.body : JSON.stringify(parts.body);
  const claims =
    parts.claims === undefined ? { sub: 'tester', client_id: 'tester', scope: scopes.join(' ') } : parts.claims;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: new URLSearchParams(parts.query).toString(),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...parts.headers },
    ...(parts.query ? { queryStringParameters: { ...parts.query } } : {}),
    ...(parts.params ? { pathParameters: { ...parts.params } } : {}),
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: parts.isBase64Encoded ?? false,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '',
      timeEpoch: Date.parse(parts.at ?? '2026-03-31T08:15:00.000Z'),
      ...(claims && scopes.length > 0 ? { authorizer: { jwt: { claims, scopes: null } } } : {}),
    },
  };
};
