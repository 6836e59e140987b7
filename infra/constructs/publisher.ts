import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { publisher } from '../functions.ts';
import { CredenceFunction } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';

export interface PublisherProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly bus: EventBus;
}

/**
 * History as the outbox: new history entries leave the table's stream for the bus, in order for each customer. So do
 * warnings that are about no customer.
 */
export class Publisher extends Construct {
  readonly function: CredenceFunction;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: PublisherProps) {
    super(scope, id);
    const { bus, config, table, version } = props;
    this.deadLetters = createDeadLetters(this, 'DeadLetters', `credence-${config.stage}-undelivered-events`);
    this.function = new CredenceFunction(this, 'PublishEvents', {
      functionName: 'publish-events',
      settings: publisher,
      config,
      version,
    }).usesBus(bus);
    table.grantStream(this.function.handler);
    const mapping = new EventSourceMapping(this, 'HistoryEntries', {
      target: this.function.handler,
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { entityType: { S: FilterRule.or('HISTORY', 'WARNING') } } },
        }),
      ],
      batchSize: 100,
      // One batch per shard at a time. More would keep the order of one item only, and every entry is an item of its
      // own, whereas all entries of a customer share a partition key and so a shard.
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // An entry that cannot be published holds up its shard: long enough to sit out an outage of the bus, not longer.
      retryAttempts: 50,
      maxRecordAge: Duration.hours(2),
      onFailure: new SqsDlq(this.deadLetters),
    });
    // The mapping starts to read as soon as it exists, which is too soon while the role may not.
    mapping.node.addDependency(this.function);
  }
}
