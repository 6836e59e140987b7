import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, readApplication } from '../../local/assembly/application.ts';
import { readAssembly } from '../../local/assembly/read-assembly.ts';
import { synthesizedApp } from '../../local/assembly/synthesis-cache.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { functionEnvironment } from '../../local/functions/environment.ts';
import { makeTable } from './table.ts';

/** A table of its own on a DynamoDB engine, and the environment in which the functions find it. */
export interface Ground {
  readonly application: Application;
  readonly tableName: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Deletes the table and ends the engine. */
  readonly close: () => Promise<void>;
}

/** A folder that its maker removes after the run. */
export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'credence-bench-'));

/** Starts an engine, or takes that of `DYNAMODB_ENDPOINT`, and makes the table of the stacks in it. */
export const openGround = async (): Promise<Ground> => {
  const folder = await temporaryFolder();
  const application = readApplication(await readAssembly(await synthesizedApp()));
  const engine = await startEngine(folder, () => undefined);
  const table = await makeTable(engine.endpoint, application);
  const { endpoint } = engine;
  const services = {
    dynamodb: endpoint,
    eventBridge: endpoint,
    ses: endpoint,
    sqs: endpoint,
    cognito: endpoint,
    stepFunctions: endpoint,
    others: endpoint,
  };
  const environment = functionEnvironment(application.functions, application.region, services);
  return {
    application,
    tableName: table.tableName,
    environment: { ...environment, TABLE_NAME: table.tableName },
    close: async () => {
      await table.remove();
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
