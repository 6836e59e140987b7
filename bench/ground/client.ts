import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../../shared/store/table.ts';

/** A client with the settings of the functions', on the engine that the environment names. */
export const openClient = async (tableName: string): Promise<DynamoDBDocumentClient> => {
  const client = createDocumentClient();
  // The first request fixes the endpoint and opens the connection.
  await client.send(new GetCommand({ TableName: tableName, Key: { pk: 'nothing', sk: 'nothing' } }));
  return client;
};

/** The same on another engine. */
export const openClientAt = async (endpoint: string, tableName: string): Promise<DynamoDBDocumentClient> => {
  const before = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = endpoint;
  try {
    return await openClient(tableName);
  } finally {
    process.env['AWS_ENDPOINT_URL_DYNAMODB'] = before;
  }
};
