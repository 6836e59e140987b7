import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { Alarms } from '../constructs/alarms.ts';
import { LimitApproval } from '../constructs/limit-approval.ts';
import { watchLimitApproval } from '../constructs/workflow-alarms.ts';
import type { DataStack } from './data-stack.ts';

/** The long workflows and what they call. What goes on in them is kept in the table; executions carry ids. */
export class WorkflowStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    { alarmTopic, bus, people, table }: DataStack,
    { version, ...props }: StackProps & { version: string },
  ) {
    super(scope, id, props);
    const limitApproval = new LimitApproval(this, 'LimitApproval', { config, version, table, bus, people });
    const alarms = new Alarms(this, 'Alarms', config, alarmTopic);
    alarms.watchFunctions(limitApproval.functions, 'workflows-throttles');
    watchLimitApproval(alarms, limitApproval);
  }
}
