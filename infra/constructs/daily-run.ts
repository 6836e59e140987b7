import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { MetricFilter } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { dailyRunFunctions, dailyRunStarter, type FunctionSettings } from '../functions.ts';
import { CredenceFunction, type PeopleDirectory } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { countMails } from './mail-metric.ts';
import { countParked } from './parked-metric.ts';
import { pascalCase } from './pascal-case.ts';
import { Workflow } from './workflow.ts';

export interface DailyRunProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly people: PeopleDirectory;
}

/** A run that begins six hours late is better than none, and no later one: the next is near by then. */
const LATEST_START_SECONDS = 6 * 3600;
const START_ATTEMPTS = 50;

/** The daily run: its workflow, and the schedule that starts it in the environment's time zone. */
export class DailyRun extends Construct {
  readonly functions: ReadonlyMap<string, CredenceFunction>;
  readonly workflow: Workflow;
  /** Runs that were to be started and were not. */
  readonly lostStarts: Queue;
  /** Runs that ended with something left undone, counted from the lines in which that is logged. */
  readonly incomplete: MetricFilter;

  constructor(scope: Construct, id: string, props: DailyRunProps) {
    super(scope, id);
    const { config, people, table, version } = props;
    this.lostStarts = createDeadLetters(this, 'LostStarts', `credence-${config.stage}-lost-daily-runs`);
    const create = (functionName: string, settings: FunctionSettings, deadLetters?: Queue): CredenceFunction => {
      const created = new CredenceFunction(this, pascalCase(functionName), {
        functionName,
        settings,
        config,
        version,
        ...(deadLetters && { deadLetters }),
      }).usesTable(table, settings.table);
      return settings.people ? created.usesPeople(people) : created;
    };
    const finish = create('finish-daily-run', dailyRunFunctions['finish-daily-run']);
    const sweep = create('sweep-mails', dailyRunFunctions['sweep-mails']);
    const others = Object.entries<FunctionSettings>(dailyRunFunctions).filter(
      ([name]) => name !== 'finish-daily-run' && name !== 'sweep-mails',
    );
    const tasks = new Map([
      ...others.map(([name, settings]): [string, CredenceFunction] => [name, create(name, settings)]),
      ['sweep-mails', sweep],
      ['finish-daily-run', finish],
    ]);
    // They ring the alarms of the outbox.
    countMails(this, config, sweep, 'FAILED');
    countMails(this, config, sweep, 'UNKNOWN');
    this.workflow = new Workflow(this, 'Workflow', {
      workflowName: 'daily-run',
      config,
      functions: new Map([...tasks].map(([name, task]) => [pascalCase(name), task])),
      distributes: ['Shards'],
    });
    const start = create('start-daily-run', dailyRunStarter, this.lostStarts);
    this.mayStart(start);
    this.functions = new Map([...tasks, ['start-daily-run', start]]);
    schedule(this, config, start, this.lostStarts);
    this.incomplete = countParked(this, config, finish, {
      message: 'daily run incomplete',
      metricName: 'DailyRunsIncomplete',
    });
  }

  /** The function finds the workflow under `DAILY_RUN_ARN`, and may start it. */
  mayStart(starter: CredenceFunction): void {
    starter.usesWorkflow('DAILY_RUN_ARN', this.workflow.stateMachine.stateMachineArn, ['states:StartExecution']);
  }
}

/** `cron(0 5 * * ? *)` of `05:00`. */
const everyDayAt = (time: string): string => {
  const [hours, minutes] = time.split(':').map(Number);
  return `cron(${minutes} ${hours} * * ? *)`;
};

const schedule = (scope: Construct, config: EnvironmentConfig, { handler }: CredenceFunction, lost: Queue): void => {
  const role = new Role(scope, 'SchedulerRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
    description: `Starts the daily run of ${config.stage}`,
  });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] }));
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [lost.queueArn] }));
  new CfnSchedule(scope, 'Schedule', {
    name: `credence-${config.stage}-daily-run`,
    description: `The daily run, at ${config.dailyRunAt} in ${config.timeZone}`,
    scheduleExpression: everyDayAt(config.dailyRunAt),
    scheduleExpressionTimezone: config.timeZone,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: handler.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify({
        scheduledAt: '<aws.scheduler.scheduled-time>',
        correlationId: '<aws.scheduler.execution-id>',
      }),
      deadLetterConfig: { arn: lost.queueArn },
      retryPolicy: { maximumEventAgeInSeconds: LATEST_START_SECONDS, maximumRetryAttempts: START_ATTEMPTS },
    },
  }).node.addDependency(role);
};
