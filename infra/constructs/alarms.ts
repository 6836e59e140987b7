import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';
import type { Outbox } from './outbox.ts';
import type { Publisher } from './publisher.ts';

/** The sections of docs/runbook.md: each is where an alarm sends the person whom it wakes. */
export type RunbookSection =
  | 'api-answers-5xx'
  | 'function-fails'
  | 'functions-throttled'
  | 'events-not-delivered'
  | 'events-late'
  | 'mail-not-sent'
  | 'mail-unclear'
  | 'news-of-mail-lost';

interface AlarmDefinition {
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods in a row of the metric that must reach the threshold. */
  readonly periods: number;
  readonly what: string;
  readonly runbook: RunbookSection;
}

export interface AlarmsProps {
  readonly config: EnvironmentConfig;
  readonly api: HttpApi;
  readonly functions: ReadonlyMap<string, CredenceFunction>;
  readonly publisher: Publisher;
  readonly outbox: Outbox;
  /** Nobody signs in while it fails. */
  readonly tokenShaper: CredenceFunction | undefined;
}

/** A CloudWatch alarm takes at most ten metrics into one expression. */
const METRICS_PER_ALARM = 10;

const fiveMinutes = { period: Duration.minutes(5) };
const oneMinute = { period: Duration.minutes(1) };

/** Every alarm of a stage, each mailed, and each saying what it means and where the runbook takes it up. */
export class Alarms extends Construct {
  private readonly stage: string;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { api, config, outbox, publisher } = props;
    this.stage = config.stage;
    this.action = new SnsAction(createTopic(this, config));
    this.raise('api-5xx', {
      metric: api.metricServerError({ ...fiveMinutes, statistic: 'Sum' }),
      threshold: 5,
      periods: 1,
      what: 'Five or more requests within five minutes were answered with 5xx.',
      runbook: 'api-answers-5xx',
    });
    const functions = [
      ...props.functions,
      ['publish-events', publisher.function] as const,
      ['send-mail', outbox.sender] as const,
      ['record-mail-event', outbox.recorder] as const,
      ...(props.tokenShaper ? [['shape-token', props.tokenShaper] as const] : []),
    ];
    for (const [name, { handler }] of functions) {
      this.raise(`${name}-errors`, {
        metric: handler.metricErrors(fiveMinutes),
        threshold: 1,
        periods: 1,
        what: `Function ${name} ended without an answer: a crash, a time-out or too little memory.`,
        runbook: 'function-fails',
      });
    }
    this.raiseThrottling(functions.map(([, created]) => created));
    this.raisePublishing(publisher);
    this.raiseMail(outbox);
  }

  private raiseThrottling(functions: readonly CredenceFunction[]): void {
    for (let start = 0; start < functions.length; start += METRICS_PER_ALARM) {
      const metrics = functions
        .slice(start, start + METRICS_PER_ALARM)
        .map(({ handler }, index) => [`throttles${index}`, handler.metricThrottles(fiveMinutes)] as const);
      this.raise(`throttles-${start / METRICS_PER_ALARM + 1}`, {
        metric: new MathExpression({
          expression: metrics.map(([name]) => name).join(' + '),
          usingMetrics: Object.fromEntries(metrics),
          label: 'Throttled invocations',
          ...fiveMinutes,
        }),
        threshold: 1,
        periods: 1,
        what: 'AWS refused to start functions: the concurrency of the account is used up.',
        runbook: 'functions-throttled',
      });
    }
  }

  private raisePublishing({ deadLetters, function: { handler } }: Publisher): void {
    this.raise('undelivered-events', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ ...oneMinute, statistic: 'Maximum' }),
      threshold: 1,
      periods: 1,
      what: 'History entries were given up on and are missing from the event bus.',
      runbook: 'events-not-delivered',
    });
    this.raise('late-events', {
      metric: handler.metric('IteratorAge', { ...oneMinute, statistic: 'Maximum' }),
      // Five minutes: far more than a batch takes, far less than the 24 hours after which the stream forgets.
      threshold: Duration.minutes(5).toMilliseconds(),
      periods: 5,
      what: 'Events reach the bus more than five minutes after what they tell of.',
      runbook: 'events-late',
    });
  }

  private raiseMail({ deadLetters, failed, lostNews, unclear }: Outbox): void {
    const waiting = { ...oneMinute, statistic: 'Maximum' };
    const [threshold, periods] = [1, 1];
    this.raise('mail-failed', {
      metric: failed.metric({ ...fiveMinutes, statistic: 'Sum' }),
      threshold,
      periods,
      what: 'A mail was refused and has not gone out.',
      runbook: 'mail-not-sent',
    });
    this.raise('unsent-mail', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible(waiting),
      threshold,
      periods,
      what: 'Mails were given up on before they were handed over.',
      runbook: 'mail-not-sent',
    });
    this.raise('mail-unclear', {
      metric: unclear.metric({ ...fiveMinutes, statistic: 'Sum' }),
      threshold,
      periods,
      what: 'A mail was handed over, and whether it was taken was never heard.',
      runbook: 'mail-unclear',
    });
    this.raise('lost-mail-news', {
      metric: lostNews.metricApproximateNumberOfMessagesVisible(waiting),
      threshold,
      periods,
      what: 'News of a mail, such as a bounce, could not be recorded.',
      runbook: 'news-of-mail-lost',
    });
  }

  private raise(name: string, { metric, periods, runbook, threshold, what }: AlarmDefinition): void {
    const alarm = new Alarm(this, name, {
      alarmName: `credence-${this.stage}-${name}`,
      alarmDescription: `${what} What to do: docs/runbook.md#${runbook}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // No requests, no failures: a quiet night is not an alarm.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
    alarm.addOkAction(this.action);
  }
}

const createTopic = (scope: Construct, config: EnvironmentConfig): Topic => {
  const topic = new Topic(scope, 'Topic', {
    topicName: `credence-${config.stage}-alarms`,
    displayName: `Credence ${config.stage}`,
    enforceSSL: true,
  });
  // A policy of one's own takes the place of the one by which the alarms of an account may publish to its topics.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  topic.addSubscription(new EmailSubscription(config.alarmMail));
  Validations.of(topic).acknowledge({
    id: 'Serverless-SNSRedrivePolicy',
    reason: 'A mail that cannot be delivered loses nothing: the state of the alarm stays in CloudWatch.',
  });
  return topic;
};
