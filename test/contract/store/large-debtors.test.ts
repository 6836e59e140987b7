import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { money } from '../../../shared/money.ts';
import { publishRates } from '../../../shared/store/fx-rates.ts';
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
  const warnings = { ...defaultPolicy.warnings, largeDebtorAmong: 5 };
  desk = openDesk(database.table, { policy: { warnings } });
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const warn = () => warnOfLargeDebtors(desk.at(), 'EUR');
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
    expect(await warn()).toBe(1);
    expect(await warn()).toBe(0);
    expect(await told('BIG')).toEqual([
      { sharePercent: '27.77', openReceivables: { amount: '250.00', currency: 'EUR' } },
    ]);
    expect(await told('USA')).toEqual([]);

    await pay(desk.at(), 'BIG', 'P-1', eur(250_00), { allocations: [{ invoiceId: 'B-1', amount: eur(250_00) }] });
    expect(await warn()).toBe(1);
    expect(await told('USA')).toEqual([
      { sharePercent: '23.07', openReceivables: { amount: '187.50', currency: 'USD' } },
    ]);
    await invoice(desk.at(), 'BIG', 'B-2', eur(400_00));
    await Promise.all([warn(), warn()]);
    expect(await told('BIG')).toHaveLength(2);
    expect(await told('USA')).toHaveLength(1);
  });

  it('should stand undecided while no rate converts what they owe, or too few owe anything', async () => {
    await createCustomer(desk.at(), 'SWISS', { currency: 'CHF' });
    await invoice(desk.at(), 'SWISS', 'C-1', money(300_00n, 'CHF'));
    expect(await warn()).toBe(0);
    expect(await told('SWISS')).toEqual([]);
    desk.advance({ days: 1 });
    await publishRates(desk.at(), { date: desk.today(), base: 'EUR', rates: { USD: '1.25', CHF: '1' } }, 'with-chf');
    expect(await warn()).toBe(1);
    expect(await told('SWISS')).toHaveLength(1);
    desk.advance({ days: 1 });
    await publishTestRates(desk.at());
    expect(await warn()).toBe(0);
    desk.advance({ days: 1 });
    await publishRates(desk.at(), { date: desk.today(), base: 'EUR', rates: { USD: '1.25', CHF: '1' } }, 'chf-again');
    expect(await warn()).toBe(0);
    expect(await told('SWISS')).toHaveLength(1);

    const among = { ...defaultPolicy, warnings: { ...defaultPolicy.warnings, largeDebtorAmong: 50 } };
    expect(await warnOfLargeDebtors(desk.at({ policy: among }), 'EUR')).toBe(0);
    expect(await warn()).toBe(0);
    expect(await told('SWISS')).toHaveLength(1);
  });
});

describe('large debtors of a house that publishes no rates', () => {
  it('should be judged by what is open in the currency of the environment', async () => {
    const own = await startDatabase();
    const warnings = { ...defaultPolicy.warnings, largeDebtorAmong: 2 };
    const house = openDesk(own.table, { policy: { warnings } });
    await createCustomer(house.at(), 'A');
    await createCustomer(house.at(), 'B');
    await createCustomer(house.at(), 'Y', { currency: 'JPY' });
    await invoice(house.at(), 'A', 'A-1', eur(900_00));
    await invoice(house.at(), 'B', 'B-1', eur(100_00));
    await invoice(house.at(), 'Y', 'Y-1', money(9_000_000n, 'JPY'));
    expect(await warnOfLargeDebtors(house.at(), 'EUR')).toBe(1);
    expect(await warnOfLargeDebtors(house.at(), 'JPY')).toBe(0);
    await own.stop();
  });
});
