import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../assembly/application.ts';
import { asArray, asBoolean, asObject, asString } from '../json.ts';
import { messageOf, StartProblem } from '../problem.ts';

/** How long an engine may take to make or drop a table. */
const WAIT_SECONDS = 30;

/** Creates the tables that do not exist yet, with their indexes, stream and time to live. */
export const createTables = async (client: DynamoDBClient, tables: readonly TableDefinition[]): Promise<void> => {
  for (const table of tables) {
    if (!(await exists(client, table.name))) await create(client, table);
  }
};

/** Drops the tables with all that they hold and creates them anew. */
export const recreateTables = async (client: DynamoDBClient, tables: readonly TableDefinition[]): Promise<void> => {
  for (const { name } of tables) {
    await client.send(new DeleteTableCommand({ TableName: name }));
    await waitUntilTableNotExists({ client, maxWaitTime: WAIT_SECONDS, minDelay: 0.05 }, { TableName: name });
  }
  await createTables(client, tables);
};

const exists = async (client: DynamoDBClient, name: string): Promise<boolean> => {
  try {
    await client.send(new DescribeTableCommand({ TableName: name }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw new StartProblem(`DynamoDB does not answer as it should: ${messageOf(error)}`, { cause: error });
  }
};

const create = async (client: DynamoDBClient, table: TableDefinition): Promise<void> => {
  const { name } = table;
  await client.send(new CreateTableCommand(toCreateTable(table)));
  await waitUntilTableExists({ client, maxWaitTime: WAIT_SECONDS, minDelay: 0.05 }, { TableName: name });
  const timeToLive = asObject(table.properties['TimeToLiveSpecification']);
  const attribute = asString(timeToLive['AttributeName']);
  if (attribute !== undefined && asBoolean(timeToLive['Enabled'])) {
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
      }),
    );
  }
};

/**
 * The request that makes the table of a template. Only what changes how a table answers is taken over; encryption,
 * recovery, capacity, tags and protection have no meaning on a laptop.
 */
export const toCreateTable = ({ name, properties }: TableDefinition): CreateTableCommandInput => {
  const viewType = asString(asObject(properties['StreamSpecification'])['StreamViewType']);
  const globalIndexes = asArray(properties['GlobalSecondaryIndexes']).map(toIndex);
  const localIndexes = asArray(properties['LocalSecondaryIndexes']).map(toIndex);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties['AttributeDefinitions'] as CreateTableCommandInput['AttributeDefinitions'],
    KeySchema: properties['KeySchema'] as CreateTableCommandInput['KeySchema'],
    ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
    ...(localIndexes.length > 0 && { LocalSecondaryIndexes: localIndexes }),
    ...(viewType && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: viewType as 'NEW_IMAGE' },
    }),
  };
};

type Index = NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']>[number];

const toIndex = (value: unknown): Index => {
  const { IndexName, KeySchema, Projection } = asObject(value);
  return { IndexName, KeySchema, Projection } as Index;
};
