import { noMovement } from '../domain/account/account.ts';
import {
  assertClaim,
  creditsFor,
  type DisputeStatus,
  type Resolution,
  type Settling,
} from '../domain/dispute/dispute.ts';
import { behaviourDelta } from '../domain/settlement/settlement.ts';
import { conflict, notFound, unprocessable } from '../errors.ts';
import { fromMoneyJson, type Money, toMoneyJson } from '../money.ts';
import { json, text } from './attributes.ts';
import { type Context, withoutRequest } from './context.ts';
import { markDisputed, markWrites } from './disputed-invoices.ts';
import { answeredBefore } from './idempotency.ts';
import { indexKeys, keys } from './keys.ts';
import { fromMoneyText, toMoneyText } from './money-text.ts';
import { moveAccount } from './movement.ts';
import { newId } from './new-id.ts';
import { endDisputeWrite, openDisputeWrite } from './open-disputes.ts';
import { loadReceivables } from './receivables.ts';
import { postSettlement } from './settlements.ts';
import { type Page, settleWrites, type Table, type Write } from './table.ts';

export interface Dispute {
  readonly disputeId: string;
  readonly customerId: string;
  readonly invoiceIds: readonly string[];
  readonly reason: string;
  readonly amount?: { readonly amount: string; readonly currency: string };
  readonly status: DisputeStatus;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly resolution?: Resolution;
  readonly note?: string;
  readonly resolvedAt?: string;
  readonly resolvedBy?: string;
  /** The credit notes that were posted for it. */
  readonly creditNoteIds?: readonly string[];
}

interface StoredDispute {
  readonly dispute: Dispute;
  /** It is being resolved: credits are posted. */
  readonly settling: Settling | null;
}

/** @param before `null` for a new one; settled in the meantime by somebody else, it is not overwritten. */
const disputeWrite = (table: Table, before: StoredDispute | null, after: Dispute): Write => ({
  name: 'dispute',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.dispute(after.disputeId),
        ...indexKeys.disputesIn(after.status, after.openedAt, after.disputeId),
        ...indexKeys.disputesOf(after.status, after.customerId, after.openedAt, after.disputeId),
        entityType: 'DISPUTE',
        state: after.status,
        dispute: JSON.stringify(after),
      },
      ...(before
        ? {
            ConditionExpression: `#state = :open AND attribute_${before.settling ? '' : 'not_'}exists(settling)`,
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':open': 'OPEN' },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  },
});

const findStored = async (table: Table, disputeId: string): Promise<StoredDispute | null> => {
  const item = await table.get(keys.dispute(disputeId));
  if (!item) return null;
  const settling = item['settling'] === undefined ? null : fromMoneyText<Settling>(text(item, 'settling'));
  return { dispute: json<Dispute>(item, 'dispute'), settling };
};

const loadStored = async (table: Table, disputeId: string): Promise<StoredDispute> => {
  const stored = await findStored(table, disputeId);
  if (!stored) throw notFound('dispute', disputeId);
  return stored;
};

/** @throws not-found when there is no such dispute. */
export const loadDispute = async (table: Table, disputeId: string): Promise<Dispute> =>
  (await loadStored(table, disputeId)).dispute;

export interface DisputeQuery {
  readonly status: DisputeStatus;
  /** Left out: those of all customers. */
  readonly customerId?: string;
  readonly limit: number;
  readonly startAfter: Page['next'];
}

/** A page of disputes, the oldest first. */
export const listDisputes = async (
  table: Table,
  { customerId, status, ...page }: DisputeQuery,
): Promise<{ readonly disputes: readonly Dispute[]; readonly next: Page['next'] }> => {
  const range =
    customerId === undefined
      ? ({ index: 'gsi1', partition: indexKeys.disputesIn(status, '', '').gsi1pk } as const)
      : ({ index: 'gsi2', partition: indexKeys.disputesOf(status, customerId, '', '').gsi2pk } as const);
  const { items, next } = await table.page({ ...range, ...page });
  const found = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  const disputes = found.map((item) => json<Dispute>(item, 'dispute'));
  const byAge = (a: Dispute, b: Dispute): number =>
    a.openedAt < b.openedAt || (a.openedAt === b.openedAt && a.disputeId < b.disputeId) ? -1 : 1;
  // The index follows the table: a dispute may have been resolved since.
  return { disputes: disputes.filter((dispute) => dispute.status === status).toSorted(byAge), next };
};

export interface OpenDispute {
  /** Named by who opens it as part of something that may be tried again; else it gets an id of its own. */
  readonly disputeId?: string;
  readonly customerId: string;
  readonly invoiceIds: readonly string[];
  readonly reason: string;
  readonly amount?: Money | undefined;
}

const isSameClaim = (known: Dispute, { customerId, invoiceIds, reason }: OpenDispute): boolean =>
  known.customerId === customerId &&
  known.reason === reason &&
  known.invoiceIds.length === invoiceIds.length &&
  known.invoiceIds.every((invoiceId, at) => invoiceId === invoiceIds[at]);

/**
 * Records that a customer disputes invoices. They stay in the exposure, and are out of the chase until it is resolved.
 * @throws unprocessable for an invoice that is not the customer's, or an amount that cannot be of theirs; conflict for
 *   another claim under the same id.
 */
