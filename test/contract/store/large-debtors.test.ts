import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listHistory } from '../../../shared/store/history.ts';
import { warnOfLargeDebtors } from '../../../shared/store/warnings/large-debtors.ts';
import { findDefects } from '../../support/audit.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay, publishTestRates, usd } from '../../support/movements.ts';

let database: Database;
let desk: Desk;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table);
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const told = async (customerId: string) => {
  const { entries } = await listHistory(database.table, { customerId, limit: 200 });
  return entries.filter(({ kind }) => kind === 'LargeDebtor').map(({ data }) => data);
};

describe('large debtors', () => {
  it('should be told of once, and again after they owed less', async () => {
    await publishTestRates(desk.at());
    await createCustomer(desk.at(), 'BIG');
    await createCustomer(desk.at(), 'USA', { currency: 'USD' });
    for (let number = 0; number < 5; number += 1) {
      await createCustomer(desk.at(), `SMALL-${number}`);
      await invoice(desk.at(), `SMALL-${number}`, `S-${number}`, eur(100_00));
    }
    await invoice(desk.at(), 'BIG', 'B-1', eur(250_00));
    // 187.50 dollars are 150 euros: 16.67 % of 900.
    await invoice(desk.at(), 'USA', 'U-1', usd(187_50));
    expect(await warnOfLargeDebtors(desk.at())).toBe(1);
    expect(await warnOfLargeDebtors(desk.at())).toBe(0);
    expect(await told('BIG')).toEqual([
      { sharePercent: '27.77', openReceivables: { amount: '250.00', currency: 'EUR' } },
    ]);
    expect(await told('USA')).toEqual([]);

    await pay(desk.at(), 'BIG', 'P-1', eur(250_00), { allocations: [{ invoiceId: 'B-1', amount: eur(250_00) }] });
    expect(await warnOfLargeDebtors(desk.at())).toBe(1);
    expect(await told('USA')).toEqual([
      { sharePercent: '23.07', openReceivables: { amount: '187.50', currency: 'USD' } },
    ]);
    await invoice(desk.at(), 'BIG', 'B-2', eur(400_00));
    await Promise.all([warnOfLargeDebtors(desk.at()), warnOfLargeDebtors(desk.at())]);
    expect(await told('BIG')).toHaveLength(2);
    expect(await told('USA')).toHaveLength(1);
  });
});
