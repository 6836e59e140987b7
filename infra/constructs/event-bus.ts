import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';

/** The bus on which every change of a customer is announced, with an archive from which events can be replayed. */
export const createEventBus = (scope: Construct, config: EnvironmentConfig): EventBus => {
  const bus = new EventBus(scope, 'Events', {
    eventBusName: `credence-${config.stage}`,
    description: `What happened to the customers of Credence ${config.stage}`,
  });
  const archive = bus.archive('Archive', {
    archiveName: `credence-${config.stage}`,
    description: 'Everything that was announced, for a replay',
    eventPattern: { account: [Stack.of(scope).account] },
    retention: Duration.days(config.eventArchiveDays),
  });
  const removalPolicy = config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  bus.applyRemovalPolicy(removalPolicy);
  archive.applyRemovalPolicy(removalPolicy);
  return bus;
};
