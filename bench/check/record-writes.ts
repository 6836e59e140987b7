import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { checkBody, createCustomer } from '../ground/customers.ts';
import { callHandlers } from '../ground/handlers.ts';
import { observeClients } from '../ground/observe.ts';
import type { CheckNames, Writes } from './replay-writes.ts';

/** The writes that a credit check makes, as the SDK was given them, and the names in them. */
export interface Recording {
  readonly writes: Writes;
  readonly names: CheckNames;
}

/** Checks before the recorded one, so that it is like all that follow: the first of a customer writes more. */
const CHECKS_BEFORE = 3;

/** Lets the handler decide some checks of a new customer and records what the last one writes. */
export const recordWrites = async (customerId: string, orderId: string, reserve: boolean): Promise<Recording> => {
  let transaction: TransactWriteCommandInput | undefined;
  await observeClients(
    ({ command, input }) => {
      if (command.startsWith('TransactWrite')) transaction = input as unknown as TransactWriteCommandInput;
    },
    async () => {
      const call = callHandlers(`recording=${customerId}`);
      await createCustomer(call, customerId);
      for (let check = 0; check < CHECKS_BEFORE; check += 1) {
        await call('checkCredit', { body: checkBody(customerId, `${orderId}-${check}`, reserve) });
      }
      await call('checkCredit', { body: checkBody(customerId, orderId, reserve) });
    },
  );
  const writes = transaction?.TransactItems ?? [];
  const decision = writes.find(({ Put }) => Put?.Item?.['sk'] === 'DECISION')?.Put?.Item;
  const account = writes.find(({ Update }) => Update?.Key?.['sk'] === 'ACCOUNT')?.Update;
  if (!decision || !account) throw new Error('a credit check writes other items than the bench knows');
  return {
    writes,
    names: {
      tableName: account.TableName ?? '',
      customerId,
      orderId,
      decisionId: String(decision['pk']).slice('DECISION#'.length),
      version: Number(account.ExpressionAttributeValues?.[':seen']),
    },
  };
};
