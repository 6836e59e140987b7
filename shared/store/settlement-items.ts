import { type AllocationPlan, type Settlement, unappliedOf } from '../domain/settlement/settlement.ts';
import { notFound } from '../errors.ts';
import { count, list, map, moneyOf, text, textOrNull, units } from './attributes.ts';
import { type Key, keys } from './keys.ts';
import type { Item, Table, Write } from './table.ts';

export const settlementKey = (kind: Settlement['kind'], id: string): Key =>
  kind === 'PAYMENT' ? keys.payment(id) : keys.creditNote(id);

const toAllocations = (item: Item, name: string) =>
  list(item, name).map((part) => ({ invoiceId: text(part, 'invoiceId'), minorUnits: units(part, 'minorUnits') }));

const toPlan = (item: Item): AllocationPlan =>
  text(item, 'mode') === 'OLDEST' ? { mode: 'OLDEST' } : { mode: 'NAMED', wanted: toAllocations(item, 'wanted') };

const toReversal = (item: Item): NonNullable<Settlement['reversal']> => ({
  reason: text(item, 'reason'),
  at: text(item, 'at'),
  by: text(item, 'by'),
});

export const toSettlement = (item: Item): Settlement => ({
  kind: text(item, 'kind') as Settlement['kind'],
  settlementId: text(item, 'settlementId'),
  customerId: text(item, 'customerId'),
  amount: moneyOf(item),
  carryingAmount: units(item, 'carrying'),
  date: text(item, 'date'),
  reference: textOrNull(item, 'reference'),
  reason: textOrNull(item, 'reason'),
  allocations: toAllocations(item, 'allocations'),
  plan: item['plan'] === undefined ? null : toPlan(map(item, 'plan')),
  status: text(item, 'status') as Settlement['status'],
  reversal: item['reversal'] === undefined ? null : toReversal(map(item, 'reversal')),
  bodyHash: text(item, 'bodyHash'),
  version: count(item, 'version'),
});

/** @throws not-found when there is no such payment or credit note. */
export const loadSettlement = async (table: Table, kind: Settlement['kind'], id: string): Promise<Settlement> => {
  const item = await table.get(settlementKey(kind, id));
  if (!item) throw notFound(kind === 'PAYMENT' ? 'payment' : 'credit note', id);
  return toSettlement(item);
};

/** Writes the next state of a settlement, and keeps the list of money that waits for its invoice in step. */
export const settlementWrites = (table: Table, before: Settlement | null, after: Settlement): Write[] => {
  const waits = unappliedOf(after) > 0n;
  const waited = before !== null && unappliedOf(before) > 0n;
  const waiting = { ...keys.unappliedItem(after.customerId, after.date, after.kind, after.settlementId) };
  const settlementPart = settlementWrite(table, before, after);
  if (waits === waited) return [settlementPart];
  const item = { ...waiting, kind: after.kind, settlementId: after.settlementId, reference: after.reference ?? '' };
  return [
    settlementPart,
    {
      name: 'unapplied item',
      write: waits
        ? { Put: { TableName: table.name, Item: item } }
        : { Delete: { TableName: table.name, Key: waiting } },
    },
  ];
};

const settlementWrite = (table: Table, before: Settlement | null, after: Settlement): Write => ({
  name: 'settlement',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...settlementKey(after.kind, after.settlementId),
        entityType: after.kind,
        kind: after.kind,
        settlementId: after.settlementId,
        customerId: after.customerId,
        amount: after.amount.minorUnits,
        currency: after.amount.currency,
        carrying: after.carryingAmount,
        date: after.date,
        ...(after.reference === null ? {} : { reference: after.reference }),
        ...(after.reason === null ? {} : { reason: after.reason }),
        allocations: after.allocations,
        ...(after.plan === null ? {} : { plan: after.plan }),
        status: after.status,
        ...(after.reversal === null ? {} : { reversal: after.reversal }),
        bodyHash: after.bodyHash,
        version: after.version,
      },
      ...(before
        ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
        : { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    },
  },
});

/** Money of a customer that waits for its invoice, with the remittance text that may name it; oldest first. */
export const listUnapplied = async (
  table: Table,
  customerId: string,
  limit: number,
): Promise<{ kind: Settlement['kind']; settlementId: string; reference: string }[]> => {
  const { pk, sk } = keys.unappliedItem(customerId, '~', '~', '~');
  const { items } = await table.page({ partition: pk, from: 'UNAPPLIED#', to: sk, limit });
  return items.map((item) => ({
    kind: text(item, 'kind') as Settlement['kind'],
    settlementId: text(item, 'settlementId'),
    reference: text(item, 'reference'),
  }));
};
