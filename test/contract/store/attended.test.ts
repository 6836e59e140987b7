import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { listAttention } from '../../../shared/store/daily-runs/attention.ts';
import { gradeCustomer } from '../../../shared/store/grading/grade.ts';
import { dueShards } from '../../../shared/store/keys.ts';
import { attendedCustomers, pageOfAttended } from '../../../shared/store/portfolio/debtors.ts';
import type { Page } from '../../../shared/store/table.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let database: Database;

beforeAll(async () => {
  database = await startDatabase();
});

afterAll(async () => {
  await database.stop();
});

const walked = async (limit: number): Promise<string[]> => {
  const ids: string[] = [];
  let startAfter: Page['next'] = null;
  for (;;) {
    const { customers, hasMore } = await pageOfAttended(database.table, limit, startAfter);
    ids.push(...customers.map(({ customerId }) => customerId));
    startAfter = (customers.at(-1)?.place ?? null) as Page['next'];
    if (!hasMore || startAfter === null) return ids.sort();
  }
};

it('should leave out whose grade alone is reviewed some day, whom the daily run finds then', async () => {
  const desk = openDesk(database.table);
  const owing = ['OWES-1', 'OWES-2', 'OWES-3'];
  const idle = Array.from({ length: 12 }, (_, number) => `IDLE-${number}`);
  for (const customerId of [...owing, ...idle]) {
    await createCustomer(desk.at(), customerId);
    for (const number of [1, 2, 3]) {
      await invoice(desk.at(), customerId, `${customerId}-${number}`, eur(100_00));
      await pay(desk.at(), customerId, `P-${customerId}-${number}`, eur(100_00));
    }
    await gradeCustomer(desk.at(), customerId);
  }
  // Due long after the reviews, and so behind them in the index.
  for (const id of owing) await invoice(desk.at(), id, `${id}-4`, eur(1_00), { dueOn: '2039-01-01' });
  for (const id of owing) await gradeCustomer(desk.at(), id);
  expect((await attendedCustomers(database.table)).sort()).toEqual(owing);
  for (const limit of [1, 2, 50]) expect(await walked(limit)).toEqual(owing);

  const reviewOn = (await loadAccount(database.table, 'IDLE-0'))?.gradeDueOn ?? '';
  const found = await Promise.all(
    dueShards.map((shard) => listAttention(database.table, shard, { to: reviewOn, limit: 50 })),
  );
  expect(found.flatMap(({ customerIds }) => customerIds)).toEqual(expect.arrayContaining(idle));
});
