import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';

/** The sections of docs/runbook.md: each is where an alarm sends the person whom it wakes. */
export type RunbookSection =
  | 'api-answers-5xx'
  | 'function-fails'
  | 'functions-throttled'
  | 'events-not-delivered'
  | 'events-late'
  | 'events-refused'
  | 'mail-not-sent'
  | 'mail-unclear'
  | 'news-of-mail-lost'
  | 'limit-request-parked'
  | 'workflow-ended-early'
  | 'news-of-approvals-lost'
  | 'daily-run-incomplete'
  | 'daily-run-not-started'
  | 'collection-case-parked'
  | 'news-of-collections-lost'
  | 'news-of-grades-lost'
  | 'warnings-not-mailed';

export interface AlarmDefinition {
  readonly metric: IMetric;
  /** Default: 1. */
  readonly threshold?: number;
  /** Periods in a row of the metric that must reach the threshold. Default: 1. */
  readonly periods?: number;
  readonly what: string;
  readonly runbook: RunbookSection;
}

/** A CloudWatch alarm takes at most ten metrics into one expression. */
const METRICS_PER_ALARM = 10;

export const oneMinute = { period: Duration.minutes(1) };
export const fiveMinutes = { period: Duration.minutes(5) };
/** How often something happened within five minutes. */
export const counted = { ...fiveMinutes, statistic: 'Sum' };

/** The alarms of one stack, each mailed, and each saying what it means and where the runbook takes it up. */
export class Alarms extends Construct {
  private readonly stage: string;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, config: EnvironmentConfig, topic: ITopic) {
    super(scope, id);
    this.stage = config.stage;
    this.action = new SnsAction(topic);
  }

  /** @param name of the alarm, without the prefix of the stage; a name serves once in all stacks of a stage. */
  raise(name: string, { metric, periods = 1, runbook, threshold = 1, what }: AlarmDefinition): void {
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

  /** Something that happens every day, and did not happen in so many hours in a row. */
  raiseOnSilence(
    name: string,
    { hours, metric, runbook, what }: Omit<AlarmDefinition, 'threshold' | 'periods'> & { readonly hours: number },
  ): void {
    const alarm = new Alarm(this, name, {
      alarmName: `credence-${this.stage}-${name}`,
      alarmDescription: `${what} What to do: docs/runbook.md#${runbook}`,
      metric,
      threshold: 1,
      evaluationPeriods: hours,
      datapointsToAlarm: hours,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // An hour in which nothing was reported is an hour in which it did not happen.
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(this.action);
    alarm.addOkAction(this.action);
  }

  /** Something that was given up on lies in a queue. */
  raiseOnDeadLetters(name: string, queue: Queue, definition: Omit<AlarmDefinition, 'metric'>): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ ...oneMinute, statistic: 'Maximum' });
    this.raise(name, { ...definition, metric });
  }

  /**
   * Functions that end without an answer, or that AWS refuses to start.
   * @param throttles begins the names of the alarms about the latter: ten functions share one.
   */
  watchFunctions(functions: ReadonlyMap<string, CredenceFunction>, throttles: string): void {
    for (const [name, { handler }] of functions) {
      this.raise(`${name}-errors`, {
        metric: handler.metricErrors(fiveMinutes),
        what: `Function ${name} ended without an answer: a crash, a time-out or too little memory.`,
        runbook: 'function-fails',
      });
    }
    this.watchThrottling([...functions.values()], throttles);
  }

  private watchThrottling(functions: readonly CredenceFunction[], throttles: string): void {
    for (let start = 0; start < functions.length; start += METRICS_PER_ALARM) {
      const metrics = functions
        .slice(start, start + METRICS_PER_ALARM)
        .map(({ handler }, index) => [`throttles${index}`, handler.metricThrottles(fiveMinutes)] as const);
      this.raise(`${throttles}-${start / METRICS_PER_ALARM + 1}`, {
        metric: new MathExpression({
          expression: metrics.map(([name]) => name).join(' + '),
          usingMetrics: Object.fromEntries(metrics),
          label: 'Throttled invocations',
          ...fiveMinutes,
        }),
        what: 'AWS refused to start functions: the concurrency of the account is used up.',
        runbook: 'functions-throttled',
      });
    }
  }
}
