import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { gradingOccasions } from '../../shared/domain/history/grading-occasions.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { customerGrader } from '../functions.ts';
import { CredenceFunction } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { followNews } from './news-rule.ts';

export interface GradesProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly bus: EventBus;
}

/** News on the bus upon which a customer is graded at once. */
export class Grades extends Construct {
  readonly function: CredenceFunction;
  /** News upon which nobody was graded; the next daily run does. */
  readonly lostNews: Queue;

  constructor(scope: Construct, id: string, { bus, config, table, version }: GradesProps) {
    super(scope, id);
    this.lostNews = createDeadLetters(this, 'LostNews', `credence-${config.stage}-lost-grading-news`);
    this.function = new CredenceFunction(this, 'GradeCustomer', {
      functionName: 'grade-customer',
      settings: customerGrader,
      config,
      version,
      deadLetters: this.lostNews,
    }).usesTable(table, customerGrader.table);
    followNews(this, 'Heard', {
      config,
      bus,
      lostNews: this.lostNews,
      ruleName: 'grading-news',
      description: 'Bounced payments, broken promises, write-offs and insolvencies: the customer is graded at once',
      detailType: [...gradingOccasions],
      target: this.function,
    });
  }
}
