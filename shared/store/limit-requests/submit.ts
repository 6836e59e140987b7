import type { BusinessDate } from '../../dates.ts';
import { noMovement } from '../../domain/account/account.ts';
import type { LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { type Asked, type ReferredOrder, submitRequest } from '../../domain/limit-request/submit.ts';
import { Refusal, unprocessable } from '../../errors.ts';
import { fromMoneyJson, type Money, type MoneyJson, toMoneyJson } from '../../money.ts';
import type { Context } from '../context.ts';
import { isReleased, loadDecision } from '../decisions.ts';
import { moveAccount } from '../movement.ts';
import { newId } from '../new-id.ts';
import type { Table } from '../table.ts';
import { aboutRequest } from './change.ts';
import { newRequestWrite } from './items.ts';
import { underWayWrite } from './under-way.ts';

/** What was sent. Which fields a kind has is for the contract to check. */
export interface LimitCommand {
  readonly customerId: string;
  readonly kind: LimitRequest['kind'];
  readonly requestedLimit?: Money | undefined;
  readonly validTo?: BusinessDate | undefined;
  readonly decisionId?: string | undefined;
  readonly reason: string;
  readonly requestedBy?: string | undefined;
}

/** @throws unprocessable when there is no such decision. */
const referredOrder = async (table: Table, decisionId: string): Promise<ReferredOrder> => {
  const { record } = await loadDecision(table, decisionId).catch((refusal: unknown) => {
    if (!(refusal instanceof Refusal) || refusal.code !== 'not-found') throw refusal;
    throw unprocessable('decisionId', `There is no decision '${decisionId}'.`);
  });
  if (await isReleased(table, decisionId)) {
    throw unprocessable('decisionId', `Decision '${decisionId}' was released already, by another request.`);
  }
  return {
    decisionId,
    customerId: String(record['customerId']),
    orderId: String(record['orderId']),
    outcome: String(record['decision']),
    amount: fromMoneyJson(record['amount'] as unknown as MoneyJson),
  };
};

const askedFor = async (table: Table, command: LimitCommand): Promise<Asked> => {
  const { decisionId, kind, requestedLimit, validTo } = command;
  if (kind === 'ORDER_RELEASE') return { kind, order: await referredOrder(table, decisionId ?? '') };
  if (!requestedLimit) throw unprocessable('requestedLimit', `is required for ${kind}`);
  if (kind === 'PERMANENT') return { kind, requested: requestedLimit };
  return { kind, requested: requestedLimit, validTo: validTo ?? '' };
};

/**
 * Takes a request in. Its workflow is started by whoever hears of it on the bus.
 * @param answer makes the answer that an Idempotency-Key stands for.
 * @throws not-found for an unknown customer; unprocessable as `submitRequest` says.
 */
export const submitLimitRequest = <T>(
  context: Context,
  command: LimitCommand,
  answer: (request: LimitRequest) => T,
): Promise<T> =>
  moveAccount<T>(context, command.customerId, async ({ account }) => {
    const { actor, correlationId, moment, policy, table } = context;
    const asked = await askedFor(table, command);
    const submission = {
      requestId: newId(moment.now),
      asked,
      reason: command.reason,
      requestedBy: command.requestedBy ?? actor,
      submittedBy: actor,
      correlationId,
    };
    const request = submitRequest(account, submission, policy, moment);
    const { reason, requested, requestedBy } = request;
    return {
      entry: {
        kind: 'LimitRequested',
        deltas: noMovement,
        data: { ...aboutRequest(request), requested: { ...toMoneyJson(requested) }, requestedBy, reason },
      },
      writes: [newRequestWrite(table, request), underWayWrite(table, request)],
      result: () => answer(request),
    };
  });
