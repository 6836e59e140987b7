import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveUpShard } from '../../../shared/store/daily-runs/attend-shard.ts';
import { findShard } from '../../../shared/store/daily-runs/items.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { dueShardOf } from '../../../shared/store/keys.ts';
import { openTable } from '../../../shared/store/table.ts';
import { faultyClient, named } from '../../support/client-taps.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { attend, breakOpenItems, customersOfShard, repairOpenItems } from '../../support/daily-runs.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice } from '../../support/movements.ts';

let database: Database;
let desk: Desk;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table, { start: '2026-03-02T04:00:00Z' });
});
afterAll(() => database.stop());

/** Customers of one shard with an invoice each that is overdue on 11 March. */
const owing = async (shard: string, count: number): Promise<readonly string[]> => {
  desk.setTo('2026-03-02T04:00:00Z');
  const customerIds = customersOfShard(shard, count, `S${shard}`);
  for (const customerId of customerIds) {
    await createCustomer(desk.at(), customerId);
    await invoice(desk.at(), customerId, `${customerId}-I`, eur(100_00), { dueOn: '2026-03-10' });
  }
  desk.setTo('2026-03-11T04:00:00Z');
  return customerIds;
};

const toldOf = async (customerId: string): Promise<number> => {
  const { entries } = await listHistory(database.table, { customerId, limit: 200 });
  return entries.filter(({ kind }) => kind === 'ReceivableOverdue').length;
};

describe('a shard of the daily run', () => {
  it('should attend to all of its customers who are due, and to nobody of another shard', async () => {
    const [mine, other] = [await owing('00', 3), await owing('01', 1)];
    expect(await attend(desk.at(), '00')).toMatchObject({
      status: 'SUCCEEDED',
      figures: { customersAttended: 3, invoicesOverdue: 3, casesOpened: 3, customersFailed: 0 },
    });
    expect(await Promise.all([...mine, ...other].map(toldOf))).toEqual([1, 1, 1, 0]);
    expect(other.map(dueShardOf)).toEqual(['01']);
  });

  it('should answer what came of it, and do nothing, when it is gone through again', async () => {
    const [customerId = ''] = await owing('02', 1);
    const first = await attend(desk.at(), '02');
    await invoice(desk.at(), customerId, 'another', eur(1_00), { dueOn: '2026-03-10' });
    expect(await attend(desk.at(), '02')).toEqual({ ...first });
    expect(await attend(desk.at(), '02', { attempt: 2 })).toEqual({ ...first });
    expect(await toldOf(customerId)).toBe(1);
  });

  it('should stop when its time is over, and go on behind the last page', async () => {
    const customerIds = await owing('03', 53);
    const first = await attend(desk.at(), '03', { hasTime: () => false });
    expect(first).toMatchObject({ status: 'RUNNING', figures: { customersAttended: 50 } });
    expect(first.cursor).not.toBeNull();
    expect(await attend(desk.at(), '03')).toMatchObject({
      status: 'SUCCEEDED',
      cursor: null,
      figures: { customersAttended: 53, invoicesOverdue: 53 },
    });
    expect(new Set(await Promise.all(customerIds.map(toldOf)))).toEqual(new Set([1]));
  });

  it('should report a customer who cannot be attended to, and attend to the rest', async () => {
    const [first = '', broken = '', last = ''] = await owing('04', 3);
    await breakOpenItems(database.table, broken);
    const shard = await attend(desk.at(), '04');
    expect(shard).toMatchObject({
      status: 'PARTLY_FAILED',
      figures: { customersAttended: 2, customersFailed: 1 },
      failed: [{ customerId: broken, error: 'TypeError' }],
    });
    expect(await Promise.all([first, broken, last].map(toldOf))).toEqual([1, 0, 1]);
    // Repaired and tried again, it is made up for.
    await repairOpenItems(database.table, broken);
    expect(await attend(desk.at(), '04', { attempt: 2 })).toMatchObject({ status: 'SUCCEEDED', failed: [] });
    expect(await Promise.all([first, broken, last].map(toldOf))).toEqual([1, 1, 1]);
  });

  it('should fail, and stay where it is, when nobody at all can be attended to', async () => {
    const customerIds = await owing('05', 6);
    for (const customerId of customerIds) await breakOpenItems(database.table, customerId);
    await expect(attend(desk.at(), '05')).rejects.toThrow(TypeError);
    expect(await findShard(database.table, '2026-03-11', '05')).toMatchObject({ status: 'RUNNING', cursor: null });
    for (const customerId of customerIds) await repairOpenItems(database.table, customerId);
    expect(await attend(desk.at(), '05')).toMatchObject({ status: 'SUCCEEDED', figures: { customersAttended: 6 } });
  });

  it('should go on where it was when the process ended in the midst of a page', async () => {
    const customerIds = await owing('06', 4);
    const { client } = faultyClient({
      command: 'TransactWriteCommand',
      when: 'after',
      error: named('ProcessEnded'),
      times: 2,
    });
    const ending = { ...desk.at(), table: openTable(database.tableName, client) };
    await attend(ending, '06').catch(() => undefined);
    await attend(desk.at(), '06');
    expect(await Promise.all(customerIds.map(toldOf))).toEqual([1, 1, 1, 1]);
    expect(await findShard(database.table, '2026-03-11', '06')).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should say so when it was given up, and be gone through by the next attempt', async () => {
    await owing('07', 1);
    const of = { date: '2026-03-11', shard: '07', attempt: 1 };
    expect(await giveUpShard(desk.at(), of, 'TypeError')).toMatchObject({ status: 'FAILED', error: 'TypeError' });
    expect(await attend(desk.at(), '07')).toMatchObject({ status: 'FAILED', figures: { customersAttended: 0 } });
    const again = await attend(desk.at(), '07', { attempt: 2 });
    expect(again).toMatchObject({ status: 'SUCCEEDED', error: null });
    // Too late: it has ended.
    expect(await giveUpShard(desk.at(), { ...of, attempt: 2 }, 'States.Timeout')).toEqual(again);
  });

  it('should have nothing to do where nobody is due', async () => {
    expect(await attend(desk.at(), '15')).toMatchObject({ status: 'SUCCEEDED', figures: { customersAttended: 0 } });
  });
});
