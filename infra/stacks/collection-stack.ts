import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { collectionOperations } from '../../shared/contracts/operations/collections.ts';
import { jobOperations } from '../../shared/contracts/operations/jobs.ts';
import { legalHandoffOperations } from '../../shared/contracts/operations/legal-handoffs.ts';
import type { Operation } from '../../shared/contracts/operations/operation.ts';
import { paymentPageOperations } from '../../shared/contracts/operations/payment-pages.ts';
import { reportOperations } from '../../shared/contracts/operations/reports.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { Alarms } from '../constructs/alarms.ts';
import { ApiOperations } from '../constructs/api-operations.ts';
import { Collection } from '../constructs/collection.ts';
import { DailyRun } from '../constructs/daily-run.ts';
import { watchDailyRun } from '../constructs/daily-run-alarms.ts';
import { watchCollection } from '../constructs/workflow-alarms.ts';
import type { ApiFunctionName } from '../functions.ts';
import type { ApiStack } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';

type CollectionOperation = Operation & { readonly functionName: ApiFunctionName };

/** The chapters of the API that this stack serves. */
export const chapters: readonly Readonly<Record<string, CollectionOperation>>[] = [
  collectionOperations,
  legalHandoffOperations,
  jobOperations,
  reportOperations,
  paymentPageOperations,
];

/** Collections: cases, tasks, promises, legal handoffs and reports, and what people do with them through the API and through links. */
export class CollectionStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    { alarmTopic, bus, people, table }: DataStack,
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
      operations: chapters.flatMap((chapter) => Object.values(chapter)),
    });
    const collection = new Collection(this, 'Collection', { config, version, table, bus, people });
    const dailyRun = new DailyRun(this, 'DailyRun', { config, version, table, people });
    const runner = functions.get('run-daily-job');
    if (runner) dailyRun.mayStart(runner);
    const alarms = new Alarms(this, 'Alarms', config, alarmTopic);
    alarms.watchFunctions(
      new Map([...functions, ...collection.functions, ...dailyRun.functions]),
      'collections-throttles',
    );
    watchCollection(alarms, collection);
    watchDailyRun(alarms, dailyRun);
  }
}
