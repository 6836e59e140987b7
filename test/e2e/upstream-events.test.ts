import { describe, expect, it } from 'vitest';
import { approvalsOn, eventually } from '../support/approvals.ts';
import { eur, newId } from '../support/e2e/ledger.ts';
import { platformOfWorker } from '../support/e2e/platform-of-worker.ts';

const { call, customer, history, invoice, putOnBus, queues, receivable, refusal, reserve } = approvalsOn(
  platformOfWorker().endpoints,
);

const BUS = 'credence-dev';
const put = (detailType: string, detail: Readonly<Record<string, unknown>>, source = 'erp.acme') =>
  putOnBus({ bus: BUS, source, detailType, detail });

const refusedEvents = async (): Promise<number> =>
  (await queues()).items.find(({ name }) => name === `${BUS}-refused-events`)?.messageCount ?? 0;

const entriesOf = async (customerId: string, kind: string) =>
  (await history(customerId)).filter((entry) => entry.kind === kind);

describe('events of other systems on the bus', () => {
  it('should post an invoice and its payment, in the name of their source, once each', async () => {
    const customerId = await customer('1000.00');
    const [invoiceId, paymentId] = [newId('I'), newId('P')];
    const posted = { customerId, amount: eur('70.00'), issuedOn: '2026-03-01', dueOn: '2026-03-31' };
    await put('ReceivablePosted', { invoiceId, ...posted });
    await put('ReceivablePosted', { invoiceId, ...posted });
    await eventually('the invoice', async () => (await entriesOf(customerId, 'ReceivablePosted'))[0]);
    await put('PaymentReceived', {
      paymentId,
      customerId,
      amount: eur('70.00'),
      receivedOn: '2026-03-09',
      reference: invoiceId,
    });
    await put('PaymentReceived', {
      paymentId,
      customerId,
      amount: eur('70.00'),
      receivedOn: '2026-03-09',
      reference: invoiceId,
    });
    await eventually('the payment', async () => ((await receivable(invoiceId)).status === 'PAID' ? true : undefined));
    // The same over the API is known.
    expect((await call('postReceivable', { params: { invoiceId }, body: posted })).status).toBe(200);
    expect(await entriesOf(customerId, 'ReceivablePosted')).toMatchObject([{ by: 'erp.acme' }]);
    expect(await entriesOf(customerId, 'PaymentReceived')).toHaveLength(1);
  });

  it('should release what a cancelled order holds, and take no notice of one that holds nothing', async () => {
    const customerId = await customer('1000.00');
    const orderId = newId('O');
    await reserve(customerId, eur('100.00'), { orderId });
    const before = await refusedEvents();
    await put('OrderCancelled', { orderId: newId('O') });
    await put('OrderCancelled', { orderId, reason: 'Customer changed their mind' }, 'shop');
    await eventually('the release', async () => (await entriesOf(customerId, 'ReservationReleased'))[0]);
    expect(await entriesOf(customerId, 'ReservationReleased')).toMatchObject([{ by: 'shop', data: { orderId } }]);
    expect(await refusedEvents()).toBe(before);
  });

  it('should not take its own announcements for news', async () => {
    const customerId = await customer('1000.00');
    const invoiceId = newId('I');
    await put(
      'ReceivablePosted',
      { invoiceId, customerId, amount: eur('1.00'), issuedOn: '2026-03-01', dueOn: '2026-03-31' },
      'credence',
    );
    await invoice({ customerId, amount: eur('2.00') });
    await eventually('the announcement', async () => (await entriesOf(customerId, 'ReceivablePosted'))[0]);
    expect(await refusal('getReceivable', { params: { invoiceId } })).toMatchObject({ status: 404 });
  });

  it('should lay aside what is malformed or contradicts what is known, and what nobody is known for after some tries', async () => {
    const customerId = await customer('1000.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('5.00') });
    const body = { customerId, amount: eur('6.00'), issuedOn: '2026-03-01', dueOn: '2026-03-31' };
    const wrong: Readonly<Record<string, unknown>>[] = [
      body,
      { ...body, invoiceId, surplus: true },
      { ...body, invoiceId: newId('I'), amount: { amount: 6, currency: 'EUR' } },
      { ...body, invoiceId },
      { ...body, invoiceId: newId('I'), customerId: newId('nobody') },
    ];
    const before = await refusedEvents();
    for (const detail of wrong) await put('ReceivablePosted', detail);
    await eventually('the queue', async () => ((await refusedEvents()) === before + wrong.length ? true : undefined));
    expect((await receivable(invoiceId)).amount).toEqual(eur('5.00'));
    expect(await entriesOf(customerId, 'ReceivablePosted')).toHaveLength(1);
  });
});
