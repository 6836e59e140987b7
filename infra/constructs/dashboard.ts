import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IMetric, MathExpression, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { CredenceFunction } from './credence-function.ts';
import type { Publisher } from './publisher.ts';

export interface DashboardProps {
  readonly config: EnvironmentConfig;
  readonly api: HttpApi;
  readonly functions: ReadonlyMap<string, CredenceFunction>;
  readonly publisher: Publisher;
  readonly table: Table;
}

const fiveMinutes = { period: Duration.minutes(5) };
const sum = { ...fiveMinutes, statistic: 'Sum' };

/** One page to look at first: is the API answering, how fast, do events flow, does the table keep up. */
export const createDashboard = (scope: Construct, props: DashboardProps): Dashboard => {
  const { api, config, functions, publisher, table } = props;
  const checkCredit = functions.get('check-credit')?.handler;
  if (!checkCredit) throw new Error('There is no function check-credit to watch');
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
      percentiles((statistic) => checkCredit.metricDuration({ ...fiveMinutes, statistic })),
    ),
  );
  dashboard.addWidgets(
    graph('Errors by function', [acrossFunctions(config, 'Errors')]),
    graph('Throttled invocations by function', [acrossFunctions(config, 'Throttles')]),
    graph('Events: age of what is being published, and what was given up', [
      publisher.function.handler.metric('IteratorAge', { ...fiveMinutes, statistic: 'Maximum' }),
      publisher.deadLetters.metricApproximateNumberOfMessagesVisible({ ...fiveMinutes, statistic: 'Maximum' }),
    ]),
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

const percentiles = (metric: (statistic: string) => IMetric): IMetric[] => ['p50', 'p99'].map(metric);

const acrossFunctions = (config: EnvironmentConfig, metricName: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="${metricName}" FunctionName="credence-${config.stage}-"', 'Sum', 300)`,
    usingMetrics: {},
    label: '',
    ...fiveMinutes,
  });
