import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { LimitApproval } from '../constructs/limit-approval.ts';
import type { DataStack } from './data-stack.ts';

/** The long workflows and what they call. What goes on in them is kept in the table; executions carry ids. */
export class WorkflowStack extends Stack {
  readonly limitApproval: LimitApproval;

  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    data: DataStack,
    props: StackProps & { version: string },
  ) {
    const { version, ...stackProps } = props;
    super(scope, id, stackProps);
    const { bus, people, table } = data;
    this.limitApproval = new LimitApproval(this, 'LimitApproval', { config, version, table, bus, people });
  }
}
