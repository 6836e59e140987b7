import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexes } from '../../../shared/store/keys.ts';
import { type Item, openTable } from '../../../shared/store/table.ts';
import { meteredClient } from '../../support/client-taps.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, eur, invoice } from '../../support/movements.ts';

const CUSTOMER = 'CUSTOMER-1000234';

let database: Database;
let desk: Desk;
let meter: ReturnType<typeof meteredClient>;

beforeAll(async () => {
  database = await startDatabase();
  meter = meteredClient();
  desk = openDesk(openTable(database.tableName, meter.client));
  await createCustomer(desk.at(), CUSTOMER, { limit: 50_000_00 });
});

afterAll(() => database.stop());

/**
 * What a call asks of the table: the operations, and the units that it takes by DynamoDB's price list. Engines on a
 * laptop count in ways of their own, so the write units are reckoned from the items: two for every kilobyte that a
 * transaction writes or checks, and one for a change of index keys, which is all that the indexes hold.
 */
const costOf = async (call: () => Promise<unknown>) => {
  const before = await itemsByKey();
  meter.requests.length = 0;
  await call();
  const requests = [...meter.requests];
  const after = await itemsByKey();
  const written = [...after].filter(([key, item]) => !isDeepStrictEqual(item, before.get(key)));
  const units = written.map(([key, item]) => 2 * Math.ceil(sizeOf(item) / 1_024) + indexUnits(before.get(key), item));
  return {
    operations: requests.map((request) => request.operation),
    readUnits: requests.reduce((sum, request) => sum + request.readUnits, 0),
    writeUnits: units.reduce((sum, one) => sum + one, 0),
    items: written.length,
  };
};

const itemsByKey = async (): Promise<Map<string, Item>> =>
  new Map((await database.scan()).map((item) => [`${String(item['pk'])} ${String(item['sk'])}`, item]));

/** A changed index key takes one entry out and puts one in. */
const indexUnits = (before: Item | undefined, after: Item): number =>
  Object.values(indexes)
    .map(({ partition, sort }) =>
      [before, after].map((item) => item?.[partition] && `${item[partition]} ${item[sort]}`),
    )
    .filter(([was, is]) => was !== is)
    .reduce((sum, entries) => sum + entries.filter(Boolean).length, 0);

const context = () => desk.at({ correlationId: '01KJPWD6M0K7C45ZNQJ9QR66P5', actor: 'client-3f2a9c1e5b7d' });

describe('a credit check', () => {
  it('should read one item and write once, for at most 1 read and 12 write units, when it reserves', async () => {
    // A new customer is looked at by the next daily run anyway: what expires later does not move that day.
    for (const orderId of ['ORDER-2026-000001', 'ORDER-2026-000002']) {
      const cost = await costOf(() => check(context(), CUSTOMER, orderId, eur(1_234_50)));
      expect(cost).toEqual({ operations: ['GetItem', 'TransactWriteItems'], readUnits: 1, writeUnits: 12, items: 4 });
    }
  });

  it('should read one item and write once when it only asks', async () => {
    const cost = await costOf(() => check(context(), CUSTOMER, 'ORDER-2026-000003', eur(1), { reserve: false }));
    // And two more units for the check that the order holds nothing.
    expect(cost).toEqual({ operations: ['GetItem', 'TransactWriteItems'], readUnits: 1, writeUnits: 9, items: 3 });
  });

  it('should cost the same however much is open and reserved', async () => {
    for (let index = 0; index < 60; index += 1) {
      await invoice(context(), CUSTOMER, `INV-${index}`, eur(100));
      await check(context(), CUSTOMER, `ORDER-${index}`, eur(100));
    }
    const cost = await costOf(() => check(context(), CUSTOMER, 'ORDER-2026-000004', eur(1_234_50)));
    expect(cost).toEqual({ operations: ['GetItem', 'TransactWriteItems'], readUnits: 1, writeUnits: 12, items: 4 });
  });

  it('should read the parent too, and nothing else, when the customer shares its limit', async () => {
    await createCustomer(desk.at(), 'HOLDING-1', { limit: 90_000_00 });
    await createCustomer(desk.at(), 'MEMBER-1', { limit: 50_000_00, parentCustomerId: 'HOLDING-1' });
    await check(context(), 'MEMBER-1', 'ORDER-M-1', eur(100));
    const cost = await costOf(() => check(context(), 'MEMBER-1', 'ORDER-M-2', eur(100)));
    expect(cost.operations).toEqual(['GetItem', 'GetItem', 'TransactWriteItems']);
    expect(cost.readUnits).toBe(2);
    expect(cost.writeUnits).toBeLessThanOrEqual(15);
  });
});

describe('the account', () => {
  it('should stay within one unit of charge', async () => {
    const account = (await database.scan()).find(
      (item) => item['pk'] === `CUSTOMER#${CUSTOMER}` && item['sk'] === 'ACCOUNT',
    );
    expect(sizeOf(account)).toBeLessThan(1_024);
  });
});

/** Bytes of an item as DynamoDB counts them, but for numbers, which it packs tighter. */
const sizeOf = (value: unknown): number => {
  if (Array.isArray(value)) return 3 + value.reduce<number>((sum, part) => sum + 1 + sizeOf(part), 0);
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).reduce((sum, [name, part]) => sum + 1 + Buffer.byteLength(name) + sizeOf(part), 3);
  }
  return Buffer.byteLength(String(value));
};
