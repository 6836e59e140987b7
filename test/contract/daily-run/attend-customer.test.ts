import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { findStoredCase } from '../../../shared/store/collection/items.ts';
import { recordCover } from '../../../shared/store/covers.ts';
import { attendCustomer } from '../../../shared/store/daily-runs/attend-customer.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { loadReservation } from '../../../shared/store/reservations.ts';
import { findDefects } from '../../support/audit.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { staff } from '../../support/daily-runs.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, eur, invoice, pay } from '../../support/movements.ts';
import { grantLimit } from '../../support/temporary-limits.ts';

let database: Database;
let desk: Desk;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table, { start: '2026-03-02T04:00:00Z' });
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const entriesOf = async (customerId: string, kind: string) => {
  const { entries } = await listHistory(database.table, { customerId, limit: 200 });
  return entries.filter((entry) => entry.kind === kind).reverse();
};
const accountOf = async (customerId: string) => {
  const account = await loadAccount(database.table, customerId);
  if (!account) throw new Error(`no account ${customerId}`);
  return account;
};
const attend = (customerId: string) => attendCustomer(desk.at(), staff, customerId);
const idsTold = async (customerId: string) =>
  (await entriesOf(customerId, 'ReceivableOverdue')).map(({ data }) =>
    (data['invoices'] as { invoiceId: string }[]).map(({ invoiceId }) => invoiceId),
  );

