import { describe, expect, it } from 'vitest';
import { eur, money, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { call, customer, day, history, invoice, pay, profile, receivable, refusal } = sharedPlatform();

const allocated = (allocations: readonly { invoiceId: string; amount: { amount: string } }[]) =>
  Object.fromEntries(allocations.map(({ invoiceId, amount }) => [invoiceId, amount.amount]));

describe('PUT /v1/payments/{paymentId}', () => {
  it('should be recorded: new 201, the same again 200, another body 409', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('40.00') });
    const params = { paymentId: newId('P') };
    const allocations = [{ invoiceId, amount: eur('15.00') }];
    const body = { customerId, amount: eur('15.00'), receivedOn: await day(), reference: 'thanks', allocations };
    const created = await call('postPayment', { params, body });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({ ...params, ...body, unapplied: eur('0.00'), status: 'POSTED' });
    expect(await receivable(invoiceId)).toMatchObject({ status: 'PARTLY_PAID', remaining: eur('25.00') });
    const again = await call('postPayment', { params, body });
    expect(again).toMatchObject({ status: 200, body: created.body });
    const problem = await refusal('postPayment', { params, body: { ...body, amount: eur('16.00') } });
    expect(problem).toMatchObject({ code: 'conflict', errors: [{ path: 'paymentId' }] });
    expect((await receivable(invoiceId)).remaining).toEqual(eur('25.00'));
  });

  it('should pay the oldest due first without allocations, and keep the rest as unapplied cash', async () => {
    const customerId = await customer('100.00');
    const newest = await invoice({ customerId, amount: eur('10.00'), dueOn: await day(20) });
    const oldest = await invoice({ customerId, amount: eur('20.00'), dueOn: await day(5) });
    const middle = await invoice({ customerId, amount: eur('30.00'), dueOn: await day(10) });
    const first = await pay({ customerId, amount: eur('25.00') });
    expect(allocated(first.allocations)).toEqual({ [oldest.invoiceId]: '20.00', [middle.invoiceId]: '5.00' });
    const rest = await pay({ customerId, amount: eur('50.00') });
    expect(allocated(rest.allocations)).toEqual({ [middle.invoiceId]: '25.00', [newest.invoiceId]: '10.00' });
    expect(rest.unapplied).toEqual(eur('15.00'));
    expect(await profile(customerId)).toMatchObject({
      exposure: { openReceivables: eur('0.00'), unappliedCash: eur('15.00'), total: eur('-15.00') },
      available: eur('115.00'),
    });
  });

  it('should pay the invoices that its reference names', async () => {
    const customerId = await customer('100.00');
    const oldest = await invoice({ customerId, amount: eur('20.00'), dueOn: await day(5) });
    const named = await invoice({ customerId, amount: eur('30.00'), dueOn: await day(10) });
    const reference = `Our ref. 12; invoice (${named.invoiceId}), thanks.`;
    const payment = await pay({ customerId, amount: eur('30.00'), reference });
    expect(allocated(payment.allocations)).toEqual({ [named.invoiceId]: '30.00' });
    expect((await receivable(oldest.invoiceId)).status).toBe('OPEN');
  });

  it('should be found by the invoice that it named before the invoice was posted', async () => {
    const customerId = await customer('100.00');
    const invoiceId = newId('I');
    const early = await pay({ customerId, amount: eur('30.00'), reference: `prepaid ${invoiceId}` });
    expect(early.unapplied).toEqual(eur('30.00'));
    const posted = await invoice({ customerId, amount: eur('50.00') }, invoiceId);
    expect(posted).toMatchObject({ paid: eur('30.00'), remaining: eur('20.00'), status: 'PARTLY_PAID' });
    expect((await profile(customerId)).exposure).toMatchObject({ unappliedCash: eur('0.00'), total: eur('20.00') });
  });

  it('should never be refused, whatever stands against the customer', async () => {
    for (const limit of [undefined, '0.00', 'unlimited'] as const) {
      const customerId = await customer(limit);
      await call('blacklistCustomer', { params: { customerId }, body: { reason: 'x' } });
      await pay({ customerId, amount: eur('5.00') });
      expect((await profile(customerId)).exposure.unappliedCash).toEqual(eur('5.00'));
    }
  });

  it('should be refused for invoices that are not of the customer, naming the place', async () => {
    const [one, other] = [await customer('100.00'), await customer('100.00')];
    const own = await invoice({ customerId: one, amount: eur('10.00') });
    const foreign = await invoice({ customerId: other, amount: eur('10.00') });
    const allocations = [own, foreign].map(({ invoiceId }) => ({ invoiceId, amount: eur('1.00') }));
    const body = { customerId: one, amount: eur('5.00'), receivedOn: await day(), allocations };
    const problem = await refusal('postPayment', { params: { paymentId: newId('P') }, body });
    expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'allocations[1].invoiceId' }] });
    expect((await receivable(own.invoiceId)).paid).toEqual(eur('0.00'));
    expect((await receivable(foreign.invoiceId)).paid).toEqual(eur('0.00'));
  });

  it('should keep as unapplied what was allocated beyond what remains', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('10.00') });
    const allocations = [{ invoiceId, amount: eur('12.00') }];
    const payment = await pay({ customerId, amount: eur('12.00'), allocations });
    expect(allocated(payment.allocations)).toEqual({ [invoiceId]: '10.00' });
    expect(payment.unapplied).toEqual(eur('2.00'));
  });

  it('should be recorded in the customer’s behaviour once an invoice is paid in full', async () => {
    const customerId = await customer('100.00');
    const onTime = await invoice({ customerId, amount: eur('1.00'), issuedOn: await day(-40), dueOn: await day(-10) });
    const late = await invoice({ customerId, amount: eur('1.00'), issuedOn: await day(-40), dueOn: await day(-10) });
    const allocate = ({ invoiceId }: { invoiceId: string }) => [{ invoiceId, amount: eur('1.00') }];
    await pay({ customerId, amount: eur('1.00'), receivedOn: await day(-20), allocations: allocate(onTime) });
    await pay({ customerId, amount: eur('1.00'), receivedOn: await day(), allocations: allocate(late) });
    expect((await profile(customerId)).behaviour).toEqual({
      onTimeRatio: 0.5,
      averageDaysToPay: 30,
      averageDaysLate: 5,
      invoicesPaid: 2,
      brokenPromises: 0,
      weightedDaysLate: 5,
      disputes: 0,
      bounces: 0,
      defaults: 0,
      recentDaysLate: expect.closeTo(5, 0),
      worstDaysPastDue12m: 10,
      overdueShare: 0,
      brokenPromises12m: 0,
      disputes12m: 0,
      bounces12m: 0,
      defaults24m: 0,
      averageMonthlySales: expect.anything(),
      salesTrend: null,
      relationshipMonths: 0,
    });
  });

  it('should spread over more invoices than one transaction takes, and be reversed whole', async () => {
    const customerId = await customer('1000.00');
    for (let batch = 0; batch < 9; batch += 1) {
      await Promise.all(Array.from({ length: 10 }, () => invoice({ customerId, amount: eur('1.00') })));
    }
    const payment = await pay({ customerId, amount: eur('95.00') });
    expect(payment.allocations).toHaveLength(90);
    expect((await profile(customerId)).exposure).toMatchObject({
      openReceivables: eur('0.00'),
      unappliedCash: eur('5.00'),
    });
    const params = { paymentId: payment.paymentId };
    const { body } = await call('reversePayment', { params, body: { reason: 'bounced' } });
    expect(body).toMatchObject({ status: 'REVERSED', unapplied: eur('0.00') });
    expect((await profile(customerId)).exposure).toMatchObject({
      openReceivables: eur('90.00'),
      unappliedCash: eur('0.00'),
      total: eur('90.00'),
    });
  });
});

