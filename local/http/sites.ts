import { consolePage } from '../pages/console.ts';
import { outboxPage } from '../pages/outbox.ts';
import type { Outbox } from '../ses/outbox.ts';
import type { Endpoints } from '../state/endpoints.ts';
import { answerTokenRequest, type TokenOptions } from '../tokens/token-endpoint.ts';
import { htmlReply, jsonReply, prefersHtml, type Reply } from './reply.ts';
import { headerOf, type Request } from './request.ts';
import type { Site } from './server.ts';

/** Says which part of the platform answers a request. */
export type Sites = (request: Request) => Site;

export interface SitesOptions {
  readonly endpoints: Endpoints;
  readonly tokens: TokenOptions;
  readonly cognito: (request: Request) => Promise<Reply>;
  readonly control: (path: string, request: Request) => Promise<Reply>;
  readonly eventBridge: (request: Request) => Promise<Reply>;
  readonly lambda: (request: Request) => Promise<Reply>;
  readonly ses: (request: Request) => Promise<Reply>;
  readonly sqs: (request: Request) => Promise<Reply>;
  readonly outbox: Outbox;
  readonly stepFunctions: (request: Request) => Promise<Reply>;
  /** The HTTP API of the stacks. */
  readonly door: (request: Request) => Promise<Reply>;
}

const CONTROL = '/control';
/** Its operations are told apart by their paths. */
const LAMBDA = '/_aws/lambda/';

/** The addresses that the laptop adds to those of the API; every other path belongs to the API. */
export const createSites = (options: SitesOptions): Sites => {
  const { endpoints, tokens, cognito, control, eventBridge, lambda, ses, sqs, stepFunctions, outbox, door } = options;
  const open = (answer: (request: Request) => Reply | Promise<Reply>): Site => ({
    needsToken: false,
    answer: async (request) => answer(request),
  });
  const own: Readonly<Record<string, Site>> = {
    '/': open(() => ({ status: 302, headers: { location: '/console' }, body: '' })),
    '/console': open(() => htmlReply(consolePage(endpoints))),
    '/outbox': open((request) =>
      prefersHtml(headerOf(request, 'accept')) ? htmlReply(outboxPage(outbox.list())) : jsonReply(200, outbox.list()),
    ),
    '/oauth2/token': open((request) => answerTokenRequest(request, tokens)),
    '/.well-known/jwks.json': open(() => jsonReply(200, { keys: tokens.keys.publicJwks() })),
    '/.well-known/openid-configuration': open(() => jsonReply(200, openIdConfiguration(endpoints, tokens))),
    '/_aws/cognito-idp': open(cognito),
    '/_aws/cognito-idp/': open(cognito),
    '/_aws/eventbridge': open(eventBridge),
    '/_aws/eventbridge/': open(eventBridge),
    '/_aws/ses': open(ses),
    '/_aws/ses/': open(ses),
    '/_aws/sqs': open(sqs),
    '/_aws/sqs/': open(sqs),
    '/_aws/stepfunctions': open(stepFunctions),
    '/_aws/stepfunctions/': open(stepFunctions),
  };
  const otherService = open((request) => {
    const operation = headerOf(request, 'x-amz-target') ?? `${request.method} ${request.rawPath}`;
    const message = `The service of ${operation} is not run on a laptop.`;
    return jsonReply(400, { __type: 'UnknownOperationException', message });
  });
  const lambdaSite = open(lambda);
  const controlSite = open((request) => control(request.rawPath.slice(CONTROL.length), request));
  const apiSite: Site = { needsToken: true, answer: door };
  return ({ rawPath }) => {
    if (Object.hasOwn(own, rawPath)) return own[rawPath] ?? apiSite;
    if (rawPath.startsWith(LAMBDA)) return lambdaSite;
    if (rawPath.startsWith('/_aws/')) return otherService;
    return rawPath.startsWith(`${CONTROL}/`) ? controlSite : apiSite;
  };
};

const openIdConfiguration = (endpoints: Endpoints, tokens: TokenOptions) => ({
  issuer: endpoints.api,
  jwks_uri: `${endpoints.api}/.well-known/jwks.json`,
  token_endpoint: endpoints.tokenUrl,
  scopes_supported: tokens.scopes,
  id_token_signing_alg_values_supported: ['RS256'],
  subject_types_supported: ['public'],
  response_types_supported: ['token'],
});
