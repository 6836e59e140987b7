import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';
import { Alarms } from '../constructs/alarms.ts';
import { CredenceFunction } from '../constructs/credence-function.ts';
import { CreditApi } from '../constructs/credit-api.ts';
import { createDashboard } from '../constructs/dashboard.ts';
import { Outbox } from '../constructs/outbox.ts';
import { pascalCase } from '../constructs/pascal-case.ts';
import { Publisher } from '../constructs/publisher.ts';
import { apiFunctions } from '../functions.ts';
import type { DataStack } from './data-stack.ts';

/** What holds no data and can be built again at any time: the API, its functions, the publisher, the outbox, the alarms. */
export class ApiStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    config: EnvironmentConfig,
    data: DataStack,
    props: StackProps & { version: string },
  ) {
    const { version, ...stackProps } = props;
    super(scope, id, stackProps);
    const functions = new Map(
      Object.entries(apiFunctions).map(([functionName, settings]) => {
        const created = new CredenceFunction(this, pascalCase(functionName), {
          functionName,
          settings,
          config,
          version,
        });
        if (settings.people) created.usesPeople(data.people);
        return [functionName, created.usesTable(data.table, settings.table)] as const;
      }),
    );
    const { api, url } = new CreditApi(this, 'CreditApi', { config, tokens: data.tokens, functions });
    const publisher = new Publisher(this, 'Publisher', { config, version, table: data.table, bus: data.bus });
    const { table, bus, mailIdentity: identity } = data;
    const outbox = new Outbox(this, 'Outbox', { config, version, table, bus, identity, url });
    const { tokenShaper } = data;
    new Alarms(this, 'Alarms', { config, api, functions, publisher, outbox, tokenShaper });
    createDashboard(this, { config, api, functions, publisher, table: data.table.table });
  }
}
