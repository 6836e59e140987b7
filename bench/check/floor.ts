import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../shared/store/keys.ts';
import { orderIdOf } from '../ground/names.ts';
import type { Contestant } from '../statistics/measure.ts';
import type { Recording } from './record-writes.ts';
import { renameWrites } from './replay-writes.ts';

export const BARE_READ = 'GetItem';
export const BARE_CHECK = 'GetItem and TransactWriteItems of a check';
export const BARE_RESERVING_CHECK = 'GetItem and TransactWriteItems of a reserving check';

/** The SDK and nothing else: what any program would have to spend that reads this account and writes these items. */
export interface FloorOptions {
  readonly name: string;
  /** As production code makes it. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly recording: Recording;
}

/** A bare consistent read of an account. */
export const bareRead = async ({ name, client, tableName, recording }: FloorOptions): Promise<Contestant> => {
  const customerId = recording.names.customerId.replace(/-one$/, '-rd');
  await plantAccount(client, tableName, customerId, recording);
  return {
    name,
    prepare: () => {
      const read = getAccount(tableName, customerId);
      return () => client.send(read);
    },
  };
};

/**
 * A bare consistent read and a bare transaction with the writes of a credit check: same number of items, sizes and
 * conditions. The requests are made before the time is taken.
 */
export const bareCheck = async ({ name, client, tableName, recording }: FloorOptions): Promise<Contestant> => {
  const { names } = recording;
  const prefix = names.customerId.replace(/-one$/, '');
  const customerId = `${prefix}-two`;
  await plantAccount(client, tableName, customerId, recording);
  let made = 0;
  return {
    name,
    prepare: () => {
      made += 1;
      const version = names.version + made - 1;
      // Counted from the version, lest the recorded order comes twice.
      const orderId = orderIdOf(prefix, names.version + made);
      const decisionId = prefix + String(made).padStart(names.decisionId.length - prefix.length, '0');
      const wanted = { tableName, customerId, orderId, decisionId, version };
      const read = getAccount(tableName, customerId);
      const write = new TransactWriteCommand({
        TransactItems: renameWrites(recording.writes, names, wanted),
        ClientRequestToken: randomUUID(),
      });
      return async () => {
        await client.send(read);
        await client.send(write);
      };
    },
  };
};

/** Puts the recorded account under another name, at the version that the recorded writes expect. */
const plantAccount = (
  client: DynamoDBDocumentClient,
  tableName: string,
  customerId: string,
  { account, names }: Recording,
): Promise<unknown> => {
  const item = { ...account, ...keys.account(customerId), id: customerId, v: names.version };
  return client.send(new PutCommand({ TableName: tableName, Item: item }));
};

const getAccount = (tableName: string, customerId: string) =>
  new GetCommand({ TableName: tableName, Key: { ...keys.account(customerId) }, ConsistentRead: true });
