import type * as z from 'zod/mini';
import { type UpstreamEnvelope, upstreamEvents } from '../../shared/contracts/upstream-events.ts';
import { Refusal } from '../../shared/errors.ts';
import { requestHash } from '../../shared/http/idempotency.ts';
import { validOrRefuse } from '../../shared/http/validation.ts';
import type { Context } from '../../shared/store/context.ts';
import { postInvoice } from '../../shared/store/invoices.ts';
import { releaseReservation } from '../../shared/store/reservations.ts';
import { postSettlement } from '../../shared/store/settlements.ts';

/** What an event has changed: something, nothing because it was known, or nothing because the order held nothing. */
export type Taken = 'done' | 'known' | 'nothing-held';

interface Read<Params, Body> {
  readonly params: Params;
  readonly body: Body;
  /** The same as that of the request which does the same: an event and the API know each other's repetitions. */
  readonly bodyHash: string;
}

const read = <P extends z.ZodMiniType, B extends z.ZodMiniType>(
  { body, idName, operation, params }: { operation: string; idName: string; params: P; body: B },
  detail: UpstreamEnvelope['detail'],
): Read<z.output<P>, z.output<B>> => {
  const { [idName]: id, ...rest } = detail;
  const address = validOrRefuse(params, id === undefined ? {} : { [idName]: id });
  return { params: address, body: validOrRefuse(body, rest), bodyHash: requestHash(operation, address, rest) };
};

const release = async (context: Context, orderId: string): Promise<Taken> => {
  try {
    await releaseReservation(context, orderId);
    return 'done';
  } catch (error) {
    // Orders are cancelled that never asked for credit.
    if (error instanceof Refusal && error.code === 'not-found') return 'nothing-held';
    throw error;
  }
};

/**
 * Does what the operation of the API does. The same event again changes nothing.
 * @throws the refusals of the operation: validation for a malformed detail, not-found, conflict, unprocessable.
 */
export const takeEvent = async (context: Context, event: UpstreamEnvelope): Promise<Taken> => {
  switch (event['detail-type']) {
    case 'ReceivablePosted': {
      const { body, bodyHash, params } = read(upstreamEvents.ReceivablePosted, event.detail);
      const { created } = await postInvoice(context, { ...params, ...body, bodyHash });
      return created ? 'done' : 'known';
    }
    case 'PaymentReceived': {
      const { body, bodyHash, params } = read(upstreamEvents.PaymentReceived, event.detail);
      const { receivedOn: date, ...rest } = body;
      const command = { kind: 'PAYMENT', settlementId: params.paymentId, date, ...rest, bodyHash } as const;
      const { created } = await postSettlement(context, command);
      return created ? 'done' : 'known';
    }
    case 'OrderCancelled':
      return release(context, read(upstreamEvents.OrderCancelled, event.detail).params.orderId);
    default:
      return event['detail-type'] satisfies never;
  }
};
