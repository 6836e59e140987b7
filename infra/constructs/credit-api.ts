import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { DomainName, HttpApi, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
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

export interface CreditApiProps {
  readonly config: EnvironmentConfig;
  readonly tokens: TokenIssuer;
}

/** The door: the HTTP API with its one authorizer, its stage and its name. What it serves is added by `ApiOperations`. */
export class CreditApi extends Construct {
  readonly api: HttpApi;
  /** Of the tokens that all but the open routes ask for. */
  readonly authorizer: HttpJwtAuthorizer;
  /** Where clients and approvers find it, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, { config, tokens }: CreditApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `credence-${config.stage}`,
      description: `Trade-credit management, ${config.stage}`,
      createDefaultStage: false,
      // With a name of one's own there is one way in, not two.
      disableExecuteApiEndpoint: config.domain !== undefined,
    });
    this.authorizer = new HttpJwtAuthorizer('Tokens', tokens.issuer, { jwtAudience: [...tokens.audience] });
    this.addStage(config);
    this.url = config.domain ? `https://${config.domain.name}` : this.api.apiEndpoint;
    new CfnOutput(Stack.of(this), 'ApiUrl', { value: this.url });
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
