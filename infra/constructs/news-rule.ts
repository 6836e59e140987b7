import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { EntryKind } from '../../shared/domain/history/entry.ts';
import { EVENT_SOURCE } from '../../shared/domain/history/event-source.ts';
import type { GradingOccasion } from '../../shared/domain/history/grading-occasions.ts';
import type { WarningKind } from '../../shared/domain/warning/policy.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';

export interface NewsRule {
  readonly config: EnvironmentConfig;
  readonly bus: EventBus;
  /** Name of the rule, without the prefix of the stage. */
  readonly ruleName: string;
  readonly description: string;
  readonly detailType: (EntryKind | GradingOccasion | WarningKind)[];
  readonly target: CredenceFunction;
  /** Takes news that could not be delivered for six hours. */
  readonly lostNews: Queue;
}

/** Lets a function hear of our own events on the bus. */
export const followNews = (scope: Construct, id: string, followed: NewsRule): void => {
  const { bus, config, description, detailType, lostNews, ruleName, target } = followed;
  const rule = new Rule(scope, id, {
    ruleName: `credence-${config.stage}-${ruleName}`,
    description,
    eventBus: bus,
    eventPattern: { source: [EVENT_SOURCE], detailType },
    targets: [
      new LambdaFunction(target.handler, {
        deadLetterQueue: lostNews,
        maxEventAge: Duration.hours(6),
        retryAttempts: 50,
      }),
    ],
  });
  rule.node.addDependency(target.handler);
};
