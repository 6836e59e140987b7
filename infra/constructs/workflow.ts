import { join } from 'node:path';
import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';

const definitions = join(import.meta.dirname, '..', '..', 'workflows');

export interface WorkflowProps {
  /** Name of the definition in `workflows/`, without `.asl.json`. */
  readonly workflowName: string;
  readonly config: EnvironmentConfig;
  /** What the definition calls, by the names under which it does: `AssessLimitRequest` for `${AssessLimitRequestArn}`. */
  readonly functions: ReadonlyMap<string, CredenceFunction>;
  /** State machines of which the definition starts executions, by the names of its substitutions. */
  readonly starts?: Readonly<Record<string, StateMachine>>;
  /** Its executions may start one that goes on in their place. */
  readonly goesOnAsNew?: true;
  /** Labels of its distributed Maps, of which every item is an execution of its own. */
  readonly distributes?: readonly string[];
}

/** The ARN of a state machine by its name alone, for those who must not depend on it, because it depends on them. */
export const stateMachineArn = (scope: Construct, { stage }: EnvironmentConfig, workflowName: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: `credence-${stage}-${workflowName}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** A state machine from its file, with a role that may call what the file calls and nothing else. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;
  readonly workflowName: string;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { config, functions, starts = {}, workflowName } = props;
    this.workflowName = workflowName;
    const stateMachineName = `credence-${config.stage}-${workflowName}`;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: `What the workflow ${stateMachineName} may do`,
    });
    const destination = new LogGroup(this, 'Logs', {
      // The prefix under which AWS needs no policy per log group to deliver.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: config.logRetentionDays,
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName,
      definitionBody: DefinitionBody.fromFile(join(definitions, `${workflowName}.asl.json`)),
      definitionSubstitutions: {
        ...Object.fromEntries([...functions].map(([name, { handler }]) => [`${name}Arn`, handler.functionArn])),
        ...Object.fromEntries(Object.entries(starts).map(([name, started]) => [name, started.stateMachineArn])),
      },
      role,
      tracingEnabled: true,
      // Without the data of executions, in which task tokens stand: whoever reads a log must not be able to decide.
      logs: { destination, level: LogLevel.ALL, includeExecutionData: false },
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Traces of X-Ray and the delivery of logs know no resources: both can be granted on * only.',
    });
    const started = [
      ...Object.values(starts).map((machine) => machine.stateMachineArn),
      ...(props.goesOnAsNew || props.distributes ? [stateMachineArn(this, config, workflowName)] : []),
    ];
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [...functions.values()].map(({ handler }) => handler.functionArn),
      }),
    );
    if (started.length > 0) {
      role.addToPolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: started }));
    }
    for (const label of props.distributes ?? []) mayFollow(this, config, role, `${stateMachineName}/${label}`);
  }
}

/** A machine starts the executions of a distributed Map as anybody does, and then follows them, stops and redrives them. */
const mayFollow = (scope: Construct, config: EnvironmentConfig, role: Role, children: string): void => {
  const arnOf = (name: string) =>
    Stack.of(scope).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  const [machine = ''] = children.split('/');
  role.addToPolicy(
    new PolicyStatement({
      actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
      resources: [arnOf(machine), arnOf(children)],
    }),
  );
  const reason = 'The executions of a Map are named by AWS as they are started. They are those of this machine alone.';
  const prefix = `arn:aws:states:${config.region}:${config.account}:execution`;
  Validations.of(scope).acknowledge(
    { id: `AwsSolutions-IAM5[Resource::${prefix}:${machine}:*]`, reason },
    { id: `AwsSolutions-IAM5[Resource::${prefix}:${children}:*]`, reason },
  );
};
