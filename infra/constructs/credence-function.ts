import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, Code, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ConfigurationSet, EmailIdentity } from 'aws-cdk-lib/aws-ses';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Role as HeldRole } from '../../shared/domain/policy/roles.ts';
import { bundledCode } from '../bundling/bundled-code.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { FunctionSettings, TableAccess } from '../functions.ts';
import type { CustomerTable } from './customer-table.ts';

const repository = join(import.meta.dirname, '..', '..');

export interface CredenceFunctionProps {
  /** Folder under `functions/`. */
  readonly functionName: string;
  readonly settings: FunctionSettings;
  readonly config: EnvironmentConfig;
  readonly version: string;
  /** Takes the events of a function that is called asynchronously, when all of its attempts have failed. */
  readonly deadLetters?: Queue;
}

/** Where the people are who hold roles: in the groups of the user pool, or in a list of the configuration. */
export type PeopleDirectory =
  | { readonly userPool: IUserPool }
  | { readonly inRoles: Readonly<Partial<Record<HeldRole, readonly string[]>>> };

/**
 * One function of one use case, with a role and a log group of its own. What it may use is said by the `uses...`
 * methods, each of which sets the environment variable and grants what the variable stands for.
 */
export class CredenceFunction extends Construct {
  readonly handler: NodejsFunction;
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: CredenceFunctionProps) {
    super(scope, id);
    const { config, functionName, settings } = props;
    const entry = `functions/${functionName}/handler.ts`;
    const physicalName = `credence-${config.stage}-${functionName}`;
    this.logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${physicalName}`,
      retention: config.logRetentionDays,
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${physicalName} may do`,
    });
    this.logs.grantWrite(role);
    this.handler = new NodejsFunction(this, 'Function', {
      ...codeOf(this, entry),
      functionName: physicalName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: settings.memoryMegabytes,
      timeout: Duration.seconds(settings.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      role,
      logGroup: this.logs,
      ...(props.deadLetters && { deadLetterQueue: props.deadLetters }),
      // The same values in every function of a stage, so that one process can serve them all.
      environment: {
        STAGE: config.stage,
        TIME_ZONE: config.timeZone,
        BASE_CURRENCY: config.baseCurrency,
        CALENDAR_COUNTRY: config.calendarCountry,
        COMPANY_NAME: config.companyName,
        SERVICE_VERSION: props.version,
        LOG_LEVEL: config.logLevel,
        POWERTOOLS_SERVICE_NAME: 'credence',
        POWERTOOLS_METRICS_NAMESPACE: 'Credence',
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
    (this.handler.node.defaultChild as CfnFunction).addMetadata('credence:entry', entry);
    acknowledgeFindings(this, props.deadLetters !== undefined);
  }

  /** The function finds the table under `TABLE_NAME` and may use it so far as `access` says. */
  usesTable(table: CustomerTable, access: TableAccess): this {
    if (access === 'none') return this;
    this.handler.addEnvironment('TABLE_NAME', table.table.tableName);
    table.grant(this.handler, access);
    return this;
  }

  /** The function finds the bus under `EVENT_BUS_NAME` and may put events on it. */
  usesBus(bus: EventBus): this {
    this.handler.addEnvironment('EVENT_BUS_NAME', bus.eventBusName);
    this.handler.addToRolePolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }));
    return this;
  }

  /** The function finds a queue under a variable, and may put messages into it. */
  usesQueue(variable: string, queue: Queue): this {
    this.handler.addEnvironment(variable, queue.queueUrl);
    this.handler.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    return this;
  }

  /** The function finds the user pool under `USER_POOL_ID` and may list its groups, or finds the list under `PEOPLE`. */
  usesPeople(directory: PeopleDirectory): this {
    if ('inRoles' in directory) {
      this.handler.addEnvironment('PEOPLE', JSON.stringify(directory.inRoles));
      return this;
    }
    const { userPool } = directory;
    this.handler.addEnvironment('USER_POOL_ID', userPool.userPoolId);
    this.handler.addToRolePolicy(
      new PolicyStatement({ actions: ['cognito-idp:ListUsersInGroup'], resources: [userPool.userPoolArn] }),
    );
    return this;
  }

  /** The function finds a state machine under a variable, and may do with it what the actions say. */
  usesWorkflow(variable: string, stateMachineArn: string, actions: readonly string[]): this {
    this.handler.addEnvironment(variable, stateMachineArn);
    return this.maySteer(stateMachineArn, actions);
  }

  /** The function may steer executions of a state machine: start them, or complete tasks in which they wait. */
  maySteer(stateMachineArn: string, actions: readonly string[]): this {
    this.handler.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [stateMachineArn] }));
    return this;
  }

  /** The function finds sender and configuration set under `MAIL_SENDER` and `MAIL_CONFIGURATION_SET`, and may mail as that sender. */
  usesMail(address: string, identity: EmailIdentity, configurationSet: ConfigurationSet): this {
    this.handler.addEnvironment('MAIL_SENDER', address);
    this.handler.addEnvironment('MAIL_CONFIGURATION_SET', configurationSet.configurationSetName);
    this.handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [identity.emailIdentityArn, configurationSetArn(configurationSet)],
        conditions: { StringEquals: { 'ses:FromAddress': address } },
      }),
    );
    return this;
  }

  /** The function finds under `PUBLIC_URL` where people reach the platform, to tell them so. */
  tellsAddress(url: string): this {
    this.handler.addEnvironment('PUBLIC_URL', url);
    return this;
  }
}

const codeOf = (scope: Construct, entry: string): { readonly code: Code; readonly handler: string } => {
  // Where nothing is bundled, the code is run from its sources, and a handler that is still to be written stops nobody.
  if (!Stack.of(scope).bundlingRequired && !existsSync(join(repository, entry))) {
    return { code: Code.fromInline('exports.handler = undefined;'), handler: 'index.handler' };
  }
  return { code: bundledCode(entry), handler: 'index.handler' };
};

const configurationSetArn = (configurationSet: ConfigurationSet): string =>
  Stack.of(configurationSet).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: configurationSet.configurationSetName,
  });

const acknowledgeFindings = (scope: CredenceFunction, hasDeadLetters: boolean): void => {
  const noAsynchronousCalls =
    'The function is called by the HTTP API, a stream mapping, a state machine or the user pool only, all of which take ' +
    'the error themselves: callers see it, mappings have a dead-letter queue, machines try again and park. There are ' +
    'no asynchronous calls to lose.';
  const traces = 'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords can be granted on * only.';
  Validations.of(scope).acknowledge(
    ...(hasDeadLetters ? [] : [{ id: 'Serverless-LambdaDLQ', reason: noAsynchronousCalls }]),
    { id: 'AwsSolutions-IAM5[Resource::*]', reason: traces },
  );
};
