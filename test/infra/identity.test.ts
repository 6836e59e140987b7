import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, it } from 'vitest';
import { environmentOf } from '../../infra/config/environments.ts';
import { CredenceFunction, type PeopleDirectory } from '../../infra/constructs/credence-function.ts';
import { tokenShaper } from '../../infra/functions.ts';
import { scopes } from '../../shared/domain/identity/scopes.ts';
import { functionsOf, type Resource, resourcesOf, statementsOf, synthesize, theOnly } from './support.ts';

const { data, api } = synthesize('prod');
const userPool = theOnly(data, 'AWS::Cognito::UserPool').Properties;
const clients = [...resourcesOf(data, 'AWS::Cognito::UserPoolClient').values()].map(({ Properties }) => Properties);
const people = clients.find(({ ClientName }) => ClientName === 'people') ?? {};
const machines = clients.filter(({ ClientName }) => ClientName !== 'people');
/** Without the resource server's name, which is a reference. */
const scopesIn = (client: Resource['Properties']): string[] =>
  client['AllowedOAuthScopes'].map(
    (scope: string | object) => /[a-z]+(?="|$)/.exec(JSON.stringify(scope).slice(-20))?.[0],
  );

describe('the client of people', () => {
  it('should have no secret, and get tokens by the authorization code only', () => {
    expect(people).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ['code'] });
    expect(people['CallbackURLs']).toEqual(environmentOf('prod').signIn.callbackUrls);
    expect(people['LogoutURLs']).toEqual(environmentOf('prod').signIn.logoutUrls);
  });

  it('should let go of people soon', () => {
    expect(people).toMatchObject({
      AccessTokenValidity: 15,
      RefreshTokenValidity: 600,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('should be allowed to ask for every scope of the API, and not to change users', () => {
    expect(scopesIn(people).toSorted()).toEqual(
      ['openid', 'email', ...scopes.map((scope) => scope.slice('credit/'.length))].toSorted(),
    );
  });

  it('should be one for whom the API takes tokens to be meant', () => {
    const { Audience } = theOnly(api, 'AWS::ApiGatewayV2::Authorizer').Properties['JwtConfiguration'];
    expect(JSON.stringify(Audience)).toContain('people');
  });
});

describe('every client', () => {
  it('should leave no way to a token but those of OAuth', () => {
    expect(clients.map(({ ExplicitAuthFlows }) => ExplicitAuthFlows)).toEqual(
      clients.map(() => ['ALLOW_REFRESH_TOKEN_AUTH']),
    );
  });

  it('should be a machine with a secret, if it is not that of people', () => {
    expect(machines.map(({ ClientName }) => ClientName)).toEqual(['upstream', 'administration']);
    for (const machine of machines) {
      expect(machine).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] });
    }
  });

  it('should give no upstream system the right to set limits past the approvals', () => {
    const upstream = machines.find(({ ClientName }) => ClientName === 'upstream') ?? {};
    expect(scopesIn(upstream)).toEqual(['check', 'read', 'write']);
  });
});

describe('the tokens of people', () => {
  it('should be shaped by a function that may do nothing else', () => {
    const { PreTokenGenerationConfig } = userPool['LambdaConfig'];
    const [name, { logicalId }] = [...functionsOf(data)][0] ?? ['', { logicalId: '' }];
    expect(name).toBe('shape-token');
    expect(PreTokenGenerationConfig).toEqual({
      LambdaArn: { 'Fn::GetAtt': [logicalId, 'Arn'] },
      LambdaVersion: 'V2_0',
    });
    const actions = statementsOf(data, 'shape-token').flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
    expect(theOnly(data, 'AWS::Lambda::Permission').Properties).toMatchObject({
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [expect.stringContaining('UserPool'), 'Arn'] },
    });
  });

  it('should name people by an address of which there is one, however it is written', () => {
    expect(userPool).toMatchObject({
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
  });

  it('should be shaped by the own issuer where there is one', () => {
    const oidc = { issuer: 'https://login.example.com', audience: ['credence'] };
    const own = synthesize('prod', { oidc, people: { legal: ['lex@example.com'] } });
    expect(functionsOf(own.data).size).toBe(0);
    const alarms = [...resourcesOf(own.all, 'AWS::CloudWatch::Alarm').values()];
    expect(JSON.stringify(alarms)).not.toContain('shape-token');
  });
});

describe('a function that asks who holds a role', () => {
  const declare = (directory: (stack: Stack) => PeopleDirectory): Template => {
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const stack = new Stack(app, 'Test');
    new CredenceFunction(stack, 'Asker', {
      functionName: 'shape-token',
      settings: tokenShaper,
      config: environmentOf('dev'),
      version: '1.2.3',
    }).usesPeople(directory(stack));
    return Template.fromStack(stack);
  };
  const variablesOf = (template: Template) =>
    theOnly(template, 'AWS::Lambda::Function').Properties['Environment'].Variables;

  it('should find the user pool, and may list the groups of that one only', () => {
    const template = declare((stack) => ({ userPool: new UserPool(stack, 'Pool') }));
    const [poolId] = resourcesOf(template, 'AWS::Cognito::UserPool').keys();
    expect(variablesOf(template)).toMatchObject({ USER_POOL_ID: { Ref: poolId } });
    expect(variablesOf(template)).not.toHaveProperty('PEOPLE');
    expect(statementsOf(template, 'shape-token')).toContainEqual({
      Effect: 'Allow',
      Action: 'cognito-idp:ListUsersInGroup',
      Resource: { 'Fn::GetAtt': [poolId, 'Arn'] },
    });
  });

  it('should find the list of the configuration where there is no user pool', () => {
    const inRoles = { legal: ['lex@example.com'] };
    const template = declare(() => ({ inRoles }));
    expect(JSON.parse(variablesOf(template).PEOPLE)).toEqual(inRoles);
    expect(variablesOf(template)).not.toHaveProperty('USER_POOL_ID');
    expect(JSON.stringify(statementsOf(template, 'shape-token'))).not.toContain('cognito');
  });
});
