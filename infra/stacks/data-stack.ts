import { Stack, type StackProps } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { createAlarmTopic } from '../constructs/alarm-topic.ts';
import { Alarms } from '../constructs/alarms.ts';
import type { PeopleDirectory } from '../constructs/credence-function.ts';
import { CustomerTable } from '../constructs/customer-table.ts';
import { createEventBus } from '../constructs/event-bus.ts';
import { Identity, type TokenIssuer } from '../constructs/identity.ts';
import { createMailIdentity } from '../constructs/mail-identity.ts';

/** What must survive a mistake in the rest: the table, the bus with its archive, the people and clients, the sender; and the topic of all alarms. */
export class DataStack extends Stack {
  readonly table: CustomerTable;
  readonly bus: EventBus;
  readonly tokens: TokenIssuer;
  /** Who holds which role. */
  readonly people: PeopleDirectory;
  readonly mailIdentity: EmailIdentity;
  /** Where the alarms of all stacks go. */
  readonly alarmTopic: Topic;

  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    { version, ...props }: StackProps & { version: string },
  ) {
    super(scope, id, { ...props, terminationProtection: config.protectData });
    this.table = new CustomerTable(this, 'Customers', config);
    this.bus = createEventBus(this, config);
    this.alarmTopic = createAlarmTopic(this, config);
    if (config.oidc) {
      this.tokens = config.oidc;
      this.people = { inRoles: config.people ?? {} };
    } else {
      const identity = new Identity(this, 'Identity', config, version);
      this.tokens = identity;
      this.people = { userPool: identity.userPool };
      // Nobody signs in while it fails.
      const functions = new Map([['shape-token', identity.tokenShaper]]);
      new Alarms(this, 'Alarms', config, this.alarmTopic).watchFunctions(functions, 'sign-in-throttles');
    }
    this.mailIdentity = createMailIdentity(this, config);
  }
}
