import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { OperationId } from '../contracts/operations.ts';
import type { Moment } from '../dates.ts';
import type { Logger } from './logger.ts';

/** An event of the HTTP API, payload format 2.0; the JWT authorizer's claims are there on routes that ask for a token. */
export type ApiEvent = APIGatewayProxyEventV2 & {
  readonly requestContext: APIGatewayProxyEventV2['requestContext'] & {
    readonly authorizer?: { readonly jwt?: { readonly claims: Claims; readonly scopes?: readonly string[] | null } };
  };
};

export type Claims = Readonly<Record<string, unknown>>;

/** Who calls, as the token says. */
export interface Caller {
  readonly subject: string;
  readonly clientId?: string;
  readonly email?: string;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
}

/** An answer; `headers` always there, so that middlewares can add theirs. */
export interface Reply extends APIGatewayProxyStructuredResultV2 {
  statusCode: number;
  headers: Record<string, string>;
  body?: string;
}

/** What a handler is given: everything checked, times and names included. */
export interface ApiRequest<Id extends OperationId = OperationId, Params = unknown, Query = unknown, Body = unknown> {
  readonly operationId: Id;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** SHA-256 (hex) over operation, path parameters and body in canonical form: equal exactly for the same request. */
  readonly bodyHash: string;
  readonly idempotencyKey?: string;
  /** The body as text, decoded; empty where there is none. */
  readonly rawBody: string;
  /** Media type of the body without parameters, lower case; empty where there is none. */
  readonly contentType: string;
  /** The `Accept` header, or a wildcard. See `preferredType`. */
  readonly accept: string;
  readonly caller: Caller;
  readonly correlationId: string;
  readonly moment: Moment;
  readonly log: Logger;
}

/** One request on its way through the middlewares; each adds its part. */
export interface Exchange {
  readonly event: ApiEvent;
  operationId?: OperationId;
  correlationId: string;
  log: Logger;
  caller?: Caller;
  request?: ApiRequest;
}

export type ApiMiddleware = MiddlewareObj<Exchange, Reply>;
