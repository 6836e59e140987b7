import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { warningKinds } from '../../shared/domain/warning/policy.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { warningMailer } from '../functions.ts';
import { CredenceFunction, type PeopleDirectory } from './credence-function.ts';
import type { CustomerTable } from './customer-table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { followNews } from './news-rule.ts';

export interface WarningsProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly bus: EventBus;
  readonly people: PeopleDirectory;
}

/** Warnings on the bus, mailed to those whom the policy names. */
export class Warnings extends Construct {
  readonly function: CredenceFunction;
  /** Warnings of which nobody was mailed. */
  readonly lostNews: Queue;

  constructor(scope: Construct, id: string, { bus, config, people, table, version }: WarningsProps) {
    super(scope, id);
    this.lostNews = createDeadLetters(this, 'LostNews', `credence-${config.stage}-lost-warnings`);
    this.function = new CredenceFunction(this, 'MailWarning', {
      functionName: 'mail-warning',
      settings: warningMailer,
      config,
      version,
      deadLetters: this.lostNews,
    })
      .usesTable(table, warningMailer.table)
      .usesPeople(people);
    followNews(this, 'Told', {
      config,
      bus,
      lostNews: this.lostNews,
      ruleName: 'warnings',
      description: 'What people are warned of: by mail to whom the policy names',
      detailType: [...warningKinds],
      target: this.function,
    });
  }
}
