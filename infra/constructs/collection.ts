import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EntryKind } from '../../shared/domain/history/entry.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { collectionFunctions, collectionStarter, type FunctionSettings } from '../functions.ts';
import { CredenceFunction, type PeopleDirectory } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { followNews } from './news-rule.ts';
import { countParked } from './parked-metric.ts';
import { pascalCase } from './pascal-case.ts';
import { stateMachineArn, Workflow } from './workflow.ts';

export interface CollectionProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly bus: EventBus;
  readonly people: PeopleDirectory;
}

const opensCase: EntryKind[] = ['CollectionCaseOpened'];

/** What may change a case: money, credits, disputes, where the customer is, its grade, and what people have done to it. */
const changesCase: EntryKind[] = [
  'PaymentReceived',
  'CashApplied',
  'CashUnapplied',
  'PaymentReversed',
  'CreditNotePosted',
  'ReceivableWrittenOff',
  'ReceivablePosted',
  'DisputeOpened',
  'DisputeResolved',
  'CustomerChanged',
  'GradeChanged',
  'CollectionCaseChanged',
];

const workflowName = 'collection';

/** The workflow of collection cases, and the rules of the bus that start it and wake it. */
export class Collection extends Construct {
  readonly functions: ReadonlyMap<string, CredenceFunction>;
  readonly workflow: Workflow;
  /** News that could not be acted on: cases that were not started, payments that woke nobody. */
  readonly lostNews: Queue;
  /** Cases that stand still after a failure, counted from the lines in which that is logged. */
  readonly parked: MetricFilter;

  constructor(scope: Construct, id: string, props: CollectionProps) {
    super(scope, id);
    const { bus, config, people, table, version } = props;
    this.lostNews = createDeadLetters(this, 'LostNews', `credence-${config.stage}-lost-collection-news`);
    const create = (functionName: string, settings: FunctionSettings, hearsNews: boolean): CredenceFunction => {
      const created = new CredenceFunction(this, pascalCase(functionName), {
        functionName,
        settings,
        config,
        version,
        ...(hearsNews && { deadLetters: this.lostNews }),
      }).usesTable(table, settings.table);
      return settings.people ? created.usesPeople(people) : created;
    };
    const advance = create('advance-collection', collectionFunctions['advance-collection'], false);
    advance.handler.addEnvironment('WAKE_SPREAD_MINUTES', String(config.wakeSpreadMinutes));
    const park = create('park-collection', collectionFunctions['park-collection'], false);
    const seal = create('seal-legal-handoff', collectionFunctions['seal-legal-handoff'], false);
    // Nobody else may complete a wait: what happens is stored, and this one acts on what is stored.
    const settle = create('settle-collection', collectionFunctions['settle-collection'], true).maySteer(
      stateMachineArn(this, config, workflowName),
      ['states:SendTaskSuccess'],
    );
    const tasks = new Map([
      ['advance-collection', advance],
      ['settle-collection', settle],
      ['seal-legal-handoff', seal],
      ['park-collection', park],
    ]);
    this.workflow = new Workflow(this, 'Workflow', {
      workflowName,
      config,
      functions: new Map([...tasks].map(([name, task]) => [pascalCase(name), task])),
      goesOnAsNew: true,
    });
    const start = create('start-collection', collectionStarter, true).usesWorkflow(
      'COLLECTION_ARN',
      this.workflow.stateMachine.stateMachineArn,
      ['states:StartExecution'],
    );
    this.functions = new Map([...tasks, ['start-collection', start]]);
    const followed = { config, bus, lostNews: this.lostNews };
    followNews(this, 'Opened', {
      ...followed,
      ruleName: 'collection-cases',
      description: 'A case was opened: starts its workflow',
      detailType: opensCase,
      target: start,
    });
    followNews(this, 'Changed', {
      ...followed,
      ruleName: 'collection-news',
      description: 'What may change a case: to the case and its workflow',
      detailType: changesCase,
      target: settle,
    });
    this.parked = countParked(this, config, park, {
      message: 'collection case parked',
      metricName: 'CollectionCasesParked',
    });
  }
}
