import { Duration, Stack } from 'aws-cdk-lib';
import { EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget, LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { MetricFilter } from 'aws-cdk-lib/aws-logs';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  type EmailIdentity,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { mailRecorder, mailSender } from '../functions.ts';
import { CredenceFunction, type PeopleDirectory } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { countMails } from './mail-metric.ts';

export interface OutboxProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly bus: EventBus;
  readonly identity: EmailIdentity;
  /** Who gets the task when a mail to a customer does not arrive. */
  readonly people: PeopleDirectory;
  /** Of the API, for the links that mails carry. */
  readonly url: string;
}

/** What became of a mail, in the names that SES gives its events on the bus. */
const failures = ['Email Bounced', 'Email Complaint Received', 'Email Rejected'];
const successes = ['Email Sent', 'Email Delivered'];

/** Mail: new mails leave the table's stream for SES, and what SES tells of them comes back into the table. */
export class Outbox extends Construct {
  readonly sender: CredenceFunction;
  readonly recorder: CredenceFunction;
  /** Mails that could not even be handed over. */
  readonly deadLetters: Queue;
  /** What SES told of a mail and could not be recorded. */
  readonly lostNews: Queue;
  readonly failed: MetricFilter;
  readonly unclear: MetricFilter;

  constructor(scope: Construct, id: string, props: OutboxProps) {
    super(scope, id);
    const { config, identity, people, table, url, version } = props;
    this.deadLetters = createDeadLetters(this, 'Unsent', `credence-${config.stage}-unsent-mail`);
    this.lostNews = createDeadLetters(this, 'LostNews', `credence-${config.stage}-lost-mail-news`);
    const configurationSet = createConfigurationSet(this, config);
    this.sender = new CredenceFunction(this, 'SendMail', {
      functionName: 'send-mail',
      settings: mailSender,
      config,
      version,
    })
      .usesTable(table, mailSender.table)
      .usesPeople(people)
      .usesMail(config.sender, identity, configurationSet)
      .tellsAddress(url);
    this.recorder = new CredenceFunction(this, 'RecordMailEvent', {
      functionName: 'record-mail-event',
      settings: mailRecorder,
      config,
      version,
      deadLetters: this.lostNews,
    })
      .usesTable(table, mailRecorder.table)
      .usesPeople(people);
    this.followNewMails(table);
    this.followNews(props, configurationSet);
    this.unclear = countMails(this, config, this.sender, 'UNKNOWN');
    this.failed = countMails(this, config, this.sender, 'FAILED');
  }

  /** Each new mail item goes to the sender, in a mapping of its own: mails and events do not hold each other up. */
  private followNewMails(table: CustomerTable): void {
    table.grantStream(this.sender.handler);
    const mapping = new EventSourceMapping(this, 'NewMails', {
      target: this.sender.handler,
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { entityType: { S: FilterRule.isEqual('MAIL') } } },
        }),
      ],
      // Few at a time: what was handed over must be marked before the function's time is up.
      batchSize: 10,
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 50,
      maxRecordAge: Duration.hours(2),
      onFailure: new SqsDlq(this.deadLetters),
    });
    mapping.node.addDependency(this.sender);
  }

  /** SES puts its events on the default bus only. From there they go to the recorder, and failures to our bus as well. */
  private followNews({ bus, config }: OutboxProps, configurationSet: ConfigurationSet): void {
    const defaultBus = defaultBusOf(this, 'RuleBus');
    const followers = EventBus.fromEventBusArn(this, 'Followers', bus.eventBusArn);
    const pattern = (detailType: string[]) => ({
      source: ['aws.ses'],
      detailType,
      detail: { mail: { tags: { 'ses:configuration-set': [configurationSet.configurationSetName] } } },
    });
    const bounded = { deadLetterQueue: this.lostNews, maxEventAge: Duration.hours(6), retryAttempts: 50 };
    const news = new Rule(this, 'News', {
      ruleName: `credence-${config.stage}-mail-news`,
      description: 'What SES tells of our mails, into the outbox',
      eventBus: defaultBus,
      eventPattern: pattern([...successes, ...failures]),
      targets: [new LambdaFunction(this.recorder.handler, bounded)],
    });
    news.node.addDependency(this.recorder);
    new Rule(this, 'Failures', {
      ruleName: `credence-${config.stage}-mail-failures`,
      description: 'Mails that did not arrive, to those who follow the bus',
      eventBus: defaultBus,
      eventPattern: pattern(failures),
      targets: [new EventBusTarget(followers, { deadLetterQueue: this.lostNews })],
    });
  }
}

const createConfigurationSet = (scope: Construct, config: EnvironmentConfig): ConfigurationSet => {
  const configurationSet = new ConfigurationSet(scope, 'Mails', {
    configurationSetName: `credence-${config.stage}`,
    // A mail carries the key to a decision: it does not travel in the clear.
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
  });
  configurationSet.addEventDestination('ToDefaultBus', {
    configurationSetEventDestinationName: `credence-${config.stage}-bus`,
    destination: EventDestination.eventBus(defaultBusOf(scope, 'DestinationBus')),
    events: [
      EmailSendingEvent.SEND,
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
    ],
  });
  return configurationSet;
};

const defaultBusOf = (scope: Construct, id: string): IEventBus =>
  EventBus.fromEventBusArn(
    scope,
    id,
    Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
  );
