import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';

/** Counts what stands still after a failure, from the lines in which a function logs that. */
export const countParked = (
  scope: Construct,
  { stage }: EnvironmentConfig,
  { logs }: CredenceFunction,
  { message, metricName }: { readonly message: string; readonly metricName: string },
): MetricFilter =>
  new MetricFilter(scope, 'Parked', {
    logGroup: logs,
    filterPattern: FilterPattern.stringValue('$.message', '=', message),
    metricNamespace: 'Credence',
    metricName: `${metricName}-${stage}`,
    metricValue: '1',
    defaultValue: 0,
  });
