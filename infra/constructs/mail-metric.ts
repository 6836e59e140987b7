import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';

const metrics = { FAILED: 'MailsFailed', UNKNOWN: 'MailsUnclear' } as const;

/** Counts the lines in which a function logs that a mail has come to a state; all functions that do count in one metric. */
export const countMails = (
  scope: Construct,
  { stage }: EnvironmentConfig,
  { logs }: CredenceFunction,
  state: keyof typeof metrics,
): MetricFilter =>
  new MetricFilter(scope, metrics[state], {
    logGroup: logs,
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue('$.message', '=', 'mail'),
      FilterPattern.stringValue('$.state', '=', state),
    ),
    metricNamespace: 'Credence',
    metricName: `${metrics[state]}-${stage}`,
    metricValue: '1',
    defaultValue: 0,
  });
