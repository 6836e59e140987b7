import * as z from 'zod/mini';
import { PaymentParams, PostPaymentBody } from './payments.ts';
import { InvoiceParams, PostReceivableBody } from './receivables.ts';
import { OrderParams } from './reservations.ts';

/**
 * What other systems may put on the bus instead of calling the API. `detail` is the id and the body of the operation that
 * does the same; its `detail-type` says which.
 */
export const upstreamEvents = {
  ReceivablePosted: {
    operation: 'postReceivable',
    idName: 'invoiceId',
    params: InvoiceParams,
    body: PostReceivableBody,
  },
  PaymentReceived: { operation: 'postPayment', idName: 'paymentId', params: PaymentParams, body: PostPaymentBody },
  /** Whatever else stands in it is not read. */
  OrderCancelled: { operation: 'releaseReservation', idName: 'orderId', params: OrderParams, body: z.object({}) },
} as const;

export type UpstreamEventType = keyof typeof upstreamEvents;

/** An event of the bus, so far as it matters here; `source` is the system that sent it. */
export const UpstreamEnvelope = z.object({
  id: z.string(),
  'detail-type': z.enum(['ReceivablePosted', 'PaymentReceived', 'OrderCancelled']),
  source: z.string().check(z.minLength(1), z.maxLength(256)),
  time: z.iso.datetime(),
  detail: z.record(z.string(), z.unknown()),
});
export type UpstreamEnvelope = z.infer<typeof UpstreamEnvelope>;
