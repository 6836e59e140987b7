import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { limitRequestOperations } from '../../shared/contracts/operations/limit-requests.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { Alarms } from '../constructs/alarms.ts';
import { ApiOperations } from '../constructs/api-operations.ts';
import type { ApiStack } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';

/** What people and systems do with limit requests, through the API and through the links of mails. */
export class ApprovalStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    { alarmTopic, people, table }: DataStack,
    { door }: ApiStack,
    { version, ...props }: StackProps & { version: string },
  ) {
    super(scope, id, props);
    const { functions } = new ApiOperations(this, 'Operations', {
      config,
      version,
      table,
      people,
      door,
      operations: Object.values(limitRequestOperations),
    });
    new Alarms(this, 'Alarms', config, alarmTopic).watchFunctions(functions, 'approvals-throttles');
  }
}
