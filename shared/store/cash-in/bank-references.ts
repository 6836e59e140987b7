import { createHash } from 'node:crypto';
import { comparable } from '../../domain/cash-application/identity.ts';
import { text, textOrNull } from '../attributes.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import { type Item, settleWrites, type Table, type Write } from '../table.ts';

/** References of one booking that are kept: those of the bank come first. */
const MOST_REFERENCES = 6;
/** Payments under one reference that are looked at; a payer who gives all the same is too vague to go by. */
const MOST_PAYMENTS = 25;

const hashOf = (reference: string): string => createHash('sha256').update(comparable(reference)).digest('hex');

const hashesOf = (references: readonly string[]): readonly string[] =>
  [...new Set(references.filter((one) => comparable(one) !== '').map(hashOf))].slice(0, MOST_REFERENCES);

/** Items of one transaction; DynamoDB takes a hundred. */
const WRITES_AT_ONCE = 100;

/** A payment, and the references of its booking. */
export interface ReferredPayment {
  readonly paymentId: string;
  readonly references: readonly string[];
}

/**
 * Notes under which references payments come in, so that their returns are found. Written before the payments: one that
 * was not posted after all is not found there.
 */
export const noteReferences = async (table: Table, payments: readonly ReferredPayment[]): Promise<void> => {
  const items = payments.flatMap(({ paymentId, references }) =>
    hashesOf(references).map((hash) => ({ ...keys.bankReference(hash, paymentId), paymentId })),
  );
  const distinct = [...new Map(items.map((item) => [`${item.pk} ${item.sk}`, item])).values()];
  for (let start = 0; start < distinct.length; start += WRITES_AT_ONCE) {
    const writes = distinct.slice(start, start + WRITES_AT_ONCE).map(
      (item): Write => ({
        name: `${item.pk} ${item.sk}`,
        write: { Put: { TableName: table.name, Item: { ...item, entityType: 'BANK_REFERENCE' } } },
      }),
    );
    await settleWrites(table, writes);
  }
};

/** Ids of the payments under each of the references, in their order: the surest reference first. */
export const paymentsUnder = async (table: Table, references: readonly string[]): Promise<readonly string[][]> => {
  const found: string[][] = [];
  for (const hash of hashesOf(references)) {
    const { pk, sk } = keys.bankReference(hash, '');
    const { items } = await table.page({ partition: pk, from: sk, to: `${sk}~`, limit: MOST_PAYMENTS });
    found.push(items.map((item) => text(item, 'paymentId')));
  }
  return found;
};

/** A booking that took money back, so far as it is needed to find which. */
export interface BankReturn {
  readonly id: string;
  readonly amounts: readonly bigint[];
  readonly currency: string;
  readonly date: string;
  readonly reason: string;
}

const toReturn = (item: Item): BankReturn => ({
  id: text(item, 'entryId'),
  amounts: text(item, 'amounts').split(' ').map(BigInt),
  currency: text(item, 'currency'),
  date: text(item, 'date'),
  reason: text(item, 'reason'),
});

/** Lets a return wait for its payment, which may stand in a file that comes later. One waits under each reference. */
export const letReturnWait = async (
  { table, moment }: Context,
  bankReturn: BankReturn,
  references: readonly string[],
): Promise<void> => {
  for (const hash of hashesOf(references)) {
    const Item = {
      ...keys.waitingReturn(hash),
      entityType: 'WAITING_RETURN',
      entryId: bankReturn.id,
      amounts: bankReturn.amounts.join(' '),
      currency: bankReturn.currency,
      date: bankReturn.date,
      reason: bankReturn.reason,
      at: moment.now,
    };
    const ConditionExpression = 'attribute_not_exists(pk)';
    await settleWrites(table, [
      { name: 'waiting', write: { Put: { TableName: table.name, Item, ConditionExpression } } },
    ]);
  }
};

/** The returns that wait under one of the references. */
export const waitingReturns = async (table: Table, references: readonly string[]): Promise<readonly BankReturn[]> => {
  const items = await table.getMany(hashesOf(references).map(keys.waitingReturn));
  const all = items.map(toReturn);
  return [...new Map(all.map((one) => [one.id, one])).values()];
};

/** The payment that a return took back, `null` while none is known. */
export const paymentOfReturn = async (table: Table, returnId: string): Promise<string | null> => {
  const item = await table.get(keys.bankReturn(returnId));
  return item ? textOrNull(item, 'paymentId') : null;
};

/**
 * Says which payment a return took back, once and for all: whoever comes later is told the same.
 * @returns the payment, which is another one if somebody was faster.
 */
export const claimReturn = async ({ table, moment }: Context, returnId: string, paymentId: string): Promise<string> => {
  const Item = { ...keys.bankReturn(returnId), entityType: 'BANK_RETURN', paymentId, at: moment.now };
  const write = { Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  const outcome = await settleWrites(table, [{ name: 'return', write }]);
  return outcome.done ? paymentId : ((await paymentOfReturn(table, returnId)) ?? paymentId);
};
