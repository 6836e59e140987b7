import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../shared/store/keys.ts';
import { createCustomer } from '../ground/customers.ts';
import type { Caller } from '../ground/handlers.ts';
import { orderIdOf } from '../ground/names.ts';
import type { Contestant } from '../statistics/measure.ts';
import { recordWrites } from './record-writes.ts';
import { renameWrites } from './replay-writes.ts';

export const BARE_READ = 'GetItem';
export const BARE_CHECK = 'GetItem and TransactWriteItems of a check';
export const BARE_RESERVING_CHECK = 'GetItem and TransactWriteItems of a reserving check';

/** The SDK and nothing else: what any program would have to spend that reads this account and writes these items. */
export interface FloorOptions {
  /** As production code makes it. */
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Creates the customers in that table. */
  readonly call: Caller;
  /** Makes the ids of customers and orders. */
  readonly prefix: string;
}

/** A bare consistent read of an account. */
export const bareRead = async ({ client, tableName, call, prefix }: FloorOptions): Promise<Contestant> => {
  const customerId = `${prefix}-one`;
  await createCustomer(call, customerId);
  return {
    name: BARE_READ,
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
export const bareCheck = async (
  options: FloorOptions & { readonly name: string; readonly reserve: boolean },
): Promise<Contestant> => {
  const { name, client, tableName, call, prefix, reserve } = options;
  const recording = await recordWrites(`${prefix}-one`, orderIdOf(prefix, 0), reserve);
  const customerId = `${prefix}-two`;
  await createCustomer(call, customerId);
  const created = await client.send(getAccount(tableName, customerId));
  const version = Number(created.Item?.['v']);
  let made = 0;
  return {
    name,
    prepare: () => {
      made += 1;
      const decisionId = prefix + String(made).padStart(recording.names.decisionId.length - prefix.length, '0');
      const orderId = orderIdOf(prefix, made);
      const wanted = { tableName, customerId, orderId, decisionId, version: version + made - 1 };
      const read = getAccount(tableName, customerId);
      const write = new TransactWriteCommand({
        TransactItems: renameWrites(recording.writes, recording.names, wanted),
        ClientRequestToken: randomUUID(),
      });
      return async () => {
        await client.send(read);
        await client.send(write);
      };
    },
  };
};

const getAccount = (tableName: string, customerId: string) =>
  new GetCommand({ TableName: tableName, Key: { ...keys.account(customerId) }, ConsistentRead: true });
