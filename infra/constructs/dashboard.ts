import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  PeriodOverride,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { stateMachineArn } from './workflow.ts';

export interface DashboardProps {
  readonly config: EnvironmentConfig;
  readonly api: HttpApi;
  readonly table: Table;
}

const fiveMinutes = { period: Duration.minutes(5) };
const sum = { ...fiveMinutes, statistic: 'Sum' };

/**
 * One page to look at first: is the API answering, how fast, do events flow, do workflows get on, does the table keep up.
 * What other stacks hold is shown by its name, so that they can change without this one.
 */
export const createDashboard = (scope: Construct, { api, config, table }: DashboardProps): Dashboard => {
  const ofFunction = (name: string, metricName: string, statistic: string) =>
    metric('AWS/Lambda', metricName, statistic, { FunctionName: `credence-${config.stage}-${name}` });
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: `credence-${config.stage}`,
    periodOverride: PeriodOverride.AUTO,
  });
  dashboard.addWidgets(
    graph('Requests', [api.metricCount(sum), api.metricClientError(sum), api.metricServerError(sum)]),
    graph(
      'Response time of the API',
      percentiles((statistic) => api.metricLatency({ ...fiveMinutes, statistic })),
    ),
    graph(
      'Time of a credit check',
      percentiles((statistic) => ofFunction('check-credit', 'Duration', statistic)),
    ),
  );
  dashboard.addWidgets(
    graph('Errors by function', [acrossFunctions(config, 'Errors')]),
    graph('Throttled invocations by function', [acrossFunctions(config, 'Throttles')]),
    graph('Events: age of what is being published, and what was given up', [
      ofFunction('publish-events', 'IteratorAge', 'Maximum'),
      metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum', {
        QueueName: `credence-${config.stage}-undelivered-events`,
      }),
    ]),
  );
  dashboard.addWidgets(
    executions(scope, config, 'limit-approval', 'Limit approval'),
    executions(scope, config, 'temporary-limit', 'Temporary limits'),
    graph('Limit requests that were parked', [metric('Credence', `LimitRequestsParked-${config.stage}`, 'Sum')]),
  );
  dashboard.addWidgets(
    graph('Capacity used by the table', [
      table.metricConsumedReadCapacityUnits(sum),
      table.metricConsumedWriteCapacityUnits(sum),
    ]),
    graph('Requests that the table throttled', [
      table.metric('ReadThrottleEvents', sum),
      table.metric('WriteThrottleEvents', sum),
    ]),
  );
  return dashboard;
};

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 });

const metric = (
  namespace: string,
  metricName: string,
  statistic: string,
  dimensionsMap: Record<string, string> = {},
): Metric => new Metric({ namespace, metricName, statistic, dimensionsMap, ...fiveMinutes });

const percentiles = (measured: (statistic: string) => IMetric): IMetric[] => ['p50', 'p99'].map(measured);

/** How the executions of a state machine began and ended. */
const executions = (scope: Construct, config: EnvironmentConfig, workflowName: string, title: string): GraphWidget => {
  const StateMachineArn = stateMachineArn(scope, config, workflowName);
  const ends = [
    'ExecutionsStarted',
    'ExecutionsSucceeded',
    'ExecutionsFailed',
    'ExecutionsTimedOut',
    'ExecutionsAborted',
  ];
  return graph(
    `${title}: executions`,
    ends.map((name) => metric('AWS/States', name, 'Sum', { StateMachineArn })),
  );
};

const acrossFunctions = (config: EnvironmentConfig, metricName: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="${metricName}" FunctionName="credence-${config.stage}-"', 'Sum', 300)`,
    usingMetrics: {},
    label: '',
    ...fiveMinutes,
  });
