import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Scope } from '../../shared/contracts/operations.ts';
import type { EnvironmentConfig } from '../config/schema.ts';

/** Who signs the tokens that the API accepts, and for whom they must be meant. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string[];
}

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
const groups: Record<string, string> = {
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

  constructor(scope: Construct, id: string, config: EnvironmentConfig) {
    super(scope, id);
    const userPool = createUserPool(this, config);
    for (const [groupName, description] of Object.entries(groups)) {
      userPool.addGroup(groupName, { groupName, description });
    }
    const resourceServer = createResourceServer(userPool);
    const clients = Object.entries(machineClients).map(([name, scopes]) =>
      createMachineClient(userPool, resourceServer, name, scopes),
    );
    const domain = userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `credence-${config.stage}-${config.account}` },
    });
    this.issuer = userPool.userPoolProviderUrl;
    this.audience = clients.map((client) => client.userPoolClientId);
    new CfnOutput(Stack.of(this), 'UserPoolId', { value: userPool.userPoolId });
    new CfnOutput(Stack.of(this), 'TokenUrl', { value: `${domain.baseUrl()}/oauth2/token` });
  }
}

const createUserPool = (scope: Construct, config: EnvironmentConfig): UserPool => {
  const userPool = new UserPool(scope, 'UserPool', {
    userPoolName: `credence-${config.stage}`,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
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

const createMachineClient = (
  userPool: UserPool,
  resourceServer: UserPoolResourceServer,
  name: string,
  scopes: readonly Scope[],
): UserPoolClient =>
  userPool.addClient(name, {
    userPoolClientName: name,
    generateSecret: true,
    oAuth: {
      flows: { clientCredentials: true },
      scopes: scopes.map((scope) => OAuthScope.resourceServer(resourceServer, serverScopes[scope])),
    },
    accessTokenValidity: Duration.hours(1),
    enableTokenRevocation: true,
  });
