import { describe, expect, it } from 'vitest';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { readBooks } from '../../support/audit.ts';
import { type CheckerAnswer, type Order, runChecker, runCheckers } from '../../support/checker-work.ts';
import { keyed } from '../../support/context.ts';
import { check, createCustomer, eur, invoice } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const UNIT = 1_00;
const ROOM = 10;
const ORDERS = 100;
const PROCESSES = 4;
/** Hundreds of calls by several processes take a while on a machine that has other things to do. */
const PATIENCE = { timeout: 180_000 };

const { database, desk } = await soundDesk({ audit: 'after each test' });

const orders = (customerOf: (index: number) => string, name: string, count = ORDERS): Order[] =>
  Array.from({ length: count }, (_, index) => ({
    customerId: customerOf(index),
    orderId: `${name}-${index}`,
    minorUnits: UNIT,
  }));

/** Every order four times: twice as it is, twice under one key. Neighbours go to different processes. */
const withDuplicates = (list: readonly Order[]): Order[] =>
  list.flatMap((order) => {
    const under = { ...order, key: `key-${order.orderId}` };
    return [order, under, under, order];
  });

const letThrough = (answers: readonly CheckerAnswer[]) =>
  new Set(answers.filter((answer) => answer.decision === 'APPROVED').map((answer) => answer.orderId));

const reservedOrders = async (customers: readonly string[]): Promise<Set<string>> => {
  const books = await readBooks(database);
  const held = customers.flatMap((id) => books.get(id)?.reservations ?? []).filter(({ status }) => status === 'ACTIVE');
  return new Set(held.map((reservation) => reservation.orderId));
};

/** Exactly ten orders hold their unit, and nobody was told otherwise. */
const expectTen = async (customers: readonly string[], answers: readonly CheckerAnswer[]): Promise<void> => {
  expect(new Set(answers.map((answer) => answer.decision))).toEqual(new Set(['APPROVED', 'REFERRED']));
  const held = await reservedOrders(customers);
  expect(held.size).toBe(ROOM);
  expect(letThrough(answers)).toEqual(held);
  for (const orderId of held) {
    const decisions = answers.filter((answer) => answer.orderId === orderId).map((answer) => answer.decisionId);
    expect(new Set(decisions).size).toBe(1);
  }
};

/** A customer that has used its limit up but for ten units. */
const customerWithRoom = async (customerId: string) => {
  await createCustomer(desk.at(), customerId, { limit: 50_00 });
  await invoice(desk.at(), customerId, `${customerId}-open`, eur(50_00 - ROOM * UNIT));
};

/** Ten customers with room of their own under the limit of their parent, who has used it up but for ten units. */
const groupWithRoom = async (parentId: string): Promise<string[]> => {
  await customerWithRoom(parentId);
  const members = Array.from({ length: 10 }, (_, index) => `${parentId}-${index}`);
  for (const member of members) await createCustomer(desk.at(), member, { limit: 500_00, parentCustomerId: parentId });
  return members;
};

describe('a hundred orders of one unit at once on an available credit of ten', PATIENCE, () => {
  it('should let ten through when one process asks', async () => {
    await customerWithRoom('A');
    const asked = orders(() => 'A', 'A');
    const answers = await Promise.all(
      asked.map(async (order): Promise<CheckerAnswer> => {
        const answer = await check(desk.at(), 'A', order.orderId, eur(UNIT));
        return { ...order, decision: String(answer['decision']), decisionId: String(answer['decisionId']) };
      }),
    );
    await expectTen(['A'], answers);
  });

  it('should let ten through when four processes ask, each order four times', async () => {
    await customerWithRoom('B');
    const answers = await runCheckers(database, withDuplicates(orders(() => 'B', 'B')), PROCESSES);
    expect(answers).toHaveLength(4 * ORDERS);
    await expectTen(['B'], answers);
    expect(await loadAccount(database.table, 'B')).toMatchObject({ reservations: BigInt(ROOM * UNIT) });
  });

  it('should let ten through over the ten members of a group', async () => {
    const members = await groupWithRoom('G');
    const asked = orders((index) => members[index % members.length] ?? '', 'G');
    // Some of them are asked again, and all of them on one customer above.
    const repeated = [...withDuplicates(asked.slice(0, 2 * ROOM)), ...asked.slice(2 * ROOM)];
    const answers = await runCheckers(database, repeated, PROCESSES);
    await expectTen(members, answers);
    expect(await loadAccount(database.table, 'G')).toMatchObject({ groupExposure: 50_00n });
  });
});

describe('a process that is killed while it asks, and started again', PATIENCE, () => {
  const killAndRepeat = async (customers: readonly string[], asked: readonly Order[]) => {
    const doubled = asked.flatMap((order) => [order, { ...order, key: `key-${order.orderId}` }]);
    const [killed, others] = await Promise.all([
      runChecker(database, doubled, { killAfter: 7 }),
      runChecker(database, asked.slice(0, asked.length / 2)),
    ]);
    const before = await reservedOrders(customers);
    const repeated = await runChecker(database, doubled);
    await expectTen(customers, [...others, ...repeated]);
    const after = await reservedOrders(customers);
    for (const orderId of [...before, ...letThrough(killed)]) expect(after).toContain(orderId);
    const counters = () =>
      Promise.all(customers.map(async (id) => (await loadAccount(database.table, id))?.reservations));
    const settled = await counters();
    await runChecker(database, asked);
    expect(await counters()).toEqual(settled);
    expect(await reservedOrders(customers)).toEqual(after);
  };

  it('should let ten through in the end, on one customer', async () => {
    await customerWithRoom('K');
    await killAndRepeat(
      ['K'],
      orders(() => 'K', 'K'),
    );
  });

  it('should let ten through in the end, over the ten members of a group', async () => {
    const members = await groupWithRoom('L');
    await killAndRepeat(
      members,
      orders((index) => members[index % members.length] ?? '', 'L', ORDERS / 2),
    );
  });
});

describe('orders that come and go at once', () => {
  it('should never hold more than the limit when they are amended and asked under keys', async () => {
    await createCustomer(desk.at(), 'M', { limit: ROOM * UNIT });
    const ask = (index: number, units: number) =>
      check(desk.at(keyed(`m-${index}-${units}`, [index, units])), 'M', `M-${index % 12}`, eur(units * UNIT));
    await Promise.all(Array.from({ length: 72 }, (_, index) => ask(index, 1 + (index % 5))));
    const account = await loadAccount(database.table, 'M');
    expect(account?.reservations).toBeLessThanOrEqual(BigInt(ROOM * UNIT));
    expect(account?.reservations).toBeGreaterThan(0n);
  });
});
