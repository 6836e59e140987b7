import { describe, expect, it } from 'vitest';
import { type Operation, operations } from '../../shared/contracts/operations.ts';
import { functionsOf, resourcesOf, synthesize, theOnly } from './support.ts';

const { all, api } = synthesize('dev');
const routes = [...resourcesOf(all, 'AWS::ApiGatewayV2::Route').values()].map(({ Properties }) => Properties);
const integrations = resourcesOf(all, 'AWS::ApiGatewayV2::Integration');
const functions = functionsOf(all);
const list: [string, Operation][] = Object.entries(operations);

/** The folder of the function to which a route leads. */
const targetOf = (route: Record<string, unknown>): string | undefined => {
  const target = JSON.stringify(route['Target']);
  const [, integration] = [...integrations].find(([logicalId]) => target.includes(`"${logicalId}"`)) ?? [];
  const uri = JSON.stringify(integration?.Properties['IntegrationUri']);
  return [...functions].find(([, { logicalId }]) => uri.includes(`"${logicalId}"`))?.[0];
};

describe('the routes of the API', () => {
  it('should be exactly those of the contract', () => {
    const expected = list.map(([, { method, path }]) => `${method} ${path}`);
    expect(routes.map((route) => route['RouteKey']).toSorted()).toEqual(expected.toSorted());
  });

  it.each(list)('should lead %s to its function', (_id, { method, path, functionName }) => {
    const route = routes.find(({ RouteKey }) => RouteKey === `${method} ${path}`) ?? {};
    expect(targetOf(route)).toBe(functionName);
  });

  it.each(list.filter(([, { scopes }]) => scopes.length > 0))('should ask for the scopes of %s', (_id, operation) => {
    const route = routes.find(({ RouteKey }) => RouteKey === `${operation.method} ${operation.path}`);
    expect(route).toMatchObject({ AuthorizationType: 'JWT', AuthorizationScopes: operation.scopes });
    expect(resourcesOf(api, 'AWS::ApiGatewayV2::Authorizer').has(route?.['AuthorizerId'].Ref)).toBe(true);
  });

  it('should be open for health, documentation and the links of mails only', () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType === 'NONE');
    expect(open.map(({ RouteKey }) => RouteKey).toSorted()).toEqual([
      'GET /approve/{token}',
      'GET /docs',
      'GET /health',
      'GET /openapi.json',
      'GET /pay/{token}',
      'HEAD /approve/{token}',
      'HEAD /pay/{token}',
      'POST /approve/{token}',
      'POST /pay/{token}',
    ]);
    expect(open.every(({ AuthorizationScopes }) => AuthorizationScopes === undefined)).toBe(true);
  });

  it('should give no route to other origins of a browser', () => {
    expect(theOnly(api, 'AWS::ApiGatewayV2::Api').Properties).not.toHaveProperty('CorsConfiguration');
  });
});

describe('the door of the API', () => {
  it('should throttle and log as the stage says', () => {
    const stage = theOnly(api, 'AWS::ApiGatewayV2::Stage').Properties;
    expect(stage['DefaultRouteSettings']).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    const format = JSON.parse(stage['AccessLogSettings'].Format);
    expect(format).toMatchObject({ requestId: '$context.requestId', route: '$context.routeKey' });
    // The path of an emailed link holds its token.
    expect(Object.values(format).filter((value) => /path|protocol|uri/i.test(String(value)))).toEqual([]);
  });

  it('should be called with payload format 2.0', () => {
    expect([...integrations.values()].every(({ Properties }) => Properties['PayloadFormatVersion'] === '2.0')).toBe(
      true,
    );
  });

  it('should trust the user pool of the stage when no issuer is configured', () => {
    const { data } = synthesize('dev');
    const { JwtConfiguration } = theOnly(api, 'AWS::ApiGatewayV2::Authorizer').Properties;
    expect(JSON.stringify(JwtConfiguration.Issuer)).toContain('UserPool');
    expect(JwtConfiguration.Audience).toHaveLength(resourcesOf(data, 'AWS::Cognito::UserPoolClient').size);
  });

  it('should trust the configured issuer and no user pool when there is one', () => {
    const oidc = { issuer: 'https://login.example.com', audience: ['credence'] };
    const own = synthesize('prod', { oidc });
    expect(theOnly(own.api, 'AWS::ApiGatewayV2::Authorizer').Properties['JwtConfiguration']).toEqual({
      Issuer: oidc.issuer,
      Audience: oidc.audience,
    });
    expect(resourcesOf(own.data, 'AWS::Cognito::UserPool').size).toBe(0);
  });

  it('should be reached by the configured name only when there is one', () => {
    const domain = {
      name: 'credit.example.com',
      certificateArn: 'arn:aws:acm:eu-central-1:333333333333:certificate/1',
    };
    const own = synthesize('prod', { domain });
    expect(theOnly(own.api, 'AWS::ApiGatewayV2::DomainName').Properties['DomainName']).toBe(domain.name);
    expect(theOnly(own.api, 'AWS::ApiGatewayV2::Api').Properties['DisableExecuteApiEndpoint']).toBe(true);
  });
});
