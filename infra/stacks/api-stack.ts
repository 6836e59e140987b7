import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { limitRequestOperations } from '../../shared/contracts/operations/limit-requests.ts';
import { operations } from '../../shared/contracts/operations.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { Alarms, counted } from '../constructs/alarms.ts';
import { ApiOperations } from '../constructs/api-operations.ts';
import { CreditApi } from '../constructs/credit-api.ts';
import { createDashboard } from '../constructs/dashboard.ts';
import { chapters } from './collection-stack.ts';
import type { DataStack } from './data-stack.ts';

/** Operations that another stack adds to the API. */
const elsewhere = new Set([limitRequestOperations, ...chapters].flatMap((chapter) => Object.keys(chapter)));

/** The door of the API, and its operations but those of limit approval and collections. Holds no data and can be built again at any time. */
export class ApiStack extends Stack {
  readonly door: CreditApi;

  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    { alarmTopic, people, table, tokens }: DataStack,
    { version, ...props }: StackProps & { version: string },
  ) {
    super(scope, id, props);
    const door = new CreditApi(this, 'CreditApi', { config, tokens });
    this.door = door;
    const { functions } = new ApiOperations(this, 'Operations', {
      config,
      version,
      table,
      people,
      door,
      operations: Object.entries(operations).flatMap(([id, operation]) => (elsewhere.has(id) ? [] : [operation])),
    });
    const alarms = new Alarms(this, 'Alarms', config, alarmTopic);
    alarms.raise('api-5xx', {
      metric: door.api.metricServerError(counted),
      threshold: 5,
      what: 'Five or more requests within five minutes were answered with 5xx.',
      runbook: 'api-answers-5xx',
    });
    alarms.watchFunctions(functions, 'throttles');
    createDashboard(this, { config, api: door.api, table: table.table });
  }
}
