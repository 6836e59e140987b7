import { describe, expect, it } from 'vitest';
import type { Money } from '../../../shared/money.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { loadSettlement } from '../../../shared/store/settlement-items.ts';
import { INVOICES_PER_MOVEMENT, reversePayment } from '../../../shared/store/settlements.ts';
import { findDefects, readBooks } from '../../support/audit.ts';
import { keyed } from '../../support/context.ts';
import { dyingAfter } from '../../support/interpose.ts';
import { check, createCustomer, eur, invoice, pay } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const INVOICES = 2 * INVOICES_PER_MOVEMENT + 5;

const { database, desk } = await soundDesk({ audit: 'after each test' });

const numbers = Array.from({ length: INVOICES }, (_, index) => index);

/** A customer with many open invoices of one euro, all in one reference. */
const owing = async (customer: string): Promise<string[]> => {
  await createCustomer(desk.at(), customer, { limit: 1_000_00 });
  const ids = numbers.map((index) => `${customer}-${String(index).padStart(3, '0')}`);
  await Promise.all(ids.map((id) => invoice(desk.at(), customer, id, eur(1_00))));
  return ids;
};

const exposure = async (customer: string) => {
  const account = await loadAccount(database.table, customer);
  return account && account.openReceivables + account.reservations - account.unappliedCash;
};

const killedAfter = (writes: number) => desk.at({ table: dyingAfter(database.table, writes) });

const PAID = eur(INVOICES * 1_00 + 7_00);

const ways = [
  ['the oldest due', () => ({})],
  ['its allocations', (ids: string[]) => ({ allocations: ids.map((invoiceId) => ({ invoiceId, amount: eur(1_00) })) })],
] as const;

describe('a payment of more invoices than one transaction takes', () => {
  it.each(ways)('should pay all of them by %s', async (name, how) => {
    const customer = `A-${name.length}`;
    const ids = await owing(customer);
    const { settlement } = await pay(desk.at(), customer, `P-${customer}`, PAID, how(ids));
    expect(settlement.allocations).toHaveLength(INVOICES);
    expect(settlement.plan).toBeNull();
    expect(await loadAccount(database.table, customer)).toMatchObject({
      openReceivables: 0n,
      unappliedCash: 7_00n,
      oldestOpenDueOn: null,
    });
  });

  it.each(ways)('should go on by %s when it was killed anywhere and is posted again', async (name, how) => {
    const customer = `B-${name.length}`;
    const ids = await owing(customer);
    const post = (context = desk.at()) => pay(context, customer, `P-${customer}`, PAID, how(ids));
    await expect(post(killedAfter(0))).rejects.toThrow('killed');
    expect(await exposure(customer)).toBe(BigInt(INVOICES * 1_00));
    for (const killed of [1, 2]) {
      await expect(post(killedAfter(killed))).rejects.toThrow('killed');
      expect(await exposure(customer)).toBe(-7_00n);
      expect(await findDefects(database)).toEqual([]);
    }
    expect((await post()).settlement).toMatchObject({ plan: null });
    expect(await loadAccount(database.table, customer)).toMatchObject({ openReceivables: 0n, unappliedCash: 7_00n });
    expect((await post()).created).toBe(false);
    expect(await exposure(customer)).toBe(-7_00n);
  });
});

describe('the reversal of a payment of many invoices', () => {
  it('should open all of them again, and go on when it was killed anywhere', async () => {
    await owing('C');
    await pay(desk.at(), 'C', 'P-C', PAID);
    const key = keyed('bounce-C', 'bounced', 'reversePayment');
    for (const killed of [0, 1, 1]) {
      const context = { ...killedAfter(killed), ...key };
      await expect(reversePayment(context, 'P-C', 'bounced')).rejects.toThrow('killed');
      expect(await exposure('C')).toBe(-7_00n);
      expect(await findDefects(database)).toEqual([]);
    }
    expect(await loadSettlement(database.table, 'PAYMENT', 'P-C')).toMatchObject({ status: 'REVERSING' });
    expect(await reversePayment(desk.at(key), 'P-C', 'bounced')).toMatchObject({ status: 'REVERSED', allocations: [] });
    expect(await loadAccount(database.table, 'C')).toMatchObject({
      openReceivables: BigInt(INVOICES * 1_00),
      unappliedCash: 0n,
    });
  });

  it('should take back what was paid before it was killed while posting', async () => {
    await owing('D');
    await expect(pay(killedAfter(1), 'D', 'P-D', PAID)).rejects.toThrow('killed');
    expect(await reversePayment(desk.at(), 'P-D', 'bounced')).toMatchObject({ status: 'REVERSED', plan: null });
    expect((await pay(desk.at(), 'D', 'P-D', PAID)).settlement.status).toBe('REVERSED');
    expect(await exposure('D')).toBe(BigInt(INVOICES * 1_00));
  });
});

describe('reservations that expire', () => {
  const ORDERS = 170;
  const statuses = async (customer: string) =>
    new Set((await readBooks(database)).get(customer)?.reservations.map((one) => one.status));

  const reserveMany = (customer: string, amount: Money = eur(1_00)) =>
    Promise.all(
      Array.from({ length: ORDERS }, (_, index) => check(desk.at(), customer, `O-${customer}-${index}`, amount)),
    );

  it('should all be freed by the next check, and by the one after it when that was killed', async () => {
    await createCustomer(desk.at(), 'E', { limit: ORDERS * 1_00 });
    await reserveMany('E');
    desk.advance({ days: 15 });
    await expect(check(killedAfter(1), 'E', 'O-E', eur(ORDERS * 1_00))).rejects.toThrow('killed');
    expect(await check(desk.at(), 'E', 'O-E', eur(ORDERS * 1_00))).toMatchObject({
      decision: 'APPROVED',
      exposureBefore: { amount: '0.00' },
    });
    expect(await statuses('E')).toEqual(new Set(['EXPIRED', 'ACTIVE']));
  });

  it('should be freed by the check of another member of the group', async () => {
    await createCustomer(desk.at(), 'G', { limit: 10_00 });
    for (const member of ['G1', 'G2', 'G3']) {
      await createCustomer(desk.at(), member, { limit: 10_00, parentCustomerId: 'G' });
    }
    await check(desk.at(), 'G1', 'O-G1', eur(6_00));
    desk.advance({ days: 7 });
    await check(desk.at(), 'G2', 'O-G2', eur(3_00));
    await check(desk.at(), 'G', 'O-G', eur(1_00));
    expect(await check(desk.at(), 'G3', 'O-G3', eur(6_00))).toMatchObject({ decision: 'REFERRED' });
    desk.advance({ days: 7 });
    expect(await check(desk.at(), 'G3', 'O-G3', eur(6_00))).toMatchObject({ decision: 'APPROVED' });
    expect(await check(desk.at(), 'G3', 'O-G4', eur(1))).toMatchObject({
      reasons: [{ code: 'GROUP_LIMIT_EXCEEDED' }],
    });
    desk.advance({ days: 7 });
    expect(await check(desk.at(), 'G3', 'O-G4', eur(4_00))).toMatchObject({ decision: 'APPROVED' });
  });
});