describe('what the daily run does for a customer', () => {
  it('should tell of each invoice once that has become overdue, on the day after its due date', async () => {
    await createCustomer(desk.at(), 'OVERDUE');
    await invoice(desk.at(), 'OVERDUE', 'I-1', eur(100_00), { dueOn: '2026-03-10' });
    await invoice(desk.at(), 'OVERDUE', 'I-2', eur(50_00), { dueOn: '2026-03-11' });
    await pay(desk.at(), 'OVERDUE', 'P-1', eur(30_00), { allocations: [{ invoiceId: 'I-1', amount: eur(30_00) }] });
    desk.setTo('2026-03-10T04:00:00Z');
    expect(await attend('OVERDUE')).toMatchObject({ invoicesOverdue: 0 });
    desk.setTo('2026-03-11T04:00:00Z');
    expect(await attend('OVERDUE')).toMatchObject({ invoicesOverdue: 1 });
    const [first] = await entriesOf('OVERDUE', 'ReceivableOverdue');
    expect(first?.data).toEqual({
      invoices: [{ invoiceId: 'I-1', dueOn: '2026-03-10', remaining: { amount: '70.00', currency: 'EUR' } }],
      overdue: { amount: { amount: '70.00', currency: 'EUR' }, oldestDueOn: '2026-03-10', maxDaysPastDue: 1 },
    });
    expect(await attend('OVERDUE')).toMatchObject({ invoicesOverdue: 0 });
    desk.setTo('2026-03-12T04:00:00Z');
    expect(await attend('OVERDUE')).toMatchObject({ invoicesOverdue: 1 });
    expect(await attend('OVERDUE')).toMatchObject({ invoicesOverdue: 0 });
    expect(await idsTold('OVERDUE')).toEqual([['I-1'], ['I-2']]);
    const [, second] = await entriesOf('OVERDUE', 'ReceivableOverdue');
    expect(second?.data['overdue']).toMatchObject({ amount: { amount: '120.00' }, maxDaysPastDue: 2 });
    expect(await accountOf('OVERDUE')).toMatchObject({ overdueThrough: '2026-03-12' });
  });

  it('should open a collection case with it, once', async () => {
    await createCustomer(desk.at(), 'LATE');
    await invoice(desk.at(), 'LATE', 'L-1', eur(100_00), { dueOn: '2026-03-09' });
    expect(await attend('LATE')).toMatchObject({ casesOpened: 1, invoicesOverdue: 1 });
    const opened = await findStoredCase(database.table, 'LATE');
    expect(await attend('LATE')).toMatchObject({ casesOpened: 0, invoicesOverdue: 0 });
    expect(await findStoredCase(database.table, 'LATE')).toEqual(opened);
    expect(await entriesOf('LATE', 'CollectionCaseOpened')).toHaveLength(1);
  });

  it('should tell of many invoices forty at a time, and of those left over by a run that ended in between', async () => {
    await createCustomer(desk.at(), 'MANY');
    for (let number = 0; number < 93; number += 1) {
      // Most of them on one day, so that a date alone would not say how far it is.
      const dueOn = number < 8 ? `2026-03-0${number + 1}` : '2026-03-10';
      await invoice(desk.at(), 'MANY', `M-${String(number).padStart(3, '0')}`, eur(1_00), { dueOn });
    }
    expect(await attend('MANY')).toMatchObject({ invoicesOverdue: 93 });
    const told = await idsTold('MANY');
    expect(told.map((ids) => ids.length)).toEqual([40, 40, 13]);
    expect(new Set(told.flat()).size).toBe(93);
    const [first] = await entriesOf('MANY', 'ReceivableOverdue');
    expect(first?.data['overdue']).toMatchObject({ amount: { amount: '93.00' } });
    expect(await attend('MANY')).toMatchObject({ invoicesOverdue: 0 });
  });

  it('should tell in the posting itself of an invoice that comes when its day has been told of', async () => {
    await invoice(desk.at(), 'OVERDUE', 'I-3', eur(5_00), { issuedOn: '2026-01-01', dueOn: '2026-01-31' });
    await invoice(desk.at(), 'OVERDUE', 'I-4', eur(5_00), { dueOn: '2026-03-12' });
    expect(await attend('OVERDUE')).toMatchObject({ invoicesOverdue: 0 });
    const posted = (await entriesOf('OVERDUE', 'ReceivablePosted')).map(({ data }) => [
      data['invoiceId'],
      data['pastDue'],
    ]);
    expect(posted.slice(-2)).toEqual([
      ['I-3', true],
      ['I-4', undefined],
    ]);
  });

  it('should say once of a cover that it has lapsed, when its last day is over', async () => {
    await createCustomer(desk.at(), 'COVERED', { limit: 1_000_00 });
    const cover = { kind: 'INSURANCE', provider: 'Sure', amount: eur(500_00), coveredPercent: '90' } as const;
    const first = { ...cover, coverId: 'K-1', validFrom: '2026-01-01', validTo: '2026-03-12' };
    await recordCover(desk.at(), 'COVERED', first, 'k1');
    await recordCover(desk.at(), 'COVERED', { ...first, coverId: 'K-2', validTo: '2026-12-31' }, 'k2');
    const limited = await accountOf('COVERED');
    expect(await attend('COVERED')).toMatchObject({ coversLapsed: 0 });
    desk.setTo('2026-03-13T04:00:00Z');
    expect(await attend('COVERED')).toMatchObject({ coversLapsed: 1 });
    expect(await attend('COVERED')).toMatchObject({ coversLapsed: 0 });
    expect((await entriesOf('COVERED', 'CoverLapsed')).map(({ data }) => data)).toEqual([
      { coverId: 'K-1', worth: '450.00', validTo: '2026-03-12' },
    ]);
    // The limit has gone by the dates all along.
    expect((await accountOf('COVERED')).limitVersion).toBe(limited.limitVersion);
  });

  it('should tell of each invoice once that falls due, so many days before as the policy says', async () => {
    desk.setTo('2026-03-02T04:00:00Z');
    await createCustomer(desk.at(), 'FALLING');
    await invoice(desk.at(), 'FALLING', 'F-1', eur(100_00), { dueOn: '2026-03-10' });
    await invoice(desk.at(), 'FALLING', 'F-2', eur(50_00), { dueOn: '2026-03-11' });
    const falling = async () =>
      (await entriesOf('FALLING', 'ReceivableFallingDue')).map(({ data }) =>
        (data['invoices'] as { invoiceId: string }[]).map(({ invoiceId }) => invoiceId),
      );
    desk.setTo('2026-03-06T04:00:00Z');
    await attend('FALLING');
    expect(await falling()).toEqual([]);
    desk.setTo('2026-03-07T04:00:00Z');
    await attend('FALLING');
    await attend('FALLING');
    expect(await falling()).toEqual([['F-1']]);
    const [told] = await entriesOf('FALLING', 'ReceivableFallingDue');
    expect(told?.data).toEqual({
      invoices: [{ invoiceId: 'F-1', dueOn: '2026-03-10', remaining: { amount: '100.00', currency: 'EUR' } }],
    });
    // Of what comes when its day has been told of, the posting tells itself.
    await invoice(desk.at(), 'FALLING', 'F-0', eur(5_00), { dueOn: '2026-03-09' });
    const posted = (await entriesOf('FALLING', 'ReceivablePosted')).map(({ data }) => data['fallingDue']);
    expect(posted).toEqual([undefined, undefined, true]);
    desk.setTo('2026-03-12T04:00:00Z');
    await attend('FALLING');
    // A run that comes late does not say of what is overdue that it falls due.
    expect(await falling()).toEqual([['F-1']]);
    expect(await idsTold('FALLING')).toEqual([['F-0', 'F-1', 'F-2']]);
  });

  it('should say once of a cover that it is about to lapse, before it does', async () => {
    desk.setTo('2026-03-02T04:00:00Z');
    await createCustomer(desk.at(), 'LAPSING', { limit: 1_000_00 });
    const cover = { kind: 'INSURANCE', provider: 'Sure', amount: eur(500_00), coveredPercent: '90' } as const;
    const one = { ...cover, coverId: 'K-1', validFrom: '2026-01-01', validTo: '2026-04-10' };
    await recordCover(desk.at(), 'LAPSING', one, 'k1');
    await attend('LAPSING');
    expect(await entriesOf('LAPSING', 'CoverLapsing')).toEqual([]);
    for (const day of ['11', '12', '13']) {
      desk.setTo(`2026-03-${day}T04:00:00Z`);
      await attend('LAPSING');
    }
    expect((await entriesOf('LAPSING', 'CoverLapsing')).map(({ data }) => data)).toEqual([
      { coverId: 'K-1', worth: { amount: '450.00', currency: 'EUR' }, validTo: '2026-04-10', daysLeft: 30 },
    ]);
    expect((await accountOf('LAPSING')).covers).toMatchObject([{ coverId: 'K-1', warned: true }]);
  });

  it('should free what has expired, and end a temporary limit that is over', async () => {
    await createCustomer(desk.at(), 'LIMITED', { limit: 100_00 });
    const requestId = await grantLimit(desk.at(), 'LIMITED', 900_00, '2026-03-20');
    await check(desk.at(), 'LIMITED', 'O-1', eur(500_00));
    desk.setTo('2026-03-28T05:00:00Z');
    expect(await attend('LIMITED')).toMatchObject({ customersFreed: 1, temporaryLimitsEnded: 1 });
    expect(await loadReservation(database.table, 'O-1')).toMatchObject({ status: 'EXPIRED' });
    // Freed first: nothing is held any more that would be above what is left.
    expect(await accountOf('LIMITED')).toMatchObject({ reservations: 0n, temporaryLimit: null, holdReasons: [] });
    expect((await entriesOf('LIMITED', 'TemporaryLimitEnded')).map(({ data }) => data['requestId'])).toEqual([
      requestId,
    ]);
    expect(await attend('LIMITED')).toMatchObject({ customersFreed: 0, temporaryLimitsEnded: 0 });
    expect(await attend('LIMITED')).toMatchObject({ temporaryLimitsEnded: 0 });
  });

  it('should do nothing for a customer who does not exist', async () => {
    expect(await attend('NOBODY')).toEqual({});
  });
});
