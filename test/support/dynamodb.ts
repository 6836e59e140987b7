import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { indexes } from '../../shared/store/keys.ts';
import { createDocumentClient, type Item, openTable, type Table } from '../../shared/store/table.ts';

/** A DynamoDB engine with the one table in it. */
export interface Database {
  readonly endpoint: string;
  readonly tableName: string;
  readonly table: Table;
  /** Everything that the table holds. Only tests may look at a table in this way. */
  readonly scan: () => Promise<Item[]>;
  readonly stop: () => Promise<void>;
}

/** Where the SDK of this process, or of a child that is given this environment, finds an engine. */
export const engineEnvironment = (endpoint: string) => ({
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

/**
 * Starts the bundled engine in memory, or on a file, or takes the one that `DYNAMODB_ENDPOINT` names, and creates the
 * table. The engine ends with `stop`, and with this process.
 */
export const startDatabase = async (options: { file?: string } = {}): Promise<Database> => {
  const given = process.env['DYNAMODB_ENDPOINT'];
  const engine = given ? { endpoint: given, stop: async () => {} } : await startEngine(options.file);
  const database = await addTable(engine.endpoint);
  return {
    ...database,
    stop: async () => {
      await database.stop();
      await engine.stop();
    },
  };
};

/** Creates another table on an engine that runs. Its `stop` drops the table. */
export const addTable = async (endpoint: string): Promise<Database> => {
  Object.assign(process.env, engineEnvironment(endpoint));
  const client = createDocumentClient();
  // A fresh engine may need more time for its first answers than the store allows.
  const administrator = new DynamoDBClient();
  const tableName = `credence-test-${randomUUID()}`;
  await administrator.send(new CreateTableCommand(tableDefinition(tableName)));
  return {
    endpoint,
    tableName,
    table: openTable(tableName, client),
    scan: () => scanAll(client, tableName),
    stop: async () => {
      await administrator.send(new DeleteTableCommand({ TableName: tableName }));
      administrator.destroy();
      client.destroy();
    },
  };
};

const scanAll = async (client: DynamoDBDocumentClient, tableName: string): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
};

const tableDefinition = (TableName: string) => {
  const names = ['pk', 'sk', ...Object.values(indexes).flatMap(({ partition, sort }) => [partition, sort])];
  const keySchema = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, { partition, sort }]) => ({
      IndexName,
      KeySchema: keySchema(partition, sort),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  };
};

const START_ATTEMPTS = 400;

const startEngine = async (file: string | undefined): Promise<{ endpoint: string; stop: () => Promise<void> }> => {
  const binary = createRequire(import.meta.url).resolve(`@dynoxide/${process.platform}-${process.arch}/dynoxide`);
  const port = await freePort();
  const place = file === undefined ? [] : ['--db-path', file];
  const engine = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port), ...place], { stdio: 'ignore' });
  const kill = () => void engine.kill('SIGKILL');
  process.once('exit', kill);
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(engine, endpoint);
  return {
    endpoint,
    stop: async () => {
      process.off('exit', kill);
      const ended = new Promise((resolve) => engine.once('exit', resolve));
      kill();
      await ended;
    },
  };
};

const answers = async (engine: ChildProcess, endpoint: string): Promise<void> => {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    if (engine.exitCode !== null) break;
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
      return;
    } catch {
      await sleep(25);
    }
  }
  throw new Error(`the DynamoDB engine does not answer at ${endpoint}`);
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Who holds which role for the handlers that look it up. */
const peopleOfTests = {
  'credit-analysts': ['ana@example.com', 'ben@example.com', 'ana.analyst@example.com', 'ben.analyst@example.com'],
  'credit-managers': ['mia@example.com', 'mia.manager@example.com'],
  'finance-directors': ['fred@example.com', 'fred.director@example.com'],
  'platform-admins': ['pia.platform@example.com'],
};

/** Sets the environment in which a function's handler, imported afterwards, finds the database. */
export const lendToHandlers = (database: Database): void => {
  Object.assign(process.env, {
    TABLE_NAME: database.tableName,
    TIME_ZONE: 'UTC',
    BASE_CURRENCY: 'EUR',
    CALENDAR_COUNTRY: 'DE',
    STAGE: 'test',
    LOG_LEVEL: 'SILENT',
    PEOPLE: JSON.stringify(peopleOfTests),
  });
};