describe('POST /v1/payments/{paymentId}/reverse', () => {
  it('should open the invoices again, once, and take the payment out of the behaviour', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('10.00') });
    const { paymentId } = await pay({ customerId, amount: eur('15.00') });
    const params = { paymentId };
    const reversed = await call('reversePayment', { params, body: { reason: 'bounced' } });
    expect(reversed.body).toMatchObject({
      status: 'REVERSED',
      reversal: { reason: 'bounced', reversedBy: 'local' },
      unapplied: eur('0.00'),
    });
    expect((await call('reversePayment', { params, body: { reason: 'bounced' } })).body).toEqual(reversed.body);
    expect(await receivable(invoiceId)).toMatchObject({ status: 'OPEN', remaining: eur('10.00') });
    expect(await profile(customerId)).toMatchObject({
      exposure: { openReceivables: eur('10.00'), unappliedCash: eur('0.00') },
      behaviour: { invoicesPaid: 0, onTimeRatio: null, bounces: 1, bounces12m: 1, recentDaysLate: null },
    });
    const kinds = (await history(customerId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'PaymentReversed')).toHaveLength(1);
  });

  it('should answer 404 for a payment that never came', async () => {
    const params = { paymentId: newId('P') };
    expect((await refusal('reversePayment', { params, body: { reason: 'x' } })).code).toBe('not-found');
  });
});

describe('PUT /v1/credit-notes/{creditNoteId}', () => {
  it('should be recorded: new 201, the same again 200, another body 409', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('40.00') });
    const params = { creditNoteId: newId('N') };
    const body = { customerId, invoiceId, amount: eur('15.00'), issuedOn: await day(), reason: 'damaged' };
    const created = await call('postCreditNote', { params, body });
    expect(created.status).toBe(201);
    const allocations = [{ invoiceId, amount: eur('15.00') }];
    expect(created.body).toEqual({ ...params, ...body, allocations, unapplied: eur('0.00') });
    expect(await call('postCreditNote', { params, body })).toMatchObject({ status: 200, body: created.body });
    expect((await refusal('postCreditNote', { params, body: { ...body, reason: 'y' } })).code).toBe('conflict');
    expect(await receivable(invoiceId)).toMatchObject({ credited: eur('15.00'), remaining: eur('25.00') });
  });

  it('should leave unapplied what is more than the invoice, and credit the oldest due when none is named', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('10.00') });
    const note = { customerId, amount: eur('12.00'), issuedOn: await day(), reason: 'bonus' };
    const { body } = await call('postCreditNote', { params: { creditNoteId: newId('N') }, body: note });
    expect(allocated(body.allocations)).toEqual({ [invoiceId]: '10.00' });
    expect(body.unapplied).toEqual(eur('2.00'));
    expect((await receivable(invoiceId)).status).toBe('CREDITED');
    expect((await profile(customerId)).exposure.total).toEqual(eur('-2.00'));
  });

  it('should be refused for an invoice of another customer or currency', async () => {
    const [one, other] = [await customer('100.00'), await customer('100.00')];
    const { invoiceId } = await invoice({ customerId: other, amount: eur('10.00') });
    const note = { customerId: one, invoiceId, amount: eur('1.00'), issuedOn: await day(), reason: 'x' };
    const params = { creditNoteId: newId('N') };
    const problem = await refusal('postCreditNote', { params, body: note });
    expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'invoiceId' }] });
    const dollars = { ...note, customerId: other, amount: money('1.00', 'USD') };
    expect((await refusal('postCreditNote', { params, body: dollars })).code).toBe('unprocessable');
  });
});
