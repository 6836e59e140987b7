import { type Operation, operations } from '../contracts/operations.ts';
import { Refusal } from '../errors.ts';
import type { ApiEvent, ApiMiddleware, Caller, Claims } from './exchange.ts';

const ANONYMOUS: Caller = { subject: 'anonymous', groups: [], scopes: [] };

const words = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  if (typeof value !== 'string') return [];
  // API Gateway writes an array claim as "[credit-analysts credit-managers]".
  return value
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * The address that tells who a person is; none where the issuer says that it is not proven to be theirs. Issuers write
 * the claim as boolean, API Gateway hands it on as text; Cognito's access tokens are without it.
 */
const emailOf = (claims: Claims): string | undefined =>
  String(claims['email_verified']).toLowerCase() === 'false' ? undefined : text(claims.email);

/** Reads the claims that the authorizer verified; undefined when the request carried no token. */
export const callerOf = (event: ApiEvent): Caller | undefined => {
  const jwt = event.requestContext.authorizer?.jwt;
  if (!jwt) return undefined;
  const { claims } = jwt;
  const clientId = text(claims.client_id);
  const email = emailOf(claims);
  return {
    subject: text(claims.sub) ?? clientId ?? 'unknown',
    ...(clientId === undefined ? {} : { clientId }),
    ...(email === undefined ? {} : { email }),
    groups: words(claims['cognito:groups']),
    scopes: words(claims.scope ?? claims.scp ?? jwt.scopes),
  };
};

/** Refuses a caller without one of the scopes of the operation: 401 without a token, 403 naming the scopes. */
export const authorizeCaller = (caller: Caller | undefined, operation: Operation): Caller => {
  if (operation.scopes.length === 0) return caller ?? ANONYMOUS;
  if (!caller) throw new Refusal('unauthenticated', 'A bearer token is required.');
  if (operation.scopes.some((scope) => caller.scopes.includes(scope))) return caller;
  throw new Refusal('forbidden', `The token lacks the scope ${operation.scopes.join(' or ')}.`);
};

/**
 * Checks the scopes once more in the function: the API's authorizer did already, and a route that is declared without
 * it must not open the door.
 */
export const access = (): ApiMiddleware => ({
  before: ({ event: exchange }) => {
    if (!exchange.operationId) throw new Refusal('not-found', 'There is no such operation.');
    exchange.caller = authorizeCaller(callerOf(exchange.event), operations[exchange.operationId]);
  },
});
