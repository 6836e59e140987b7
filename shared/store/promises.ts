import type { CollectionCase } from '../domain/collection/case.ts';
import type { CaseEvent } from '../domain/collection/events.ts';
import { type PromiseEnd, type PromiseRecord, promiseChanges } from '../domain/promise/promise.ts';
import { notFound } from '../errors.ts';
import { text } from './attributes.ts';
import { keys } from './keys.ts';
import { fromMoneyText, toMoneyText } from './money-text.ts';
import type { Item, Table, Write } from './table.ts';

const madeWrite = (table: Table, record: PromiseRecord): Write => ({
  name: `promise ${record.promiseId}`,
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.promise(record.promiseId),
        entityType: 'PROMISE',
        customerId: record.customerId,
        caseId: record.caseId,
        promise: toMoneyText(record),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** How it ended stands beside what was promised, so that the end needs no reading. */
const endedWrite = (table: Table, end: PromiseEnd): Write => ({
  name: `promise ${end.promiseId}`,
  write: {
    Update: {
      TableName: table.name,
      Key: { ...keys.promise(end.promiseId) },
      UpdateExpression: 'SET ended = :ended',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':ended': toMoneyText(end) },
    },
  },
});

/** What the events of a case do to its promises, for the transaction in which the case changes. */
export const promiseWrites = (table: Table, before: CollectionCase, events: readonly CaseEvent[]): readonly Write[] => {
  const { ended, made } = promiseChanges(before, events);
  return [...made.map((record) => madeWrite(table, record)), ...ended.map((end) => endedWrite(table, end))];
};

const toPromise = (item: Item): PromiseRecord => ({
  ...fromMoneyText<PromiseRecord>(text(item, 'promise')),
  ...(item['ended'] === undefined ? {} : fromMoneyText<PromiseEnd>(text(item, 'ended'))),
});

/** A promise by its id; `null` when there is none. */
export const findPromise = async (table: Table, promiseId: string): Promise<PromiseRecord | null> => {
  const item = await table.get(keys.promise(promiseId));
  return item ? toPromise(item) : null;
};

/** @throws not-found when there is no such promise. */
export const loadPromise = async (table: Table, promiseId: string): Promise<PromiseRecord> => {
  const found = await findPromise(table, promiseId);
  if (!found) throw notFound('promise', promiseId);
  return found;
};
