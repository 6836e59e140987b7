import { describe, expect, it } from 'vitest';
import { eur, type money, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { call, check, customer, history, invoice, profile, refusal, reserve, setLimit } = sharedPlatform();

const amend = async (orderId: string, amount: ReturnType<typeof money>) =>
  (await call('amendReservation', { params: { orderId }, body: { amount } })).body;
const release = async (orderId: string) => (await call('releaseReservation', { params: { orderId } })).status;
const held = async (customerId: string) => (await profile(customerId)).exposure.reservations.amount;

describe('an order that holds a reservation', () => {
  it('should be answered with the same decision when it is asked again, with one reservation', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    const first = await reserve(customerId, eur('60.00'), { orderId });
    expect(await reserve(customerId, eur('60.00'), { orderId })).toEqual(first);
    expect(await reserve(customerId, eur('60.00'), { orderId, key: newId('k') })).toEqual(first);
    expect(await held(customerId)).toBe('60.00');
    expect(await history(customerId)).toHaveLength(3);
  });

  it('should be amended up and down by the difference when it is asked with another amount', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    const first = await reserve(customerId, eur('60.00'), { orderId });
    const up = await reserve(customerId, eur('100.00'), { orderId });
    expect(up).toMatchObject({
      decision: 'APPROVED',
      exposureBefore: eur('60.00'),
      exposureAfter: eur('100.00'),
      reservation: { orderId, amount: eur('100.00') },
    });
    expect(up.decisionId).not.toBe(first.decisionId);
    const down = await reserve(customerId, eur('20.00'), { orderId });
    expect(down).toMatchObject({ decision: 'APPROVED', available: eur('80.00') });
    expect(await held(customerId)).toBe('20.00');
  });

  it('should stay as it was when its amendment is not approved', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    await reserve(customerId, eur('60.00'), { orderId });
    for (const ask of [() => reserve(customerId, eur('100.01'), { orderId }), () => amend(orderId, eur('100.01'))]) {
      const referred = await ask();
      expect(referred).toMatchObject({ decision: 'REFERRED', reservation: { orderId, amount: eur('60.00') } });
      expect(referred.counterOffer?.maxAmount).toEqual(eur('100.00'));
    }
    expect(await held(customerId)).toBe('60.00');
    const { body } = await call('getReservation', { params: { orderId } });
    expect(body).toMatchObject({ orderId, customerId, amount: eur('60.00') });
  });

  it('should always be allowed to become smaller, whatever stands against the customer', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    await reserve(customerId, eur('60.00'), { orderId });
    await setLimit(customerId, '0.00');
    await call('blacklistCustomer', { params: { customerId }, body: { reason: 'x' } });
    expect(await amend(orderId, eur('59.99'))).toMatchObject({ decision: 'APPROVED' });
    expect((await amend(orderId, eur('60.00'))).decision).toBe('DECLINED');
    expect(await held(customerId)).toBe('59.99');
  });

  it('should keep its amount when it is only looked at', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    await reserve(customerId, eur('60.00'), { orderId });
    await check(customerId, eur('80.00'), { orderId });
    expect(await held(customerId)).toBe('60.00');
  });

  it('should be refused with 409 to another customer, and change nothing there', async () => {
    const [one, other] = [await customer('100.00'), await customer('100.00')];
    const orderId = newId('O');
    await reserve(one, eur('60.00'), { orderId });
    const body = { customerId: other, orderId, amount: eur('60.00'), reserve: true };
    const problem = await refusal('checkCredit', { body });
    expect(problem).toMatchObject({ code: 'conflict', errors: [{ path: 'orderId' }] });
    expect(JSON.stringify(problem)).not.toContain(one);
    expect(await history(other)).toHaveLength(2);
  });
});

describe('DELETE /v1/reservations/{orderId}', () => {
  it('should release with 204, also when repeated, once', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    await reserve(customerId, eur('60.00'), { orderId });
    expect(await release(orderId)).toBe(204);
    expect(await release(orderId)).toBe(204);
    expect(await held(customerId)).toBe('0.00');
    const kinds = (await history(customerId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'ReservationReleased')).toHaveLength(1);
    expect((await refusal('getReservation', { params: { orderId } })).code).toBe('not-found');
    const body = { amount: eur('1.00') };
    expect((await refusal('amendReservation', { params: { orderId }, body })).code).toBe('not-found');
  });

  it('should let the order be asked again, and decide it anew', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    const first = await reserve(customerId, eur('60.00'), { orderId });
    await release(orderId);
    const again = await reserve(customerId, eur('60.00'), { orderId });
    expect(again.decisionId).not.toBe(first.decisionId);
    expect(again.decision).toBe('APPROVED');
    expect(await held(customerId)).toBe('60.00');
  });

  it('should answer 404 for an order that never held anything', async () => {
    const params = { orderId: newId('O') };
    expect((await refusal('releaseReservation', { params })).code).toBe('not-found');
    expect((await refusal('getReservation', { params })).code).toBe('not-found');
  });
});

describe('a referred or declined order', () => {
  it('should be decided anew when it is asked again, with a new key or with none', async () => {
    const customerId = await customer('10.00');
    const orderId = newId('O');
    const first = await reserve(customerId, eur('60.00'), { orderId, key: newId('k') });
    expect(first.decision).toBe('REFERRED');
    await setLimit(customerId, '100.00');
    expect((await reserve(customerId, eur('60.00'), { orderId })).decision).toBe('APPROVED');
  });
});

describe('an order that is invoiced', () => {
  it('should move from reservation to receivable, part by part, and never count twice', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    await reserve(customerId, eur('60.00'), { orderId });
    await invoice({ customerId, amount: eur('25.00'), orderId });
    const partly = { openReceivables: eur('25.00'), reservations: eur('35.00'), total: eur('60.00') };
    expect((await profile(customerId)).exposure).toMatchObject(partly);
    expect((await call('getReservation', { params: { orderId } })).body).toMatchObject({
      amount: eur('60.00'),
      invoiced: eur('25.00'),
      held: eur('35.00'),
    });
    await invoice({ customerId, amount: eur('45.00'), orderId });
    const complete = { openReceivables: eur('70.00'), reservations: eur('0.00'), total: eur('70.00') };
    expect((await profile(customerId)).exposure).toMatchObject(complete);
    await reserve(customerId, eur('60.00'), { orderId });
    expect((await profile(customerId)).exposure).toMatchObject(complete);
  });
});
