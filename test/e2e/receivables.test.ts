import { describe, expect, it } from 'vitest';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { advance, call, customer, day, invoice, pay, profile, receivable, refusal, setLimit } = sharedPlatform();

describe('PUT /v1/receivables/{invoiceId}', () => {
  it('should record a debt: new 201, the same again 200, another body 409', async () => {
    const customerId = await customer('100.00');
    const params = { invoiceId: newId('I') };
    const body = {
      customerId,
      amount: eur('40.00'),
      issuedOn: await day(-3),
      dueOn: await day(27),
      productCategory: 'bikes',
      document: { url: 'https://documents.example.com/1.pdf', number: '4711' },
    };
    const created = await call('postReceivable', { params, body });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      ...params,
      ...body,
      paid: eur('0.00'),
      credited: eur('0.00'),
      writtenOff: eur('0.00'),
      remaining: eur('40.00'),
      status: 'OPEN',
      disputed: false,
      daysPastDue: 0,
      expectedPaidOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      expectedPaidBetween: { from: expect.any(String), to: expect.any(String) },
      lateProbability: expect.any(Number),
      prediction: expect.objectContaining({ paidBefore: 0, because: expect.any(Array) }),
    });
    const { expectedPaidBetween: between, expectedPaidOn = '', lateProbability } = created.body;
    expect(between && between.from <= `${expectedPaidOn}` && `${expectedPaidOn}` <= between.to).toBe(true);
    expect(lateProbability).toBeGreaterThan(0);
    expect(lateProbability).toBeLessThan(1);
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    expect(await call('postReceivable', { params, body: reordered })).toMatchObject({
      status: 200,
      body: created.body,
    });
    const changes = [{ amount: eur('40.01') }, { dueOn: await day(28) }, { productCategory: 'cars' }, { orderId: 'O' }];
    for (const change of changes) {
      const problem = await refusal('postReceivable', { params, body: { ...body, ...change } });
      expect(problem).toMatchObject({ code: 'conflict', errors: [{ path: 'invoiceId' }] });
    }
    const other = { ...body, customerId: await customer('100.00') };
    expect((await refusal('postReceivable', { params, body: other })).code).toBe('conflict');
    expect((await profile(customerId)).exposure.total).toEqual(eur('40.00'));
    expect((await call('getReceivable', { params })).body).toEqual(created.body);
  });

  it('should never be refused for want of limit', async () => {
    for (const limit of [undefined, '0.00', '10.00', 'unlimited'] as const) {
      const customerId = await customer(limit);
      await call('blacklistCustomer', { params: { customerId }, body: { reason: 'x' } });
      await invoice({ customerId, amount: eur('999999.99') });
      expect((await profile(customerId)).exposure.openReceivables).toEqual(eur('999999.99'));
    }
  });

  it('should answer 404 for an unknown customer, and for an unknown invoice', async () => {
    const body = { customerId: newId('nobody'), amount: eur('1.00'), issuedOn: await day(), dueOn: await day() };
    const params = { invoiceId: newId('I') };
    expect((await refusal('postReceivable', { params, body })).code).toBe('not-found');
    expect((await refusal('getReceivable', { params })).code).toBe('not-found');
  });

  it('should count the days past due by the clock, and none once it is paid', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('10.00'), dueOn: await day(1) });
    await advance('P1D');
    expect((await receivable(invoiceId)).daysPastDue).toBe(0);
    await advance('P1D');
    expect((await receivable(invoiceId)).daysPastDue).toBe(1);
    await pay({ customerId, amount: eur('10.00') });
    expect(await receivable(invoiceId)).toMatchObject({ status: 'PAID', daysPastDue: 0, remaining: eur('0.00') });
  });

  it('should be listed by status', async () => {
    const customerId = await customer('100.00');
    const ids = [];
    for (const amount of ['1.00', '2.00', '3.00', '4.00', '5.00']) {
      ids.push((await invoice({ customerId, amount: eur(amount) })).invoiceId);
    }
    const [open = '', partly = '', paid = '', credited = '', lost = ''] = ids;
    const allocations = [
      { invoiceId: partly, amount: eur('0.50') },
      { invoiceId: paid, amount: eur('3.00') },
    ];
    await pay({ customerId, amount: eur('3.50'), allocations });
    const note = { customerId, invoiceId: credited, amount: eur('4.00'), issuedOn: await day(), reason: 'returned' };
    await call('postCreditNote', { params: { creditNoteId: newId('N') }, body: note });
    await call('writeOffReceivable', { params: { invoiceId: lost }, body: { reason: 'insolvent' } });
    const byStatus = { OPEN: open, PARTLY_PAID: partly, PAID: paid, CREDITED: credited, WRITTEN_OFF: lost };
    for (const [status, invoiceId] of Object.entries(byStatus)) {
      const { body } = await call('listReceivables', { params: { customerId }, query: { status } });
      expect(body.items.map((item) => item.invoiceId)).toEqual([invoiceId]);
      expect(body.items[0]?.status).toBe(status);
    }
    const all = await call('listReceivables', { params: { customerId } });
    expect(all.body.items).toHaveLength(5);
  });
});

