import { noMovement } from '../domain/account/account.ts';
import { countDispute, type Receivable, remainingOf, toOpenItem } from '../domain/receivable/receivable.ts';
import { conflict, notFound, unprocessable } from '../errors.ts';
import { type Money, toMoneyJson } from '../money.ts';
import { json, text } from './attributes.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { moveAccount } from './movement.ts';
import { newId } from './new-id.ts';
import { loadReceivables, receivableWrites } from './receivables.ts';
import type { Table, Write } from './table.ts';

export type Resolution = 'UPHELD' | 'REJECTED' | 'CREDITED';

export interface Dispute {
  readonly disputeId: string;
  readonly customerId: string;
  readonly invoiceIds: readonly string[];
  readonly reason: string;
  readonly amount?: { readonly amount: string; readonly currency: string };
  readonly status: 'OPEN' | 'RESOLVED';
  readonly openedAt: string;
  readonly openedBy: string;
  readonly resolution?: Resolution;
  readonly note?: string;
  readonly resolvedAt?: string;
  readonly resolvedBy?: string;
}

const disputeWrite = (table: Table, before: Dispute | null, after: Dispute): Write => ({
  name: 'dispute',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.dispute(after.disputeId),
        entityType: 'DISPUTE',
        state: after.status,
        dispute: JSON.stringify(after),
      },
      ...(before
        ? {
            ConditionExpression: '#state = :open',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':open': 'OPEN' },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  },
});

/** @throws not-found when there is no such dispute. */
export const loadDispute = async (table: Table, disputeId: string): Promise<Dispute> => {
  const item = await table.get(keys.dispute(disputeId));
  if (!item) throw notFound('dispute', disputeId);
  return json<Dispute>({ ...item, pk: text(item, 'pk') }, 'dispute');
};

const mark = (receivables: readonly Receivable[], change: 1 | -1) =>
  receivables.map((before) => ({ before, after: countDispute(before, change) }));

/** Open items are kept only while something remains; a settled invoice is marked in itself alone. */
const markWrites = (table: Table, customerId: string, changes: ReturnType<typeof mark>): Write[] =>
  receivableWrites(table, customerId, changes).filter(
    ({ name }) =>
      !changes.some(({ after }) => remainingOf(after) === 0n && name === `open item ${toOpenItem(after).invoiceId}`),
  );

export interface OpenDispute {
  readonly customerId: string;
  readonly invoiceIds: readonly string[];
  readonly reason: string;
  readonly amount?: Money | undefined;
}

/**
 * Records that a customer disputes invoices. They stay in the exposure.
 * @throws unprocessable for an invoice that is not the customer's.
 */
export const openDispute = (context: Context, command: OpenDispute): Promise<Dispute> =>
  moveAccount<Dispute>(context, command.customerId, async () => {
    const { table, moment, actor } = context;
    const receivables = await loadReceivables(table, command.invoiceIds);
    for (const [index, invoiceId] of command.invoiceIds.entries()) {
      const receivable = receivables.find((candidate) => candidate.invoiceId === invoiceId);
      if (receivable?.customerId !== command.customerId) {
        throw unprocessable(
          `invoiceIds[${index}]`,
          `Customer '${command.customerId}' has no receivable '${invoiceId}'.`,
        );
      }
    }
    const dispute: Dispute = {
      disputeId: newId(moment.now),
      customerId: command.customerId,
      invoiceIds: command.invoiceIds,
      reason: command.reason,
      ...(command.amount ? { amount: toMoneyJson(command.amount) } : {}),
      status: 'OPEN',
      openedAt: moment.now,
      openedBy: actor,
    };
    const { disputeId, invoiceIds, reason } = dispute;
    return {
      entry: { kind: 'DisputeOpened', deltas: noMovement, data: { disputeId, invoiceIds, reason } },
      writes: [disputeWrite(table, null, dispute), ...markWrites(table, command.customerId, mark(receivables, 1))],
      result: () => dispute,
    };
  });

/** Closes a dispute; a credit, where one is due, is posted as a credit note. Repeating it changes nothing. */
export const resolveDispute = async (
  context: Context,
  disputeId: string,
  resolution: Resolution,
  note: string,
): Promise<Dispute> => {
  const { table, moment, actor } = context;
  const { customerId } = await loadDispute(table, disputeId);
  return moveAccount<Dispute>(context, customerId, async () => {
    const before = await loadDispute(table, disputeId);
    if (before.status === 'RESOLVED') {
      if (before.resolution === resolution) return { answer: before };
      throw conflict(`Dispute '${disputeId}' was resolved as ${before.resolution} already.`, 'resolution');
    }
    const after: Dispute = {
      ...before,
      status: 'RESOLVED',
      resolution,
      note,
      resolvedAt: moment.now,
      resolvedBy: actor,
    };
    const receivables = await loadReceivables(table, before.invoiceIds);
    return {
      entry: {
        kind: 'DisputeResolved',
        deltas: noMovement,
        data: { disputeId, invoiceIds: before.invoiceIds, resolution, note },
      },
      writes: [disputeWrite(table, before, after), ...markWrites(table, customerId, mark(receivables, -1))],
      result: () => after,
    };
  });
};
