import { Duration } from 'aws-cdk-lib';
import { type EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../shared/domain/history/event-source.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { upstreamTaker } from '../functions.ts';
import { CredenceFunction } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';

export interface UpstreamProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly bus: EventBus;
}

/** The names of `shared/contracts/upstream-events.ts`. Two of them are also names of what we announce ourselves. */
const detailType = ['ReceivablePosted', 'PaymentReceived', 'OrderCancelled'];

/** Events of other systems, which do what a call of the API does. */
export class Upstream extends Construct {
  readonly function: CredenceFunction;
  /** Events that can never be taken, and those that were tried in vain. */
  readonly refused: Queue;

  constructor(scope: Construct, id: string, { bus, config, table, version }: UpstreamProps) {
    super(scope, id);
    this.refused = createDeadLetters(this, 'Refused', `credence-${config.stage}-refused-events`);
    this.function = new CredenceFunction(this, 'TakeUpstreamEvent', {
      functionName: 'take-upstream-event',
      settings: upstreamTaker,
      config,
      version,
      deadLetters: this.refused,
    })
      .usesTable(table, upstreamTaker.table)
      .usesQueue('REFUSED_EVENTS_URL', this.refused);
    const rule = new Rule(this, 'FromUpstream', {
      ruleName: `credence-${config.stage}-upstream-events`,
      description: 'Invoices, payments and cancelled orders that other systems announce, into the ledger',
      eventBus: bus,
      // What we announce ourselves must not come in again.
      eventPattern: { source: Match.anythingBut(EVENT_SOURCE), detailType },
      targets: [
        new LambdaFunction(this.function.handler, {
          deadLetterQueue: this.refused,
          maxEventAge: Duration.hours(6),
          retryAttempts: 50,
        }),
      ],
    });
    rule.node.addDependency(this.function.handler);
  }
}
