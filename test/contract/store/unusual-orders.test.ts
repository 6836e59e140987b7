import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../../../functions/publish-events/events.ts';
import { builtInUnusualOrder } from '../../../shared/domain/policy/parts.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { amendReservation } from '../../../shared/store/credit-checks.ts';
import { loadDecision } from '../../../shared/store/decisions.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import { findDefects } from '../../support/audit.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, eur, invoice } from '../../support/movements.ts';

let database: Database;
let warning: Desk;
let referring: Desk;

beforeAll(async () => {
  database = await startDatabase();
  const start = '2026-03-02T09:00:00Z';
  const unusualOrder = (action: 'WARN' | 'REFER') => ({ ...builtInUnusualOrder, minimumInvoices: 1, action });
  warning = openDesk(database.table, { start, policy: { unusualOrder: unusualOrder('WARN') } });
  referring = openDesk(database.table, { start, policy: { unusualOrder: unusualOrder('REFER') } });
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

/** With an average invoice of 10. */
const withHabit = async (customerId: string) => {
  await createCustomer(warning.at(), customerId, { limit: 9_000_00 });
  await invoice(warning.at(), customerId, `${customerId}-I`, eur(10_00), { issuedOn: '2026-01-10' });
};

/** The orders that events tell to be unusual, in their order. */
const told = async (customerId: string) =>
  (await listHistory(database.table, { customerId, limit: 200 })).entries
    .toReversed()
    .flatMap((entry) => eventsOf(entry))
    .filter(({ type }) => type === 'UnusualOrder')
    .map(({ detail }) => detail.data['orderId']);

describe('an unusual order', () => {
  it('should be told of once, however often it is asked for', async () => {
    await withHabit('A');
    const first = await check(warning.at(), 'A', 'A-1', eur(100_00));
    expect(first).toMatchObject({ decision: 'APPROVED', reasons: [{ code: 'UNUSUAL_ORDER' }] });
    expect((await loadDecision(database.table, String(first['decisionId']))).record).toEqual(first);
    expect(await check(warning.at(), 'A', 'A-1', eur(110_00))).toMatchObject({ reasons: [{ code: 'UNUSUAL_ORDER' }] });
    await amendReservation(warning.at(), 'A-1', eur(120_00));
    await releaseReservation(warning.at(), 'A-1');
    await check(warning.at(), 'A', 'A-1', eur(130_00));
    await check(warning.at(), 'A', 'A-2', eur(100_00));
    expect(await told('A')).toEqual(['A-1', 'A-2']);
  });

  it('should be told of once when it is referred each time that a shop asks', async () => {
    await withHabit('B');
    for (const reserve of [false, false, true, true]) {
      expect(await check(referring.at(), 'B', 'B-1', eur(100_00), { reserve })).toMatchObject({ decision: 'REFERRED' });
    }
    expect(await told('B')).toEqual(['B-1']);
  });

  it('should not be told of when it was a mere question and passes', async () => {
    await withHabit('C');
    const asked = await check(warning.at(), 'C', 'C-1', eur(100_00), { reserve: false });
    expect(asked).toMatchObject({ decision: 'APPROVED', reasons: [{ code: 'UNUSUAL_ORDER' }] });
    expect(await told('C')).toEqual([]);
    await check(warning.at(), 'C', 'C-1', eur(100_00));
    expect(await told('C')).toEqual(['C-1']);
  });

  it('should be told of once when it is asked for twice at the same time', async () => {
    await withHabit('D');
    const ask = (amount: number) => check(referring.at(), 'D', 'D-1', eur(amount));
    await Promise.all([100_00, 110_00, 120_00].map(ask));
    expect(await told('D')).toEqual(['D-1']);
  });

  it('should be told of once a day by the pace of its customer, and by its size all the same', async () => {
    await withHabit('F');
    for (const order of [1, 2, 3, 4]) {
      const { reasons } = await check(warning.at(), 'F', `F-${order}`, eur(30_00));
      const isUnusual = expect.objectContaining({ code: 'UNUSUAL_ORDER' });
      expect(reasons).toEqual(order === 1 ? [] : [isUnusual]);
    }
    expect(await told('F')).toEqual(['F-2']);
    await check(warning.at(), 'F', 'F-5', eur(60_00));
    expect(await told('F')).toEqual(['F-2', 'F-5']);
  });

  it('should be told of once a day by its pace when it is referred', async () => {
    await withHabit('G');
    await check(referring.at(), 'G', 'G-1', eur(40_00));
    for (const order of [2, 3]) {
      expect(await check(referring.at(), 'G', `G-${order}`, eur(30_00))).toMatchObject({ decision: 'REFERRED' });
    }
    expect(await told('G')).toEqual(['G-2']);
  });

  it('should be none that is as large as those before it, which were shipped in parts', async () => {
    await createCustomer(warning.at(), 'P', { limit: 9_000_00 });
    await check(warning.at(), 'P', 'P-1', eur(100_00));
    for (const part of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      await invoice(warning.at(), 'P', `P-I-${part}`, eur(10_00), { orderId: 'P-1' });
    }
    expect((await loadAccount(database.table, 'P'))?.habit).toMatchObject({
      ...{ invoices: 10, invoiced: 100_00n },
      ...{ orders: 1, ordersWorth: 100_00n },
    });
    const next = await check(referring.at(), 'P', 'P-2', eur(100_00));
    expect(next).toMatchObject({ decision: 'APPROVED', reasons: [] });
    expect(await check(referring.at(), 'P', 'P-3', eur(500_01))).toMatchObject({ decision: 'REFERRED' });
  });
});

describe('what was ordered on a day', () => {
  const ordered = async (customerId: string) => {
    const { habit } = (await loadAccount(database.table, customerId)) ?? {};
    return habit?.orderedOn === warning.today() ? habit.ordered : 0n;
  };

  it('should be less by an order that is cancelled on it, but for what was invoiced', async () => {
    await withHabit('H');
    await check(warning.at(), 'H', 'H-1', eur(30_00));
    await check(warning.at(), 'H', 'H-2', eur(20_00));
    await releaseReservation(warning.at(), 'H-1');
    expect(await ordered('H')).toBe(20_00n);
    await check(warning.at(), 'H', 'H-1', eur(30_00));
    expect(await ordered('H')).toBe(50_00n);
    await invoice(warning.at(), 'H', 'H-I-2', eur(5_00), { orderId: 'H-2' });
    await releaseReservation(warning.at(), 'H-2');
    await releaseReservation(warning.at(), 'H-2');
    expect(await ordered('H')).toBe(35_00n);
  });

  it('should not be less by what an order of an earlier day gives back, but for what it grew by', async () => {
    await withHabit('K');
    await check(warning.at(), 'K', 'K-1', eur(30_00));
    await check(warning.at(), 'K', 'K-2', eur(30_00));
    warning.advance({ days: 1 });
    await check(warning.at(), 'K', 'K-3', eur(20_00));
    await amendReservation(warning.at(), 'K-1', eur(10_00));
    expect(await ordered('K')).toBe(20_00n);
    await amendReservation(warning.at(), 'K-2', eur(37_00));
    expect(await ordered('K')).toBe(27_00n);
    await releaseReservation(warning.at(), 'K-2');
    await releaseReservation(warning.at(), 'K-1');
    expect(await ordered('K')).toBe(20_00n);
  });
});
