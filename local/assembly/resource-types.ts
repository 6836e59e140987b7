/** What a resource type needs to know to name a resource. */
export interface Naming {
  readonly logicalId: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  /** Where the laptop serves everything: `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** A resolved text property, or `undefined`. */
  readonly text: (property: string) => string | undefined;
}

/** What `Ref` and `Fn::GetAtt` answer for a resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Identify = (naming: Naming) => Identity;

const nameOf = (naming: Naming, property: string): string =>
  naming.text(property) ?? `${naming.stackName}-${naming.logicalId}`;

const arn = (naming: Naming, service: string, rest: string): string =>
  `arn:aws:${service}:${naming.region}:${naming.account}:${rest}`;

const named =
  (property: string, service: string, prefix: string): Identify =>
  (naming) => {
    const name = nameOf(naming, property);
    return { ref: name, attributes: { Arn: arn(naming, service, `${prefix}${name}`), Name: name } };
  };

const byLogicalId: Identify = (naming) => ({
  ref: naming.logicalId,
  attributes: { Arn: arn(naming, 'cloudformation', `resource/${naming.logicalId}`), Id: naming.logicalId },
});

const table: Identify = (naming) => {
  const name = nameOf(naming, 'TableName');
  const tableArn = arn(naming, 'dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local`, TableId: name } };
};

const queue: Identify = (naming) => {
  const name = nameOf(naming, 'QueueName');
  const url = `https://sqs.${naming.region}.amazonaws.com/${naming.account}/${name}`;
  return { ref: url, attributes: { Arn: arn(naming, 'sqs', name), QueueName: name, QueueUrl: url } };
};

const userPool: Identify = (naming) => {
  const id = `${naming.region}_${naming.logicalId}`;
  const provider = `cognito-idp.${naming.region}.amazonaws.com/${id}`;
  return {
    ref: id,
    attributes: {
      Arn: arn(naming, 'cognito-idp', `userpool/${id}`),
      UserPoolId: id,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    },
  };
};

/** The laptop has one client, `local`, with the secret `local`: every client of the stack is that one. */
export const LOCAL_CLIENT = 'local';

const userPoolClient: Identify = () => ({
  ref: LOCAL_CLIENT,
  attributes: { ClientId: LOCAL_CLIENT, ClientSecret: LOCAL_CLIENT, Name: LOCAL_CLIENT },
});

const httpApi: Identify = ({ origin }) => ({ ref: 'local', attributes: { ApiId: 'local', ApiEndpoint: origin } });

/** On a laptop no name server is asked: an identity is verified as soon as it is declared. */
const mailIdentity: Identify = (naming) => {
  const identity = nameOf(naming, 'EmailIdentity');
  const records = [1, 2, 3].flatMap((index) => [
    [`DkimDNSTokenName${index}`, `local${index}._domainkey.${identity}`],
    [`DkimDNSTokenValue${index}`, `local${index}.dkim.amazonses.com`],
  ]);
  return { ref: identity, attributes: Object.fromEntries(records) };
};

const ssmParameter: Identify = (naming) => {
  const name = nameOf(naming, 'Name');
  return { ref: name, attributes: { Type: naming.text('Type') ?? 'String', Value: naming.text('Value') ?? '' } };
};

const stateMachine: Identify = (naming) => {
  const name = nameOf(naming, 'StateMachineName');
  const machineArn = arn(naming, 'states', `stateMachine:${name}`);
  return { ref: machineArn, attributes: { Arn: machineArn, Name: name } };
};

const schedule: Identify = (naming) => {
  const name = nameOf(naming, 'Name');
  const group = naming.text('GroupName') ?? 'default';
  return { ref: name, attributes: { Arn: arn(naming, 'scheduler', `schedule/${group}/${name}`) } };
};

