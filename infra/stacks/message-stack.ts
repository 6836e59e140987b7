import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { Alarms } from '../constructs/alarms.ts';
import { Grades } from '../constructs/grades.ts';
import {
  watchGrades,
  watchOutbox,
  watchPublisher,
  watchUpstream,
  watchWarnings,
} from '../constructs/message-alarms.ts';
import { Outbox } from '../constructs/outbox.ts';
import { Publisher } from '../constructs/publisher.ts';
import { Upstream } from '../constructs/upstream.ts';
import { Warnings } from '../constructs/warnings.ts';
import type { DataStack } from './data-stack.ts';

/**
 * What leaves the platform: events, out of the history onto the bus, and mails, out of the outbox to SES; the events of
 * other systems that come in by the bus; and what our own events set off beside workflows: warnings by mail, grades.
 */
export class MessageStack extends Stack {
  /** @param url where people reach the API: mails lead there. */
  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    { alarmTopic, bus, mailIdentity: identity, people, table }: DataStack,
    { url, version, ...props }: StackProps & { version: string; url: string },
  ) {
    super(scope, id, props);
    const publisher = new Publisher(this, 'Publisher', { config, version, table, bus });
    const outbox = new Outbox(this, 'Outbox', { config, version, table, bus, identity, people, url });
    const upstream = new Upstream(this, 'Upstream', { config, version, table, bus });
    const warnings = new Warnings(this, 'Warnings', { config, version, table, bus, people });
    const grades = new Grades(this, 'Grades', { config, version, table, bus });
    const functions = new Map([
      ['publish-events', publisher.function],
      ['send-mail', outbox.sender],
      ['record-mail-event', outbox.recorder],
      ['take-upstream-event', upstream.function],
      ['mail-warning', warnings.function],
      ['grade-customer', grades.function],
    ]);
    const alarms = new Alarms(this, 'Alarms', config, alarmTopic);
    alarms.watchFunctions(functions, 'messages-throttles');
    watchPublisher(alarms, publisher);
    watchOutbox(alarms, outbox);
    watchUpstream(alarms, upstream);
    watchWarnings(alarms, warnings);
    watchGrades(alarms, grades);
  }
}
