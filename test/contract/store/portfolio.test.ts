import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachMonthlySales, salesOf } from '../../../shared/store/monthly-sales.ts';
import { dsoReport } from '../../../shared/store/portfolio/dso-report.ts';
import { loadSnapshot, newestSnapshot, portfolioNow, takeSnapshot } from '../../../shared/store/portfolio/snapshots.ts';
import { openTable } from '../../../shared/store/table.ts';
import { allTheTime } from '../../../shared/store/time-budget.ts';
import { meteredClient } from '../../support/client-taps.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, credit, eur, invoice, pay, publishTestRates, usd } from '../../support/movements.ts';

let database: Database;
let desk: Desk;

/** The first of March, with sales of January and February behind it. */
beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table, { start: '2026-03-01T05:00:00.000Z', timeZone: 'Europe/Berlin' });
  await publishTestRates(desk.at());
  await createCustomer(desk.at(), 'LATE', { limit: 1_000_00, segment: 'RETAIL' });
  await createCustomer(desk.at(), 'PROMPT', { limit: 3_000_00, segment: 'TRADE' });
  await createCustomer(desk.at(), 'PAID-UP', { limit: 500_00, segment: 'TRADE' });
  await createCustomer(desk.at(), 'DOLLARS', { currency: 'USD', limit: 'unlimited' });
  await createCustomer(desk.at(), 'IDLE', { limit: 100_00 });
  await invoice(desk.at(), 'LATE', 'L-1', eur(300_00), { issuedOn: '2025-10-01', dueOn: '2025-11-01' });
  await invoice(desk.at(), 'LATE', 'L-2', eur(100_00), { issuedOn: '2026-01-10', dueOn: '2026-02-10' });
  await invoice(desk.at(), 'PROMPT', 'P-1', eur(600_00), { issuedOn: '2026-02-20', dueOn: '2026-03-20' });
  await invoice(desk.at(), 'PAID-UP', 'U-1', eur(400_00), { issuedOn: '2026-01-05', dueOn: '2026-02-05' });
  await pay(desk.at(), 'PAID-UP', 'PAY-U', eur(400_00), { date: '2026-02-01' });
  await credit(desk.at(), 'PROMPT', 'N-1', eur(100_00), { date: '2026-02-25' });
  await invoice(desk.at(), 'DOLLARS', 'D-1', usd(50_00), { issuedOn: '2026-02-01', dueOn: '2026-02-15' });
  await check(desk.at(), 'PROMPT', 'O-1', eur(50_00));
});

afterAll(() => database.stop());

describe('monthly sales', () => {
  it('should be what was invoiced in a month less what was credited in it, once however often it is posted', async () => {
    for (const _ of [1, 2]) {
      await invoice(desk.at(), 'PROMPT', 'P-1', eur(600_00), { issuedOn: '2026-02-20', dueOn: '2026-03-20' });
      await credit(desk.at(), 'PROMPT', 'N-1', eur(100_00), { date: '2026-02-25' });
    }
    const february: string[] = [];
    for await (const { currency, customerId, minorUnits } of eachMonthlySales(database.table, '2026-02')) {
      february.push(`${customerId} ${minorUnits} ${currency}`);
    }
    expect(february.toSorted()).toEqual(['DOLLARS 5000 USD', 'PROMPT 50000 EUR']);
  });

  it("should be in the account's currency when an invoice is in another one", async () => {
    await createCustomer(desk.at(), 'MIXED', { limit: 'unlimited' });
    await invoice(desk.at(), 'MIXED', 'M-1', usd(12_50), { issuedOn: '2025-06-01', dueOn: '2025-07-01' });
    await pay(desk.at(), 'MIXED', 'PAY-M', usd(12_50));
    expect(await salesOf(database.table, 'MIXED', ['2025-05', '2025-06'])).toEqual([
      { customerId: 'MIXED', month: '2025-06', currency: 'EUR', minorUnits: 10_00n },
    ]);
  });
});

