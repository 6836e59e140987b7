import { LOCAL_CLIENT } from '../assembly/resource-types.ts';
import type { People } from '../cognito/people.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { headerOf, type Request } from '../http/request.ts';
import type { KeyRing } from './keys.ts';
import { subjectOf } from './subject.ts';

/** The secret of the one client of the laptop. */
const LOCAL_SECRET = 'local';
const LIFETIME_SECONDS = 3600;

export interface TokenOptions {
  readonly keys: KeyRing;
  /** Every scope that may be asked for. */
  readonly scopes: readonly string[];
  /** What the API's authorizer accepts. */
  readonly audience: readonly string[];
  readonly people: Pick<People, 'groupsOf'>;
}

/** Who a token is for; a machine when there is no email. */
export interface TokenRequest {
  readonly scopes: readonly string[];
  readonly email?: string;
  readonly lifetimeSeconds?: number;
}

/** Signs an access token with the claims of one from Cognito. */
export const signToken = (options: TokenOptions, request: TokenRequest): Promise<string> =>
  options.keys.issuer.buildToken({
    expiresIn: request.lifetimeSeconds ?? LIFETIME_SECONDS,
    scopesOrTransform: (_header, payload) => {
      const person = request.email && {
        username: request.email,
        email: request.email,
        ...groupsClaim(options.people.groupsOf(request.email)),
      };
      const foreignAudience = options.audience.includes(LOCAL_CLIENT) ? {} : { aud: options.audience[0] };
      Object.assign(payload, foreignAudience, person, {
        sub: request.email ? subjectOf(request.email) : LOCAL_CLIENT,
        client_id: LOCAL_CLIENT,
        token_use: 'access',
        scope: request.scopes.join(' '),
        version: 2,
        auth_time: payload.iat,
        jti: crypto.randomUUID(),
      });
    },
  });

/** As Cognito writes it: who is in no group has no such claim. */
const groupsClaim = (groups: readonly string[] = []) => (groups.length > 0 ? { 'cognito:groups': groups } : {});

/** Answers `POST /oauth2/token` as Cognito does, and on top of that gives tokens of people by the password grant. */
export const answerTokenRequest = async (request: Request, options: TokenOptions): Promise<Reply> => {
  if (request.method !== 'POST') return refuse('invalid_request', 405);
  if (!/^application\/x-www-form-urlencoded\b/i.test(headerOf(request, 'content-type') ?? '')) {
    return refuse('invalid_request');
  }
  const form = new URLSearchParams(request.body.toString('utf8'));
  const grant = form.get('grant_type');
  if (!grant) return refuse('invalid_request');
  const client = clientOf(request, form);
  if (client.id !== LOCAL_CLIENT || (client.secret !== undefined && client.secret !== LOCAL_SECRET)) {
    return refuse('invalid_client');
  }
  if (grant !== 'client_credentials' && grant !== 'password') return refuse('unsupported_grant_type');
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.some((scope) => !options.scopes.includes(scope))) return refuse('invalid_scope');
  const scopes = asked.length > 0 ? asked : options.scopes;
  if (grant === 'client_credentials') {
    if (client.secret === undefined) return refuse('invalid_client');
    return grantToken(await signToken(options, { scopes }));
  }
  const email = (form.get('username') ?? '').toLowerCase();
  if (!options.people.groupsOf(email)) return refuse('invalid_grant');
  return grantToken(await signToken(options, { scopes, email }));
};

interface Client {
  readonly id: string | null | undefined;
  readonly secret: string | undefined;
}

/** The client of the Basic header if there is one, else of the form. */
const clientOf = (request: Request, form: URLSearchParams): Client => {
  const basic = /^Basic\s+(\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
  if (basic === undefined) return { id: form.get('client_id'), secret: form.get('client_secret') ?? undefined };
  const [id, ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
};

const grantToken = (accessToken: string): Reply =>
  jsonReply(200, { access_token: accessToken, expires_in: LIFETIME_SECONDS, token_type: 'Bearer' });

const refuse = (error: string, status = 400): Reply => jsonReply(status, { error });
