import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Operation, type OperationId, operations } from '../../shared/contracts/operations.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';
import type { TokenIssuer } from './identity.ts';

/**
 * What is logged of each request: enough to find it and to tell who was slow. Neither bodies nor tokens, and so no path
 * either: in that of an emailed link stands its token.
 */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    responseBytes: '$context.responseLength',
    responseMilliseconds: '$context.responseLatency',
    integrationMilliseconds: '$context.integrationLatency',
    integrationStatus: '$context.integrationStatus',
    clientId: '$context.authorizer.claims.client_id',
    authorizerError: '$context.authorizer.error',
    error: '$context.error.message',
    integrationError: '$context.integrationErrorMessage',
    sourceIp: '$context.identity.sourceIp',
    userAgent: '$context.identity.userAgent',
  }),
);

const PUBLIC = 'Tells only that the API answers, and what its contract is: nothing about any customer.';
const EMAILED_LINK =
  'Opened from a mail by people without an account. The 256 random bits in the path are the credential: the function ' +
  'looks up their hash, and nothing is decided without the code that stands beside the link in the mail.';

export interface CreditApiProps {
  readonly config: EnvironmentConfig;
  readonly tokens: TokenIssuer;
  /** By name, as the operations name them. */
  readonly functions: ReadonlyMap<string, CredenceFunction>;
}

/** The HTTP API: a route with its scopes for every operation of the contract, all behind one authorizer. */
export class CreditApi extends Construct {
  readonly api: HttpApi;
  /** Where clients and approvers find it, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: CreditApiProps) {
    super(scope, id);
    const { config, tokens } = props;
    this.api = new HttpApi(this, 'Api', {
      apiName: `credence-${config.stage}`,
      description: `Trade-credit management, ${config.stage}`,
      createDefaultStage: false,
      // With a name of one's own there is one way in, not two.
      disableExecuteApiEndpoint: config.domain !== undefined,
    });
    this.addRoutes(tokens, props.functions);
    this.addStage(config);
    this.url = config.domain ? `https://${config.domain.name}` : this.api.apiEndpoint;
    new CfnOutput(Stack.of(this), 'ApiUrl', { value: this.url });
  }

  private addRoutes(tokens: TokenIssuer, functions: CreditApiProps['functions']): void {
    const authorizer = new HttpJwtAuthorizer('Tokens', tokens.issuer, { jwtAudience: [...tokens.audience] });
    const open = new HttpNoneAuthorizer();
    const integrations = new Map(
      [...functions].map(([name, { handler }]) => [
        name,
        // One permission per function rather than one per route: the routes are ours, all of them.
        new HttpLambdaIntegration(name, handler, { scopePermissionToRoute: false }),
      ]),
    );
    for (const operationId of Object.keys(operations) as OperationId[]) {
      const { method, path, scopes, functionName }: Operation = operations[operationId];
      const integration = integrations.get(functionName);
      if (!integration) throw new Error(`Operation ${operationId} names function ${functionName}, which is not built`);
      const routes = this.api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        ...(scopes.length > 0 ? { authorizer, authorizationScopes: [...scopes] } : { authorizer: open }),
      });
      if (scopes.length === 0) {
        for (const route of routes) {
          Validations.of(route).acknowledge({
            id: 'AwsSolutions-APIG4',
            reason: path.includes('{token}') ? EMAILED_LINK : PUBLIC,
          });
        }
      }
    }
  }

  private addStage(config: EnvironmentConfig): void {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      // The prefix under which AWS needs no policy per log group to deliver.
      logGroupName: `/aws/vendedlogs/credence-${config.stage}-api`,
      retention: config.logRetentionDays,
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    const domainName = config.domain && this.createDomain(config.domain);
    this.api.addStage('DefaultStage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: config.throttling.ratePerSecond, burstLimit: config.throttling.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat },
      ...(domainName && { domainMapping: { domainName } }),
    });
  }

  private createDomain(domain: NonNullable<EnvironmentConfig['domain']>): DomainName {
    const domainName = new DomainName(this, 'Domain', {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
    });
    new CfnOutput(Stack.of(this), 'DomainTarget', {
      value: domainName.regionalDomainName,
      description: `Point the DNS record of ${domain.name} here`,
    });
    return domainName;
  }
}
