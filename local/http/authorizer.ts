import type { Route } from '../assembly/http-api.ts';
import { asString, isObject } from '../json.ts';
import type { TokenVerifier } from '../tokens/verifier.ts';

/** What a token says, in the form in which an HTTP API hands it to a function. */
export interface Identity {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[];
}

export type Authorization =
  | { readonly kind: 'open' }
  | { readonly kind: 'allowed'; readonly jwt: Identity }
  | { readonly kind: 'unauthenticated'; readonly detail: string; readonly challenge: string }
  | { readonly kind: 'forbidden'; readonly detail: string };

/**
 * Decides by a route's JWT authorizer: signature, issuer, audience (`aud`, else `client_id`), `exp` and `nbf` by real
 * time, and at least one of the route's scopes.
 */
export const authorize = async (
  route: Pick<Route, 'authorizer' | 'scopes'>,
  authorization: string | undefined,
  verify: TokenVerifier,
): Promise<Authorization> => {
  if (!route.authorizer) return { kind: 'open' };
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  if (token === '') {
    return { kind: 'unauthenticated', detail: 'Send a bearer token in the header Authorization.', challenge: 'Bearer' };
  }
  const verified = await verify(token);
  if ('problem' in verified) return invalidToken(verified.problem);
  const { payload } = verified;
  const audience = [payload.aud ?? asString(payload['client_id'])].flat().filter((value) => value !== undefined);
  if (!audience.some((value) => route.authorizer?.audience.includes(value))) {
    return invalidToken('the audience is not that of this API');
  }
  const scopes = scopesOf(payload);
  if (route.scopes.length > 0 && !route.scopes.some((scope) => scopes.includes(scope))) {
    return { kind: 'forbidden', detail: `The token needs one of these scopes: ${route.scopes.join(', ')}.` };
  }
  return { kind: 'allowed', jwt: { claims: claimsOf(payload), scopes: route.scopes.length > 0 ? scopes : [] } };
};

const invalidToken = (why: string): Authorization => ({
  kind: 'unauthenticated',
  detail: `The token is not accepted: ${why}.`,
  challenge: 'Bearer error="invalid_token"',
});

const scopesOf = (payload: Readonly<Record<string, unknown>>): readonly string[] =>
  [payload['scope'] ?? payload['scp'] ?? '']
    .flat()
    .flatMap((value) => String(value).split(' '))
    .filter((scope) => scope !== '');

/** An HTTP API hands every claim over as a text, lists in the form `[one two]`. */
const claimsOf = (payload: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));

const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return isObject(value) ? JSON.stringify(value) : String(value);
};
