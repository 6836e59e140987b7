import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../shared/store/keys.ts';
import { type Item, openTable } from '../../shared/store/table.ts';
import { checkBody, createCustomer } from '../ground/customers.ts';
import { callHandlers } from '../ground/handlers.ts';
import { orderIdOf } from '../ground/names.ts';
import { observeClients } from '../ground/observe.ts';
import type { CheckNames, Writes } from './replay-writes.ts';

/** The writes that a credit check makes, as the SDK was given them, and the names in them. */
export interface Recording {
  readonly writes: Writes;
  readonly names: CheckNames;
  /** The account's item as it stood after them. */
  readonly account: Item;
}

/** Checks before the recorded one, so that it is like all that follow: the first of a customer writes more. */
const CHECKS_BEFORE = 3;

/**
 * Lets the handler decide some checks of a new customer and records what the last one writes.
 * @param prefix of the names of the customer and its orders.
 */
export const recordWrites = async (tableName: string, prefix: string, reserve: boolean): Promise<Recording> => {
  const customerId = `${prefix}-one`;
  let transaction: TransactWriteCommandInput | undefined;
  await observeClients(
    ({ command, input }) => {
      if (command.startsWith('TransactWrite')) transaction = input as unknown as TransactWriteCommandInput;
    },
    async () => {
      const call = callHandlers(`recording=${prefix}`);
      await createCustomer(call, customerId);
      for (let check = 0; check <= CHECKS_BEFORE; check += 1) {
        await call('checkCredit', { body: checkBody(customerId, orderIdOf(prefix, check), reserve) });
      }
    },
  );
  const writes = transaction?.TransactItems ?? [];
  const decision = writes.find(({ Put }) => Put?.Item?.['sk'] === 'DECISION')?.Put?.Item;
  const update = writes.find(({ Update }) => Update?.Key?.['sk'] === 'ACCOUNT')?.Update;
  const account = await openTable(tableName).get(keys.account(customerId));
  if (!decision || !update || !account) throw new Error('a credit check writes other items than the bench knows');
  return {
    writes,
    names: {
      tableName,
      customerId,
      orderId: orderIdOf(prefix, CHECKS_BEFORE),
      decisionId: String(decision['pk']).slice('DECISION#'.length),
      version: Number(update.ExpressionAttributeValues?.[':seen']),
    },
    account,
  };
};