describe('POST /v1/receivables/{invoiceId}/write-off', () => {
  it('should take off what remains, once, and refuse what is settled already', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('10.00') });
    await pay({ customerId, amount: eur('4.00') });
    const written = await call('writeOffReceivable', { params: { invoiceId }, body: { reason: 'insolvent' } });
    const settled = { status: 'WRITTEN_OFF', paid: eur('4.00'), writtenOff: eur('6.00'), remaining: eur('0.00') };
    expect(written).toMatchObject({ status: 200, body: settled });
    const again = await call('writeOffReceivable', { params: { invoiceId }, body: { reason: 'insolvent' } });
    expect(again.body).toEqual(written.body);
    expect((await profile(customerId)).exposure.total).toEqual(eur('0.00'));
    const paid = await invoice({ customerId, amount: eur('5.00') });
    await pay({ customerId, amount: eur('5.00') });
    const problem = await refusal('writeOffReceivable', {
      params: { invoiceId: paid.invoiceId },
      body: { reason: 'x' },
    });
    expect(problem.code).toBe('conflict');
  });
});

describe('disputes', () => {
  it('should mark invoices, leave them in the exposure, and be resolved', async () => {
    const customerId = await customer('100.00');
    const [one, other] = [
      await invoice({ customerId, amount: eur('10.00') }),
      await invoice({ customerId, amount: eur('5.00') }),
    ];
    const body = { customerId, invoiceIds: [one.invoiceId], reason: 'boxes missing', amount: eur('3.00') };
    const opened = await call('openDispute', { body });
    expect(opened).toMatchObject({ status: 201, body: { ...body, status: 'OPEN', openedBy: 'local' } });
    expect((await receivable(one.invoiceId)).disputed).toBe(true);
    expect((await receivable(other.invoiceId)).disputed).toBe(false);
    expect((await profile(customerId)).exposure.total).toEqual(eur('15.00'));
    const params = { disputeId: opened.body.disputeId };
    const closing = { resolution: 'REJECTED', note: 'proof of delivery' };
    const resolved = await call('resolveDispute', { params, body: closing });
    expect(resolved).toMatchObject({ status: 200, body: { status: 'RESOLVED', ...closing } });
    expect((await receivable(one.invoiceId)).disputed).toBe(false);
    expect((await call('resolveDispute', { params, body: closing })).body).toEqual(resolved.body);
    const otherwise = { ...closing, resolution: 'UPHELD' };
    expect((await refusal('resolveDispute', { params, body: otherwise })).code).toBe('conflict');
  });

  it('should leave an invoice marked while another dispute on it is open', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('10.00') });
    const open = async (reason: string) =>
      (await call('openDispute', { body: { customerId, invoiceIds: [invoiceId], reason } })).body.disputeId;
    const [first, second] = [await open('price'), await open('quality')];
    const close = (disputeId: string) =>
      call('resolveDispute', { params: { disputeId }, body: { resolution: 'REJECTED', note: 'x' } });
    await close(first);
    expect((await receivable(invoiceId)).disputed).toBe(true);
    await close(second);
    expect((await receivable(invoiceId)).disputed).toBe(false);
  });

  it('should be refused for invoices that are not of the customer', async () => {
    const [one, other] = [await customer('100.00'), await customer('100.00')];
    const { invoiceId } = await invoice({ customerId: other, amount: eur('10.00') });
    for (const id of [invoiceId, newId('nothing')]) {
      const problem = await refusal('openDispute', { body: { customerId: one, invoiceIds: [id], reason: 'x' } });
      expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'invoiceIds[0]' }] });
    }
    expect((await receivable(invoiceId)).disputed).toBe(false);
    const params = { disputeId: '01KQ3F5N0T2D8W6XJYV4ZC9HBM' };
    const closing = { resolution: 'REJECTED', note: 'x' };
    expect((await refusal('resolveDispute', { params, body: closing })).code).toBe('not-found');
  });
});

describe('what bounds new orders', () => {
  it('should follow every movement of the ledger to the cent', async () => {
    const customerId = await customer('100.00');
    await setLimit(customerId, '100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('70.00') });
    const left = async () => (await profile(customerId)).available?.amount;
    expect(await left()).toBe('30.00');
    const allocations = [{ invoiceId, amount: eur('20.00') }];
    const { paymentId } = await pay({ customerId, amount: eur('50.00'), allocations });
    expect(await left()).toBe('80.00');
    await call('reversePayment', { params: { paymentId }, body: { reason: 'bounced' } });
    expect(await left()).toBe('30.00');
    const note = { customerId, amount: eur('10.00'), issuedOn: await day(), reason: 'bonus' };
    await call('postCreditNote', { params: { creditNoteId: newId('N') }, body: note });
    expect(await left()).toBe('40.00');
    await call('writeOffReceivable', { params: { invoiceId }, body: { reason: 'x' } });
    expect(await left()).toBe('100.00');
  });
});