export const openDispute = (context: Context, command: OpenDispute): Promise<Dispute> =>
  moveAccount<Dispute>(context, command.customerId, async () => {
    const { table, moment, actor } = context;
    const known = command.disputeId === undefined ? null : await findStored(table, command.disputeId);
    if (known && isSameClaim(known.dispute, command)) return { answer: known.dispute };
    if (known) throw conflict(`There is another dispute '${command.disputeId}' already.`, 'dispute');
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
    assertClaim(command.amount, receivables);
    const dispute: Dispute = {
      disputeId: command.disputeId ?? newId(moment.now),
      customerId: command.customerId,
      invoiceIds: command.invoiceIds,
      reason: command.reason,
      ...(command.amount ? { amount: toMoneyJson(command.amount) } : {}),
      status: 'OPEN',
      openedAt: moment.now,
      openedBy: actor,
    };
    const { disputeId, invoiceIds, openedBy, reason } = dispute;
    const changes = markDisputed(receivables, 1);
    return {
      entry: { kind: 'DisputeOpened', deltas: noMovement, data: { disputeId, invoiceIds, reason } },
      // Of what is paid already: it counts as disputed from now on.
      behaviour: behaviourDelta(changes),
      writes: [
        disputeWrite(table, null, dispute),
        openDisputeWrite(table, command.customerId, { disputeId, invoiceIds, reason, openedBy }),
        ...markWrites(table, command.customerId, changes),
      ],
      result: () => dispute,
    };
  });

/** @throws conflict when it is, or is being, resolved in another way. */
const assertResolution = ({ dispute, settling }: StoredDispute, resolution: Resolution): void => {
  const known = dispute.resolution ?? settling?.resolution;
  if (known === undefined || known === resolution) return;
  throw conflict(`Dispute '${dispute.disputeId}' was resolved as ${known} already.`, 'resolution');
};

/** What is credited for a dispute as things stand. */
const decisionOn = async (
  { actor, moment, table }: Context,
  { amount, disputeId, invoiceIds }: Dispute,
  resolution: Resolution,
  note: string,
): Promise<Settling> => {
  const claimed = amount ? fromMoneyJson(amount) : null;
  const credits = creditsFor({ disputeId, claimed }, await loadReceivables(table, invoiceIds), resolution);
  return { resolution, note, by: actor, at: moment.now, date: moment.today, credits };
};

/** Keeps what was decided, unless somebody was quicker. */
const keepDecision = async (table: Table, disputeId: string, settling: Settling): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'dispute',
      write: {
        Update: {
          TableName: table.name,
          Key: { ...keys.dispute(disputeId) },
          UpdateExpression: 'SET settling = :settling',
          ConditionExpression: '#state = :open AND attribute_not_exists(settling)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':settling': toMoneyText(settling), ':open': 'OPEN' },
        },
      },
    },
  ]);
};

/** Posts the credits of a dispute; those that were posted before stay as they are. */
const postCredits = async (context: Context, { customerId, disputeId }: Dispute, settling: Settling): Promise<void> => {
  for (const { allocations, amount, creditNoteId } of settling.credits) {
    await postSettlement(withoutRequest(context), {
      kind: 'CREDIT_NOTE',
      settlementId: creditNoteId,
      customerId,
      amount,
      date: settling.date,
      reason: `Dispute ${disputeId}: ${settling.note}`,
      allocations,
      bodyHash: `dispute ${disputeId}`,
    });
  }
};

/** Credits what is due, under the decision that was kept first. */
const settleDispute = async (context: Context, stored: StoredDispute, resolution: Resolution, note: string) => {
  const { table } = context;
  const { dispute, settling } = stored;
  if (dispute.status === 'RESOLVED' || resolution === 'REJECTED') return;
  if (!settling) await keepDecision(table, dispute.disputeId, await decisionOn(context, dispute, resolution, note));
  const current = await loadStored(table, dispute.disputeId);
  assertResolution(current, resolution);
  if (current.settling) await postCredits(context, dispute, current.settling);
};

/**
 * Resolves a dispute. What is to be credited is posted first, under ids made of the dispute's, while its invoices are out
 * of the chase still; then they are free of it. Tried again after a crash it goes on where it stopped, and repeating it
 * changes nothing.
 * @throws not-found when there is no such dispute; conflict when it was resolved in another way.
 */
export const resolveDispute = async (
  context: Context,
  disputeId: string,
  resolution: Resolution,
  note: string,
): Promise<Dispute> => {
  const { table, moment, actor } = context;
  const stored = await loadStored(table, disputeId);
  const { customerId } = stored.dispute;
  const before = await answeredBefore<Dispute>(context);
  if (before) return before.answer;
  assertResolution(stored, resolution);
  await settleDispute(context, stored, resolution, note);
  return moveAccount<Dispute>(context, customerId, async () => {
    const current = await loadStored(table, disputeId);
    assertResolution(current, resolution);
    const { dispute, settling } = current;
    if (dispute.status === 'RESOLVED') return { answer: dispute };
    const creditNoteIds = settling?.credits.map(({ creditNoteId }) => creditNoteId) ?? [];
    const credited = creditNoteIds.length > 0 ? { creditNoteIds } : {};
    const decided = { resolution, note: settling?.note ?? note };
    const after: Dispute = {
      ...dispute,
      ...decided,
      status: 'RESOLVED',
      resolvedAt: moment.now,
      resolvedBy: settling?.by ?? actor,
      ...credited,
    };
    const { invoiceIds } = dispute;
    const receivables = await loadReceivables(table, invoiceIds);
    return {
      entry: {
        kind: 'DisputeResolved',
        deltas: noMovement,
        data: { disputeId, invoiceIds, ...decided, ...credited },
      },
      writes: [
        disputeWrite(table, current, after),
        endDisputeWrite(table, customerId, disputeId),
        ...markWrites(table, customerId, markDisputed(receivables, -1)),
      ],
      result: () => after,
    };
  });
};
