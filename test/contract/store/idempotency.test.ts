import { describe, expect, it } from 'vitest';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { amendReservation } from '../../../shared/store/credit-checks.ts';
import { setStanding } from '../../../shared/store/customers.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { keyed } from '../../support/context.ts';
import { check, createCustomer, eur, invoice, pay } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { database, desk } = await soundDesk();

const reservedBy = async (customer: string) => (await loadAccount(database.table, customer))?.reservations;

describe('an Idempotency-Key', () => {
  it('should get its first answer for ever, whatever has become of the order', async () => {
    await createCustomer(desk.at(), 'C1', { limit: 100_00 });
    const first = await check(desk.at(keyed('k1', 'O 10')), 'C1', 'O1', eur(10_00));
    const again = await check(desk.at(keyed('k2', 'O 10')), 'C1', 'O1', eur(10_00));
    expect(again).toEqual(first);
    await amendReservation(desk.at(keyed('k3', 'O 5', 'amendReservation')), 'O1', eur(5_00));
    expect(await check(desk.at(keyed('k1', 'O 10')), 'C1', 'O1', eur(10_00))).toEqual(first);
    expect(await check(desk.at(keyed('k2', 'O 10')), 'C1', 'O1', eur(10_00))).toEqual(first);
    desk.advance({ days: 90 });
    expect(await check(desk.at(keyed('k2', 'O 10')), 'C1', 'O1', eur(10_00))).toEqual(first);
    expect(await reservedBy('C1')).toBe(0n);
  });

  it('should be refused with another body, also where the first call had nothing to do', async () => {
    await createCustomer(desk.at(), 'C2', { limit: 100_00 });
    await setStanding(desk.at(keyed('h1', 'late', 'hold')), 'C2', 'HOLD', 'late');
    await setStanding(desk.at(keyed('h2', 'late', 'hold')), 'C2', 'HOLD', 'late');
    for (const key of ['h1', 'h2']) {
      const other = setStanding(desk.at(keyed(key, 'other', 'hold')), 'C2', 'HOLD', 'other');
      await expect(other).rejects.toMatchObject({ code: 'conflict' });
    }
    await setStanding(desk.at(), 'C2', 'UNHOLD', 'paid');
    await setStanding(desk.at(keyed('h2', 'late', 'hold')), 'C2', 'HOLD', 'late');
    expect((await loadAccount(database.table, 'C2'))?.holdReasons).toEqual([]);
  });

  it('should mean something only to the client and the operation that used it', async () => {
    await createCustomer(desk.at(), 'C3', { limit: 100_00 });
    await check(desk.at(keyed('same', 'A')), 'C3', 'O3', eur(10_00));
    const other = keyed('same', 'B');
    const context = desk.at({ request: { ...other.request, client: 'erp' } });
    expect(await check(context, 'C3', 'P3', eur(20_00))).toMatchObject({ orderId: 'P3' });
    expect(await reservedBy('C3')).toBe(30_00n);
  });

  it('should answer an amendment as before when the order holds nothing any more', async () => {
    await createCustomer(desk.at(), 'C4', { limit: 100_00 });
    await check(desk.at(), 'C4', 'O4', eur(10_00));
    const amendment = () => amendReservation(desk.at(keyed('a', 'O4 20', 'amendReservation')), 'O4', eur(20_00));
    const first = await amendment();
    await releaseReservation(desk.at(), 'O4');
    expect(await amendment()).toEqual(first);
    expect(await reservedBy('C4')).toBe(0n);
    const without = amendReservation(desk.at(), 'O4', eur(20_00));
    await expect(without).rejects.toMatchObject({ code: 'not-found' });
  });

  it('should not release an order that was opened again', async () => {
    await createCustomer(desk.at(), 'C5', { limit: 100_00 });
    await check(desk.at(), 'C5', 'O5', eur(10_00));
    const release = () => releaseReservation(desk.at(keyed('r', 'O5', 'releaseReservation')), 'O5');
    await release();
    await check(desk.at(), 'C5', 'O5', eur(10_00));
    await release();
    expect(await reservedBy('C5')).toBe(10_00n);
  });

  it('should refer an unknown customer once', async () => {
    const ask = () => check(desk.at(keyed('u', 'nobody')), 'nobody', 'O6', eur(1));
    const first = await ask();
    expect(first).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'UNKNOWN_CUSTOMER' }] });
    await createCustomer(desk.at(), 'nobody', { limit: 100_00 });
    expect(await ask()).toEqual(first);
  });

  it('should reverse a payment of many invoices to the end', async () => {
    await createCustomer(desk.at(), 'C7', { limit: 100_00 });
    for (let index = 0; index < 45; index += 1) await invoice(desk.at(), 'C7', `I7-${index}`, eur(1_00));
    await pay(desk.at(), 'C7', 'P7', eur(45_00));
    const reverse = () => reversePayment(desk.at(keyed('b', 'bounced', 'reversePayment')), 'P7', 'bounced');
    expect((await reverse()).status).toBe('REVERSED');
    expect((await reverse()).status).toBe('REVERSED');
    expect(await loadAccount(database.table, 'C7')).toMatchObject({ openReceivables: 45_00n, unappliedCash: 0n });
  });
});
