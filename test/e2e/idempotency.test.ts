import { describe, expect, it } from 'vitest';
import { assertProblem } from '../support/e2e/answers.ts';
import { tokenFor } from '../support/e2e/client.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const platform = sharedPlatform();
const { ask, call, check, customer, day, endpoints, history, invoice, pay, profile, refusal, reserve } = platform;

const key = (value = newId('key')) => ({ 'idempotency-key': value });

describe('the same request ten times at the same moment', () => {
  const statuses = async (send: () => Promise<{ readonly status: number; readonly body: unknown }>) => {
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    return answers.map(({ status }) => status).toSorted();
  };
  const onceCreated = [...Array<number>(9).fill(200), 201];

  it('should create one customer, one invoice, one payment and one credit note', async () => {
    const customerId = newId('C');
    const master = { legalName: 'X', currency: 'EUR', segment: 'a', region: 'b' };
    expect(await statuses(() => call('putCustomer', { params: { customerId }, body: master }))).toEqual(onceCreated);
    const today = await day();
    const debt = { customerId, amount: eur('30.00'), issuedOn: today, dueOn: today };
    const params = { invoiceId: newId('I'), paymentId: newId('P'), creditNoteId: newId('N') };
    expect(await statuses(() => call('postReceivable', { params, body: debt }))).toEqual(onceCreated);
    const payment = { customerId, amount: eur('10.00'), receivedOn: today };
    expect(await statuses(() => call('postPayment', { params, body: payment }))).toEqual(onceCreated);
    const note = { customerId, amount: eur('5.00'), issuedOn: today, reason: 'x' };
    expect(await statuses(() => call('postCreditNote', { params, body: note }))).toEqual(onceCreated);
    expect((await profile(customerId)).exposure.total).toEqual(eur('15.00'));
    expect(await history(customerId)).toHaveLength(4);
  });

  it('should let one of ten bodies under one id through, and refuse the others with 409', async () => {
    const customerId = await customer('100.00');
    const params = { invoiceId: newId('I') };
    const dates = { issuedOn: await day(), dueOn: await day() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        ask('postReceivable', { params, body: { customerId, amount: eur(`1.0${index}`), ...dates } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(await history(customerId)).toHaveLength(3);
  });
});

describe('the header Idempotency-Key', () => {
  it('should make a check that held nothing answer the same again', async () => {
    const customerId = await customer('10.00');
    const body = { customerId, orderId: newId('O'), amount: eur('20.00'), reserve: true };
    const headers = key();
    const first = await call('checkCredit', { body, headers });
    expect(first.body.decision).toBe('REFERRED');
    await pay({ customerId, amount: eur('50.00') });
    expect((await call('checkCredit', { body, headers })).body).toEqual(first.body);
    expect((await call('checkCredit', { body })).body.decision).toBe('APPROVED');
  });

  it('should make the check of an unknown customer answer the same again, once the customer is there too', async () => {
    const customerId = newId('C');
    const body = { customerId, orderId: newId('O'), amount: eur('20.00') };
    const headers = key();
    const first = await call('checkCredit', { body, headers });
    const master = { legalName: 'X', currency: 'EUR', segment: 'a', region: 'b' };
    await call('putCustomer', { params: { customerId }, body: master });
    expect((await call('checkCredit', { body, headers })).body).toEqual(first.body);
    const other = { ...body, amount: eur('21.00') };
    expect((await refusal('checkCredit', { body: other, headers })).code).toBe('conflict');
  });

  it('should make write-off, reversal, holds and disputes happen once, with the same answer', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('10.00') });
    const { paymentId } = await pay({ customerId, amount: eur('4.00') });
    const params = { customerId, invoiceId, paymentId };
    const repeat = async (...[id, parts]: Parameters<typeof call>) => {
      const headers = key();
      const first = await call(id, { ...parts, headers });
      const before = await history(customerId);
      expect((await call(id, { ...parts, headers })).body, id).toEqual(first.body);
      const change = { reason: 'another', note: 'another' };
      const names = Object.keys((parts?.body ?? {}) as object);
      const changed = Object.fromEntries(Object.entries(change).filter(([name]) => names.includes(name)));
      const body = { ...(parts?.body as object), ...changed };
      expect((await refusal(id, { ...parts, body, headers })).code, id).toBe('conflict');
      expect(await history(customerId), id).toEqual(before);
      return first.body;
    };
    await repeat('reversePayment', { params, body: { reason: 'bounced' } });
    const disputed = { customerId, invoiceIds: [invoiceId], reason: 'x' };
    const dispute = (await repeat('openDispute', { body: disputed })) as { disputeId: string };
    const closing = { resolution: 'REJECTED', note: 'x' };
    await repeat('resolveDispute', { params: { disputeId: dispute.disputeId }, body: closing });
    await repeat('holdCustomer', { params, body: { reason: 'x' } });
    await repeat('unholdCustomer', { params, body: { reason: 'x' } });
    await repeat('blacklistCustomer', { params, body: { reason: 'x' } });
    await repeat('unblacklistCustomer', { params, body: { reason: 'x' } });
    await repeat('writeOffReceivable', { params, body: { reason: 'x' } });
  });

  it('should not let a hold be repeated by its key after it was lifted', async () => {
    const params = { customerId: await customer() };
    const headers = key();
    await call('holdCustomer', { params, body: { reason: 'x' }, headers });
    await call('unholdCustomer', { params, body: { reason: 'x' } });
    await call('holdCustomer', { params, body: { reason: 'x' }, headers });
    expect((await profile(params.customerId)).status).toBe('ACTIVE');
  });

  it('should be used with one request only, whichever customer, invoice or payment that was for', async () => {
    const headers = key();
    const [one, other] = [await customer(), await customer()];
    await call('holdCustomer', { params: { customerId: one }, body: { reason: 'x' }, headers });
    const again = await ask('holdCustomer', { params: { customerId: other }, body: { reason: 'x' }, headers });
    expect(assertProblem(again)).toMatchObject({ code: 'conflict', errors: [{ path: 'Idempotency-Key' }] });
  });

  it('should be answered with the same when both requests come at the same moment', async () => {
    const customerId = await customer('100.00');
    const body = { customerId, orderId: newId('O'), amount: eur('1.00') };
    const headers = key();
    const answers = await Promise.all(Array.from({ length: 10 }, () => call('checkCredit', { body, headers })));
    expect(new Set(answers.map((answer) => answer.body.decisionId)).size).toBe(1);
    expect(await history(customerId)).toHaveLength(3);
  });

  it('should belong to its client: the key of a person is not that of a machine', async () => {
    const username = 'mia.manager@example.com';
    const token = await tokenFor(endpoints, { client_id: 'local', username, grant_type: 'password' });
    const customerId = await customer('100.00');
    const headers = key();
    const body = { customerId, orderId: newId('O'), amount: eur('1.00') };
    const first = await call('checkCredit', { body, headers });
    const second = await ask('checkCredit', { body, headers, token });
    expect([200, 409]).toContain(second.status);
    expect(first.status).toBe(200);
  });

  it('should be 1 to 128 visible ASCII characters', async () => {
    const body = { customerId: 'X', orderId: newId('O'), amount: eur('1.00') };
    for (const good of ['a', '!~#%', 'x'.repeat(128)]) {
      const headers = { 'idempotency-key': `${good}`.padEnd(1), 'x-test': newId('x') };
      const answer = await ask('checkCredit', { body: { ...body, orderId: newId('O') }, headers });
      expect([200, 409]).toContain(answer.status);
    }
    for (const bad of ['', 'with space', 'tab\there', 'x'.repeat(129), 'na\u00efve']) {
      const problem = await refusal('checkCredit', { body, headers: { 'idempotency-key': bad } });
      expect(problem, bad).toMatchObject({ code: 'validation', errors: [{ path: 'Idempotency-Key' }] });
    }
    const twice = await refusal('checkCredit', { body, headers: { 'idempotency-key': ['a b', 'c'] } });
    expect(twice.code).toBe('validation');
  });

  it('should hold beside the id that the caller named', async () => {
    const customerId = await customer('100.00');
    const headers = key();
    const body = { customerId, amount: eur('4.00'), receivedOn: await day() };
    const params = { paymentId: newId('P') };
    const first = await call('postPayment', { params, body, headers });
    expect((await call('postPayment', { params, body, headers })).body).toEqual(first.body);
    expect((await call('postPayment', { params, body, headers: key() })).status).toBe(200);
    expect((await profile(customerId)).exposure.unappliedCash).toEqual(eur('4.00'));
  });
});

describe('a repeated reservation', () => {
  it('should not come back by its key once the order was released', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    const used = newId('key');
    const first = await reserve(customerId, eur('10.00'), { orderId, key: used });
    await call('releaseReservation', { params: { orderId } });
    expect(await reserve(customerId, eur('10.00'), { orderId, key: used })).toEqual(first);
    expect((await profile(customerId)).exposure.reservations).toEqual(eur('0.00'));
    expect((await check(customerId, eur('100.00'))).decision).toBe('APPROVED');
  });
});
