import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EntryKind } from '../../shared/domain/history/entry.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { approvalStarter, type FunctionSettings, type WorkflowFunctionName, workflowFunctions } from '../functions.ts';
import { CredenceFunction, type PeopleDirectory } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { followNews } from './news-rule.ts';
import { countParked } from './parked-metric.ts';
import { pascalCase } from './pascal-case.ts';
import { stateMachineArn, Workflow } from './workflow.ts';

export interface LimitApprovalProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly bus: EventBus;
  readonly people: PeopleDirectory;
}

/** A request that goes on after a repair may have lost its execution: the starter sees to it that there is one. */
const startsApproval: EntryKind[] = ['LimitRequested', 'LimitRequestResumed'];

/** What ends a wait of the workflow: something was decided, told, withdrawn, repaired, or a mail did not arrive. */
const endsWait: EntryKind[] = [
  'LimitApprovalDecided',
  'LimitInformationGiven',
  'ApproverNotReached',
  'LimitRequestEnded',
  'LimitRequestResumed',
];

const ofTemporaryLimits: readonly WorkflowFunctionName[] = ['announce-temporary-limit-end', 'end-temporary-limit'];

/** Limit approval: its workflow and that of temporary limits, and the rules of the bus that start them and wake them. */
export class LimitApproval extends Construct {
  readonly functions: ReadonlyMap<string, CredenceFunction>;
  readonly approval: Workflow;
  readonly temporaryLimit: Workflow;
  /** News of requests that could not be acted on: approvals that were not started, decisions that woke nobody. */
  readonly lostNews: Queue;
  /** Requests that stand still after a failure, counted from the lines in which that is logged. */
  readonly parked: MetricFilter;

  constructor(scope: Construct, id: string, props: LimitApprovalProps) {
    super(scope, id);
    const { config } = props;
    this.lostNews = createDeadLetters(this, 'LostNews', `credence-${config.stage}-lost-approval-news`);
    const tasks = this.createTasks(props);
    const named = (names: readonly string[]) =>
      new Map([...tasks].filter(([name]) => names.includes(name)).map(([name, task]) => [pascalCase(name), task]));
    this.temporaryLimit = new Workflow(this, 'TemporaryLimit', {
      workflowName: 'temporary-limit',
      config,
      functions: named(ofTemporaryLimits),
    });
    this.approval = new Workflow(this, 'LimitApproval', {
      workflowName: 'limit-approval',
      config,
      functions: named([...tasks.keys()].filter((name) => !ofTemporaryLimits.some((other) => other === name))),
      starts: { TemporaryLimitMachineArn: this.temporaryLimit.stateMachine },
    });
    const starter = new CredenceFunction(this, 'StartLimitApproval', {
      functionName: 'start-limit-approval',
      settings: approvalStarter,
      config,
      version: props.version,
      deadLetters: this.lostNews,
    })
      .usesTable(props.table, approvalStarter.table)
      .usesWorkflow('LIMIT_APPROVAL_ARN', this.approval.stateMachine.stateMachineArn, ['states:StartExecution']);
    this.functions = new Map([...tasks, ['start-limit-approval', starter] as const]);
    this.follow(props, 'Requested', 'limit-requests', startsApproval, starter);
    this.follow(props, 'Settled', 'limit-request-news', endsWait, theOne(tasks, 'settle-approval'));
    this.parked = countParked(this, config, theOne(tasks, 'park-limit-request'), {
      message: 'limit request parked',
      metricName: 'LimitRequestsParked',
    });
  }

  private createTasks({ config, people, table, version }: LimitApprovalProps): Map<string, CredenceFunction> {
    return new Map(
      Object.entries<FunctionSettings>(workflowFunctions).map(([functionName, settings]) => {
        const isSettler = functionName === 'settle-approval';
        const created = new CredenceFunction(this, pascalCase(functionName), {
          functionName,
          settings,
          config,
          version,
          ...(isSettler && { deadLetters: this.lostNews }),
        }).usesTable(table, settings.table);
        if (settings.people) created.usesPeople(people);
        // Nobody else may complete a task: who decides stores the decision, and this one acts on what is stored.
        if (isSettler) created.maySteer(stateMachineArn(this, config, 'limit-approval'), ['states:SendTaskSuccess']);
        return [functionName, created] as const;
      }),
    );
  }

  private follow(
    { bus, config }: LimitApprovalProps,
    id: string,
    ruleName: string,
    detailType: EntryKind[],
    target: CredenceFunction,
  ): void {
    const description = `${detailType.join(', ')}: to the workflow of the limit request`;
    followNews(this, id, { config, bus, ruleName, description, detailType, target, lostNews: this.lostNews });
  }
}

const theOne = (tasks: ReadonlyMap<string, CredenceFunction>, name: WorkflowFunctionName): CredenceFunction => {
  const found = tasks.get(name);
  if (!found) throw new Error(`There is no function ${name}`);
  return found;
};
