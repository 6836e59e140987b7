import { Stack, type StackProps } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { CustomerTable } from '../constructs/customer-table.ts';
import { createEventBus } from '../constructs/event-bus.ts';
import { Identity, type TokenIssuer } from '../constructs/identity.ts';

/** What must survive a mistake in the rest: the table, the bus with its archive, the people and clients. */
export class DataStack extends Stack {
  readonly table: CustomerTable;
  readonly bus: EventBus;
  readonly tokens: TokenIssuer;

  constructor(scope: Construct, id: string, config: EnvironmentConfig, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: config.protectData });
    this.table = new CustomerTable(this, 'Customers', config);
    this.bus = createEventBus(this, config);
    this.tokens = config.oidc ?? new Identity(this, 'Identity', config);
  }
}
