import { asArray, asBoolean, asObject, asString, strings } from '../json.ts';
import { StartProblem } from '../problem.ts';
import type { Resource } from './model.ts';

/** The HTTP API of the stacks: its routes, each with its function and what a token must carry. */
export interface HttpApi {
  readonly apiId: string;
  readonly stage: string;
  readonly routes: readonly Route[];
}

export interface Route {
  /** `GET /v1/customers/{customerId}` or `$default`. */
  readonly routeKey: string;
  readonly functionName: string;
  /** Present where a token is asked for. */
  readonly authorizer: JwtAuthorizer | undefined;
  /** Scopes of which the token must carry at least one. */
  readonly scopes: readonly string[];
}

export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

interface NamedFunction {
  readonly name: string;
  readonly arn: string;
}

/** Properties that change what a client or a function sees, and that the laptop's door does not follow. */
const unsupported: Readonly<Record<string, readonly string[]>> = {
  Api: ['Body', 'BodyS3Location', 'CorsConfiguration'],
  Integration: ['ConnectionId', 'RequestParameters', 'ResponseParameters', 'TimeoutInMillis', 'TlsConfig'],
  Route: ['RequestParameters'],
  Stage: ['StageVariables'],
};

/** Reads the one HTTP API from the resources of the stacks; refuses what the laptop's door does not do. */
export const readHttpApi = (resources: readonly Resource[], functions: readonly NamedFunction[]): HttpApi => {
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  for (const [type, properties] of Object.entries(unsupported)) {
    for (const resource of ofType(type)) {
      const used = properties.find((property) => resource.properties[property] !== undefined);
      if (used) throw refusal(resource, `${used} cannot be served`);
    }
  }
  const [api, ...others] = ofType('Api');
  if (!api || others.length > 0) {
    throw new StartProblem(
      `The laptop serves exactly one HTTP API; the stacks declare ${others.length + (api ? 1 : 0)}.`,
    );
  }
  if (asString(api.properties['ProtocolType']) !== 'HTTP') throw refusal(api, 'only ProtocolType HTTP can be served');
  const stage = ofType('Stage')[0]?.ref ?? '$default';
  if (stage !== '$default') throw refusal(api, `only the stage $default can be served, not '${stage}'`);
  const integrations = new Map(ofType('Integration').map((item) => [item.ref, toFunctionName(item, functions)]));
  const authorizers = new Map(ofType('Authorizer').map((item) => [item.ref, toAuthorizer(item)]));
  return {
    apiId: api.ref,
    stage,
    routes: ofType('Route').map((route) => toRoute(route, integrations, authorizers)),
  };
};

const refusal = (resource: Resource, why: string): StartProblem =>
  new StartProblem(`${resource.stackName}.${resource.logicalId}: ${why} on a laptop.`);

const toFunctionName = (integration: Resource, functions: readonly NamedFunction[]): string => {
  const { properties } = integration;
  if (asString(properties['IntegrationType']) !== 'AWS_PROXY') {
    throw refusal(integration, 'only AWS_PROXY integrations can be served');
  }
  if (asString(properties['PayloadFormatVersion']) !== '2.0') {
    throw refusal(integration, 'only payload format version 2.0 can be served');
  }
  const uri = asString(properties['IntegrationUri']) ?? '';
  const found = functions.find(({ arn }) => uri === arn || uri.endsWith(`/functions/${arn}/invocations`));
  if (!found) throw refusal(integration, `there is no function for ${uri}`);
  return found.name;
};

const toAuthorizer = (authorizer: Resource): JwtAuthorizer => {
  const { properties } = authorizer;
  if (asString(properties['AuthorizerType']) !== 'JWT') throw refusal(authorizer, 'only JWT authorizers can be served');
  const [source, ...others] = strings(properties['IdentitySource']);
  if (source !== '$request.header.Authorization' || others.length > 0) {
    throw refusal(authorizer, 'only tokens of the header Authorization can be checked');
  }
  const configuration = asObject(properties['JwtConfiguration']);
  return { issuer: asString(configuration['Issuer']) ?? '', audience: strings(configuration['Audience']) };
};

const toRoute = (
  route: Resource,
  integrations: ReadonlyMap<string, string>,
  authorizers: ReadonlyMap<string, JwtAuthorizer>,
): Route => {
  const { properties } = route;
  const target = asString(properties['Target'])?.replace(/^integrations\//, '') ?? '';
  const functionName = integrations.get(target);
  if (functionName === undefined) throw refusal(route, `there is no integration '${target}'`);
  if (asBoolean(properties['ApiKeyRequired'])) throw refusal(route, 'API keys cannot be checked');
  const type = asString(properties['AuthorizationType']) ?? 'NONE';
  if (type !== 'JWT' && type !== 'NONE') throw refusal(route, `authorization type ${type} cannot be checked`);
  const authorizer = type === 'JWT' ? authorizers.get(asString(properties['AuthorizerId']) ?? '') : undefined;
  if (type === 'JWT' && !authorizer) throw refusal(route, 'there is no such authorizer');
  return {
    routeKey: asString(properties['RouteKey']) ?? '$default',
    functionName,
    authorizer,
    scopes: asArray(properties['AuthorizationScopes']).map(String),
  };
};