/** Resource types that the laptop runs, each with how its resources are named. */
const handled: Readonly<Record<string, Identify>> = {
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::ApiGatewayV2::Authorizer': byLogicalId,
  'AWS::ApiGatewayV2::Integration': byLogicalId,
  'AWS::ApiGatewayV2::Route': byLogicalId,
  'AWS::ApiGatewayV2::Stage': (naming) => ({ ref: naming.text('StageName') ?? '$default', attributes: {} }),
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': userPoolClient,
  'AWS::Cognito::UserPoolDomain': (naming) => ({ ref: nameOf(naming, 'Domain'), attributes: {} }),
  'AWS::Cognito::UserPoolGroup': (naming) => ({ ref: nameOf(naming, 'GroupName'), attributes: {} }),
  'AWS::Cognito::UserPoolResourceServer': (naming) => ({ ref: nameOf(naming, 'Identifier'), attributes: {} }),
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': named('Name', 'events', 'event-bus/'),
  'AWS::Events::Rule': named('Name', 'events', 'rule/'),
  'AWS::Lambda::EventSourceMapping': byLogicalId,
  'AWS::Lambda::Function': named('FunctionName', 'lambda', 'function:'),
  'AWS::SES::ConfigurationSet': (naming) => ({ ref: nameOf(naming, 'Name'), attributes: {} }),
  'AWS::SES::ConfigurationSetEventDestination': byLogicalId,
  'AWS::SES::EmailIdentity': mailIdentity,
  'AWS::SQS::Queue': queue,
  'AWS::SSM::Parameter': ssmParameter,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::StepFunctions::StateMachine': stateMachine,
};

/** Resource types that guard, watch or grant something in an AWS account and do nothing for a single machine. */
const withoutMeaning: Readonly<Record<string, Identify>> = {
  'AWS::ApiGateway::Account': byLogicalId,
  'AWS::Backup::BackupPlan': byLogicalId,
  'AWS::Backup::BackupSelection': byLogicalId,
  'AWS::Backup::BackupVault': byLogicalId,
  'AWS::CDK::Metadata': byLogicalId,
  'AWS::CloudWatch::Alarm': named('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': named('DashboardName', 'cloudwatch', 'dashboard/'),
  'AWS::Events::Archive': named('ArchiveName', 'events', 'archive/'),
  'AWS::Events::EventBusPolicy': byLogicalId,
  'AWS::IAM::ManagedPolicy': named('ManagedPolicyName', 'iam', 'policy/'),
  'AWS::IAM::Policy': byLogicalId,
  'AWS::IAM::Role': named('RoleName', 'iam', 'role/'),
  'AWS::KMS::Alias': byLogicalId,
  'AWS::KMS::Key': (naming) => ({
    ref: naming.logicalId,
    attributes: { Arn: arn(naming, 'kms', `key/${naming.logicalId}`), KeyId: naming.logicalId },
  }),
  'AWS::Lambda::Permission': byLogicalId,
  'AWS::Logs::LogGroup': named('LogGroupName', 'logs', 'log-group:'),
  'AWS::Logs::MetricFilter': byLogicalId,
  'AWS::Logs::QueryDefinition': byLogicalId,
  'AWS::Logs::ResourcePolicy': byLogicalId,
  'AWS::SNS::Subscription': byLogicalId,
  'AWS::SNS::Topic': (naming) => {
    const name = nameOf(naming, 'TopicName');
    const topicArn = arn(naming, 'sns', name);
    return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
  },
  'AWS::SNS::TopicPolicy': byLogicalId,
  'AWS::SQS::QueuePolicy': byLogicalId,
  'AWS::Scheduler::ScheduleGroup': named('Name', 'scheduler', 'schedule-group/'),
};

export const isHandled = (type: string): boolean => Object.hasOwn(handled, type);
export const isKnown = (type: string): boolean => isHandled(type) || Object.hasOwn(withoutMeaning, type);

/** Names a resource of a known type; `undefined` for a type that the laptop does not know. */
export const identify = (type: string, naming: Naming): Identity | undefined =>
  (handled[type] ?? withoutMeaning[type])?.(naming);
