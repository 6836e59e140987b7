import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type AuthFlow,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type Scope, scopes } from '../../shared/domain/identity/scopes.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { tokenShaper } from '../functions.ts';
import { CredenceFunction } from './credence-function.ts';

/** Who signs the tokens that the API accepts, and for whom they must be meant. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string[];
}

/** No way to a token but those of OAuth; whatever CloudFormation is not told would be allowed. */
const oauthOnly: AuthFlow = { userSrp: false };

const scopeDescriptions: Record<Scope, string> = {
  'credit/check': 'Check credit and hold amounts for orders',
  'credit/read': 'Read customers, receivables and decisions',
  'credit/write': 'Post receivables and payments, change customers',
  'credit/approve': 'Decide on credit limits',
  'credit/collect': 'Work collection tasks and disputes',
  'credit/policy': 'Change the credit policy',
  'credit/admin': 'Set limits without approval, write off, publish rates',
};

/** Systems that call the API by themselves. A shop or an ERP gets no right to set limits past the approvals. */
const machineClients: Record<string, readonly Scope[]> = {
  upstream: ['credit/check', 'credit/read', 'credit/write'],
  administration: ['credit/read', 'credit/write', 'credit/policy', 'credit/admin'],
};

/** The roles of people that the approval matrix and the collection strategies name. */
const groups: Record<Role, string> = {
  'credit-analysts': 'Approve credit limits on level 1',
  'credit-managers': 'Approve credit limits on level 2, approve legal handoffs',
  'finance-directors': 'Approve credit limits on level 3',
  collectors: 'Work the collection tasks',
  'collection-leads': 'Take over escalated collection cases',
  legal: 'Take over cases handed to legal',
  'platform-admins': 'Operate the platform',
};

/** A user pool for people in groups and for machine clients, for companies that bring no OIDC issuer of their own. */
export class Identity extends Construct implements TokenIssuer {
  readonly issuer: string;
  readonly audience: string[];
  readonly userPool: UserPool;
  /** Shapes the tokens of people before they are signed: nobody signs in while it fails. */
  readonly tokenShaper: CredenceFunction;

  constructor(scope: Construct, id: string, config: EnvironmentConfig, version: string) {
    super(scope, id);
    this.userPool = createUserPool(this, config);
    for (const [groupName, description] of Object.entries(groups)) {
      this.userPool.addGroup(groupName, { groupName, description });
    }
    this.tokenShaper = new CredenceFunction(this, 'ShapeToken', {
      functionName: 'shape-token',
      settings: tokenShaper,
      config,
      version,
    });
    this.userPool.addTrigger(
      UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
      this.tokenShaper.handler,
      LambdaVersion.V2_0,
    );
    const resourceServer = createResourceServer(this.userPool);
    const people = createPeopleClient(this.userPool, resourceServer, config);
    const machines = Object.entries(machineClients).map(([name, granted]) =>
      createMachineClient(this.userPool, resourceServer, name, granted),
    );
    const domain = this.userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `credence-${config.stage}-${config.account}` },
    });
    this.issuer = this.userPool.userPoolProviderUrl;
    this.audience = [people, ...machines].map((client) => client.userPoolClientId);
    new CfnOutput(Stack.of(this), 'UserPoolId', { value: this.userPool.userPoolId });
    new CfnOutput(Stack.of(this), 'TokenUrl', { value: `${domain.baseUrl()}/oauth2/token` });
    new CfnOutput(Stack.of(this), 'SignInUrl', { value: `${domain.baseUrl()}/oauth2/authorize` });
    new CfnOutput(Stack.of(this), 'PeopleClientId', { value: people.userPoolClientId });
  }
}

const createUserPool = (scope: Construct, config: EnvironmentConfig): UserPool => {
  const userPool = new UserPool(scope, 'UserPool', {
    userPoolName: `credence-${config.stage}`,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    // Addresses are compared in lower case: two users whose addresses differ in case only would be one approver.
    signInCaseSensitive: false,
    standardAttributes: { email: { required: true, mutable: true } },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    mfa: config.strictSignIn ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    ...(config.strictSignIn
      ? {
          featurePlan: FeaturePlan.PLUS,
          standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
        }
      : { featurePlan: FeaturePlan.ESSENTIALS }),
    deletionProtection: config.protectData,
    removalPolicy: config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  if (!config.strictSignIn) {
    const reason = `Stage ${config.stage} holds sample data only; its developers sign in many times a day.`;
    Validations.of(userPool).acknowledge({ id: 'AwsSolutions-COG2', reason }, { id: 'AwsSolutions-COG8', reason });
  }
  return userPool;
};

const scopeName = (scope: Scope): string => scope.slice('credit/'.length);

const serverScopes = Object.fromEntries(
  Object.entries(scopeDescriptions).map(([scope, scopeDescription]) => [
    scope,
    new ResourceServerScope({ scopeName: scopeName(scope as Scope), scopeDescription }),
  ]),
) as Record<Scope, ResourceServerScope>;

const createResourceServer = (userPool: UserPool): UserPoolResourceServer =>
  userPool.addResourceServer('CreditApi', {
    identifier: 'credit',
    userPoolResourceServerName: 'credit',
    scopes: Object.values(serverScopes),
  });

const scopesOn = (resourceServer: UserPoolResourceServer, granted: readonly Scope[]): OAuthScope[] =>
  granted.map((scope) => OAuthScope.resourceServer(resourceServer, serverScopes[scope]));

/**
 * The one client of people: a page in a browser, which can keep no secret and proves itself by PKCE. It may ask for
 * every scope; `shape-token` leaves a person those of the own groups. A token lives for a quarter of an hour, so that
 * whoever leaves a group has soon left it everywhere, and the sign-in for a working day.
 */
const createPeopleClient = (
  userPool: UserPool,
  resourceServer: UserPoolResourceServer,
  { signIn }: EnvironmentConfig,
): UserPoolClient =>
  userPool.addClient('people', {
    userPoolClientName: 'people',
    generateSecret: false,
    authFlows: oauthOnly,
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, ...scopesOn(resourceServer, scopes)],
      callbackUrls: signIn.callbackUrls,
      logoutUrls: signIn.logoutUrls,
    },
    preventUserExistenceErrors: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.hours(10),
    enableTokenRevocation: true,
  });

const createMachineClient = (
  userPool: UserPool,
  resourceServer: UserPoolResourceServer,
  name: string,
  granted: readonly Scope[],
): UserPoolClient =>
  userPool.addClient(name, {
    userPoolClientName: name,
    generateSecret: true,
    authFlows: oauthOnly,
    oAuth: { flows: { clientCredentials: true }, scopes: scopesOn(resourceServer, granted) },
    accessTokenValidity: Duration.hours(1),
    enableTokenRevocation: true,
  });