describe('the snapshot of a day', () => {
  it('should tell how the portfolio stands, paid-up customers counted in the sales alone', async () => {
    const { cases, segments, totals, ...rest } = await takeSnapshot(desk.at(), '2026-03-01');
    expect(rest).toMatchObject({
      date: '2026-03-01',
      takenAt: '2026-03-01T05:00:00.000Z',
      salesPeriod: { from: '2025-12-01', to: '2026-02-28', days: 90 },
      collectionPeriod: { from: '2026-02-01', to: '2026-02-28', days: 28 },
    });
    expect(cases).toEqual({});
    const euros = (amount: string) => ({ amount, currency: 'EUR' });
    expect(totals[0]).toEqual({
      currency: 'EUR',
      customers: 2,
      openReceivables: euros('900.00'),
      aging: {
        current: euros('500.00'),
        days1To30: euros('100.00'),
        days31To60: euros('0.00'),
        days61To90: euros('0.00'),
        days91To120: euros('300.00'),
        over120: euros('0.00'),
      },
      overdue: euros('400.00'),
      overdueShare: 0.4444,
      disputed: euros('0.00'),
      unappliedCash: euros('0.00'),
      reservations: euros('50.00'),
      exposure: euros('950.00'),
      // LATE, PROMPT and PAID-UP; nobody looks at IDLE.
      limits: euros('4500.00'),
      utilization: 0.2111,
      defaulters: { customers: 1, amount: euros('400.00') },
      creditSales: euros('1000.00'),
      dso: 81,
      bestPossibleDso: 45,
      cei: null,
    });
    expect(totals[1]).toMatchObject({ currency: 'USD', utilization: null, overdue: { amount: '50.00' } });
    expect(
      segments.map(({ currency, name, openReceivables }) => `${currency} ${name} ${openReceivables.amount}`),
    ).toEqual(['EUR TRADE 500.00', 'EUR RETAIL 400.00', 'USD RETAIL 50.00']);
  });

  it('should be taken once, and be the same when it is asked for again later', async () => {
    const first = await loadSnapshot(database.table, '2026-03-01');
    desk.advance({ hours: 2 });
    const [one, other] = await Promise.all([
      takeSnapshot(desk.at(), '2026-03-01'),
      takeSnapshot(desk.at(), '2026-03-01'),
    ]);
    expect([one, other]).toEqual([first, first]);
    const both = await Promise.all([takeSnapshot(desk.at(), '2026-02-28'), takeSnapshot(desk.at(), '2026-02-28')]);
    expect(both[0]).toEqual(both[1]);
    expect((await newestSnapshot(database.table, '2026-02-20', '2026-02-28'))?.date).toBe('2026-02-28');
    expect(await newestSnapshot(database.table, '2026-01-01', '2026-02-27')).toBeNull();
  });

  it('should tell how effective collections were since the snapshot that began the month', async () => {
    desk.setTo('2026-03-11T05:00:00.000Z');
    await pay(desk.at(), 'LATE', 'PAY-L', eur(300_00), { reference: 'L-1' });
    await invoice(desk.at(), 'PROMPT', 'P-2', eur(200_00), { issuedOn: '2026-03-05', dueOn: '2026-04-05' });
    const { collectionPeriod, totals } = await takeSnapshot(desk.at(), '2026-03-11');
    expect(collectionPeriod).toEqual({ from: '2026-03-01', to: '2026-03-10', days: 10 });
    // (900 + 200 - 800) / (900 + 200 - 700)
    expect(totals[0]).toMatchObject({
      cei: 0.75,
      openReceivables: { amount: '800.00' },
      overdue: { amount: '100.00' },
    });
  });

  it('should refuse to be reckoned in part when the time is too short', async () => {
    for (let index = 0; index < 12; index += 1) await createCustomer(desk.at(), `MORE-${index}`, { limit: 1 });
    for (let index = 0; index < 12; index += 1) await invoice(desk.at(), `MORE-${index}`, `MORE-${index}`, eur(1));
    await expect(portfolioNow(desk.at(), '2026-03-11', () => false)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('days sales outstanding', () => {
  it('should be reckoned over the months asked for, with the snapshots that began them', async () => {
    desk.setTo('2026-03-11T09:00:00.000Z');
    const { items, period, trend } = await dsoReport(database.table, '2026-03-11', 2, allTheTime);
    expect(period).toEqual({ from: '2026-02-01', to: '2026-03-11', days: 39, months: ['2026-02', '2026-03'] });
    expect(items.find(({ currency }) => currency === 'USD')).toEqual({
      currency: 'USD',
      receivables: 50_00n,
      current: 0n,
      creditSales: 50_00n,
      dso: 39,
      bestPossibleDso: 0,
    });
    expect(trend.filter(({ currency }) => currency === 'EUR')).toEqual([
      { date: '2026-03-01', currency: 'EUR', dso: 81, cei: null },
    ]);
  });
});

describe('what a snapshot costs', () => {
  it('should not grow when customers have paid what they owed long ago', async () => {
    const meter = meteredClient();
    const metered = desk.at({ table: openTable(database.tableName, meter.client) });
    const units = async (): Promise<number> => {
      meter.requests.length = 0;
      await portfolioNow(metered, '2026-03-11', allTheTime);
      return meter.requests.reduce((sum, { readUnits }) => sum + readUnits, 0);
    };
    const before = await units();
    for (const month of ['2024-05', '2025-02', '2025-09']) {
      for (let index = 0; index < 20; index += 1) {
        const id = `OLD-${month}-${index}`;
        await invoice(desk.at(), 'LATE', id, eur(10_00), { issuedOn: `${month}-01`, dueOn: `${month}-20` });
        await pay(desk.at(), 'LATE', `PAY-${id}`, eur(10_00), { date: `${month}-15`, reference: id });
      }
    }
    expect(await units()).toBeLessThanOrEqual(before * 1.05);
  });
});
