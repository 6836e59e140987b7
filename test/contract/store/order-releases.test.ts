import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { amendReservation } from '../../../shared/store/credit-checks.ts';
import { verifyDecision } from '../../../shared/store/decisions.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import { openTable } from '../../../shared/store/table.ts';
import { loadAnotherCopy } from '../../support/another-copy.ts';
import { findDefects } from '../../support/audit.ts';
import { meteredClient } from '../../support/client-taps.ts';
import { type Desk, keyed, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { interpose } from '../../support/interpose.ts';
import { check, createCustomer, eur, publishTestRates, releaseOrder, usd } from '../../support/movements.ts';

let database: Database;
let desk: Desk;
let elsewhere: Awaited<ReturnType<typeof loadAnotherCopy>>;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table);
  elsewhere = await loadAnotherCopy();
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const accountOf = async (customer: string): Promise<Account> => {
  const account = await loadAccount(database.table, customer);
  if (!account) throw new Error(`${customer} has no account`);
  return account;
};

const released = { decision: 'APPROVED', reasons: [{ code: 'RELEASED_BY_APPROVAL' }, { code: 'LIMIT_NEARLY_USED' }] };

/** A customer whose limit of 100.00 is not enough for the order that was released. */
const waiting = async (customer: string, orderId: string, amount = eur(150_00)) => {
  await createCustomer(desk.at(), customer, { limit: 100_00 });
  expect(await check(desk.at(), customer, orderId, amount)).toMatchObject({ decision: 'REFERRED' });
  await releaseOrder(desk.at(), customer, orderId, amount);
};

