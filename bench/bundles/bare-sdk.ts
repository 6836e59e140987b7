import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

/** The least that a function which uses the table has to load: the two clients, made, and the two commands of a check. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = { client, GetCommand, TransactWriteCommand };
