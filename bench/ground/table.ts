import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Application } from '../../local/assembly/application.ts';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import { createTables } from '../../local/dynamodb/tables.ts';

/** A table that nobody else uses. */
export interface OwnTable {
  readonly tableName: string;
  readonly remove: () => Promise<void>;
}

let made = 0;

/** Makes the table of the stacks on an engine, under a name of its own. */
export const makeTable = async (endpoint: string, { region, tables }: Application): Promise<OwnTable> => {
  const [table] = tables;
  if (!table) throw new Error('the stacks declare no table');
  const client = new DynamoDBClient(clientSettings(endpoint, region));
  made += 1;
  const tableName = `${table.name}-bench-${process.pid}-${made}`;
  await createTables(client, [{ ...table, name: tableName }]);
  return {
    tableName,
    remove: async () => {
      await client.send(new DeleteTableCommand({ TableName: tableName }));
      client.destroy();
    },
  };
};