describe('a released order', () => {
  it('should pass its next check above the limit, be held, and use the release up', async () => {
    await waiting('A', 'OA');
    const answer = await check(desk.at(), 'A', 'OA', eur(150_00));
    expect(answer).toMatchObject({
      ...released,
      exposureAfter: { amount: '150.00' },
      available: { amount: '-50.00' },
      reservation: { orderId: 'OA', amount: { amount: '150.00' } },
    });
    expect(await accountOf('A')).toMatchObject({ reservations: 150_00n, releases: [] });
    expect(await verifyDecision(database.table, String(answer['decisionId']))).toMatchObject({ valid: true });
  });

  it('should get the same decision again for as long as it is held, and none afterwards', async () => {
    await waiting('B', 'OB');
    const first = await check(desk.at(), 'B', 'OB', eur(150_00));
    expect(await check(desk.at(), 'B', 'OB', eur(150_00))).toEqual(first);
    expect((await accountOf('B')).reservations).toBe(150_00n);
    await releaseReservation(desk.at(), 'OB');
    expect(await check(desk.at(), 'B', 'OB', eur(150_00))).toMatchObject({ decision: 'REFERRED' });
  });

  it('should keep the release while it is only asked about, and use it up when the order is held', async () => {
    await waiting('C', 'OC');
    const ask = () => check(desk.at(keyed('c', 'OC')), 'C', 'OC', eur(150_00), { reserve: false });
    const first = await ask();
    expect(first).toMatchObject({ ...released, reservation: null, exposureAfter: { amount: '0.00' } });
    expect(await ask()).toEqual(first);
    expect(await check(desk.at(), 'C', 'OC', eur(150_00), { reserve: false })).toMatchObject(released);
    const held = await check(desk.at(), 'C', 'OC', eur(150_00));
    expect(held).toMatchObject({ ...released, reservation: { orderId: 'OC' } });
    expect((await accountOf('C')).releases).toEqual([]);
    await releaseReservation(desk.at(), 'OC');
    expect(await check(desk.at(), 'C', 'OC', eur(150_00))).toMatchObject({ decision: 'REFERRED' });
  });

  it('should use the release up when it passes by itself', async () => {
    await waiting('D', 'OD');
    expect(await check(desk.at(), 'D', 'OD', eur(90_00))).toMatchObject({
      decision: 'APPROVED',
      reasons: [{ code: 'LIMIT_NEARLY_USED' }],
    });
    expect((await accountOf('D')).releases).toEqual([]);
  });

  it('should keep the release while it is refused, and while other orders come and go', async () => {
    await waiting('E', 'OE');
    expect(await check(desk.at(), 'E', 'OE', eur(150_01))).toMatchObject({
      decision: 'REFERRED',
      counterOffer: { maxAmount: { amount: '150.00' } },
    });
    expect(await check(desk.at(), 'E', 'OE2', eur(60_00))).toMatchObject({ decision: 'APPROVED' });
    expect(await check(desk.at(), 'E', 'OE3', eur(60_00))).toMatchObject({ decision: 'REFERRED' });
    expect(await check(desk.at(), 'E', 'OE', eur(150_00))).toMatchObject(released);
    expect((await accountOf('E')).reservations).toBe(210_00n);
  });

  it('should be referred as before when the release has expired', async () => {
    await waiting('F', 'OF');
    const later = openDesk(database.table, { start: desk.now() });
    later.advance({ days: 14 });
    expect(await check(later.at(), 'F', 'OF', eur(150_00))).toMatchObject({ decision: 'REFERRED' });
  });

  it('should grow to the amount that was released when it holds less already', async () => {
    await createCustomer(desk.at(), 'G', { limit: 100_00 });
    await check(desk.at(), 'G', 'OG', eur(80_00));
    expect(await amendReservation(desk.at(), 'OG', eur(150_00))).toMatchObject({ decision: 'REFERRED' });
    await releaseOrder(desk.at(), 'G', 'OG', eur(150_00));
    expect(await amendReservation(desk.at(), 'OG', eur(150_00))).toMatchObject({
      ...released,
      exposureBefore: { amount: '80.00' },
      exposureAfter: { amount: '150.00' },
    });
    expect(await accountOf('G')).toMatchObject({ reservations: 150_00n, releases: [] });
  });

  it('should be held at the rate of the day when it is in another currency', async () => {
    await publishTestRates(desk.at());
    await waiting('H', 'OH', usd(250_00));
    expect(await check(desk.at(), 'H', 'OH', eur(150_00))).toMatchObject({ decision: 'REFERRED' });
    expect(await check(desk.at(), 'H', 'OH', usd(250_00))).toMatchObject({
      ...released,
      exposureAfter: { amount: '200.00' },
    });
  });

  it('should move the exposure of a group that it takes above its limit', async () => {
    await createCustomer(desk.at(), 'I', { limit: 120_00 });
    await createCustomer(desk.at(), 'I-1', { limit: 500_00, parentCustomerId: 'I' });
    expect(await check(desk.at(), 'I-1', 'OI', eur(150_00))).toMatchObject({
      reasons: [{ code: 'GROUP_LIMIT_EXCEEDED' }],
    });
    await releaseOrder(desk.at(), 'I-1', 'OI', eur(150_00));
    expect(await check(desk.at(), 'I-1', 'OI', eur(150_00))).toMatchObject({ decision: 'APPROVED' });
    expect(await accountOf('I')).toMatchObject({ groupExposure: 150_00n });
    expect(await check(desk.at(), 'I', 'OI2', eur(1))).toMatchObject({ reasons: [{ code: 'GROUP_LIMIT_EXCEEDED' }] });
  });

  it('should be told of in the history, and in the decision that it got', async () => {
    await waiting('J', 'OJ');
    await check(desk.at(), 'J', 'OJ', eur(150_00));
    const { entries } = await listHistory(database.table, { customerId: 'J', limit: 2 });
    expect(entries).toMatchObject([
      {
        kind: 'CreditDecisionMade',
        data: {
          reasons: [{ facts: { approvedBy: ['mia.manager@example.com'], overruled: ['LIMIT_EXCEEDED'] } }, {}],
          trace: { limit: 'REFERRED' },
        },
      },
      { kind: 'OrderReleased', data: { orderId: 'OJ', amount: { amount: '150.00', currency: 'EUR' } } },
    ]);
  });

  it('should still be one read and one write', async () => {
    await waiting('K', 'OK');
    const meter = meteredClient();
    const context = desk.at({ table: openTable(database.tableName, meter.client) });
    await check(context, 'K', 'OK', eur(150_00));
    expect(meter.requests.map(({ operation }) => operation)).toEqual(['GetItem', 'TransactWriteItems']);
  });
});

describe('two checks of a released order at the same time', () => {
  it('should let both through when they only ask, which takes nothing', async () => {
    await waiting('L', 'OL');
    const only = { reserve: false };
    const ask = () => check(desk.at(), 'L', 'OL', eur(150_00), only);
    const answers = await Promise.all([ask(), ask(), elsewhere.check(desk.at(), 'L', 'OL', eur(150_00), only)]);
    expect(answers.map(({ decision }) => decision).sort()).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    expect((await accountOf('L')).releases).toHaveLength(1);
  });

  it('should hold it once when they reserve', async () => {
    await waiting('M', 'OM');
    const same = () => elsewhere.check(desk.at(), 'M', 'OM', eur(150_00));
    const table = interpose(database.table, [same]);
    expect(await check(desk.at({ table }), 'M', 'OM', eur(150_00))).toMatchObject(released);
    expect((await accountOf('M')).reservations).toBe(150_00n);
  });
});
