import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Application, readApplication } from '../../local/assembly/application.ts';
import { readAssembly } from '../../local/assembly/read-assembly.ts';
import { synthesizedApp } from '../../local/assembly/synthesis-cache.ts';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { createTables } from '../../local/dynamodb/tables.ts';
import { functionEnvironment } from '../../local/functions/environment.ts';

/** A table of its own on a DynamoDB engine, and the environment in which the functions find it. */
export interface Ground {
  readonly application: Application;
  readonly engine: string;
  readonly tableName: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Deletes the table and ends the engine. */
  readonly close: () => Promise<void>;
}

export const readStacks = async (): Promise<Application> => readApplication(await readAssembly(await synthesizedApp()));

/** A folder that is gone after the run. */
export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'credence-bench-'));

/** Starts an engine (or takes that of `DYNAMODB_ENDPOINT`) and makes the table of the stacks in it, under a name of its own. */
export const openGround = async (): Promise<Ground> => {
  const folder = await temporaryFolder();
  const application = await readStacks();
  const [table] = application.tables;
  if (!table) throw new Error('the stacks declare no table');
  const engine = await startEngine(folder, () => undefined);
  const client = new DynamoDBClient(clientSettings(engine.endpoint, application.region));
  const tableName = `${table.name}-bench-${process.pid}`;
  await createTables(client, [{ ...table, name: tableName }]);
  const { endpoint } = engine;
  const services = { dynamodb: endpoint, eventBridge: endpoint, stepFunctions: endpoint, others: endpoint };
  return {
    application,
    engine: engine.description.replace(/ on .*/, ''),
    tableName,
    environment: { ...functionEnvironment(application.functions, application.region, services), TABLE_NAME: tableName },
    close: async () => {
      await client.send(new DeleteTableCommand({ TableName: tableName }));
      client.destroy();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Lets this process be an execution environment of the functions: they read their settings when they are loaded. */
export const enterEnvironment = (environment: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(environment)) {
    if (name !== 'PATH') process.env[name] = value;
  }
};
