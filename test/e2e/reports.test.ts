import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AgingReportView } from '../../shared/contracts/reports.ts';
import { assertProblem } from '../support/e2e/answers.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { ask, call, customer, day, invoice, pay, profile } = sharedPlatform();

/** Names that stand beside each other in the list, whoever else is on the platform. */
const prefix = newId('Report');
let late: string;
let prompt: string;
let today: string;

type Row = AgingReportView['items'][number];

/** The rows of this test's customers, found page by page. */
const rowsOn = async (asOf?: string): Promise<ReadonlyMap<string, Row>> => {
  const rows = new Map<string, Row>();
  let cursor: string | null = null;
  do {
    const query: Record<string, string | number> = {
      limit: 200,
      ...(asOf === undefined ? {} : { asOf }),
      ...(cursor === null ? {} : { cursor }),
    };
    const { body } = await call('getAgingReport', { query });
    for (const row of body.items) if (row.legalName.includes(prefix)) rows.set(row.customerId, row);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return rows;
};

beforeAll(async () => {
  today = await day();
  late = await customer('1000.00', { legalName: `=${prefix} late` });
  prompt = await customer('1000.00', { legalName: `${prefix} prompt` });
  const dates = { issuedOn: await day(-60), dueOn: await day(-45) };
  const { invoiceId } = await invoice({ customerId: late, amount: eur('100.00'), ...dates }, newId('-I'));
  await invoice({ customerId: prompt, amount: eur('40.00') });
  await pay({ customerId: late, amount: eur('30.00'), receivedOn: await day(-10), reference: invoiceId });
  await pay({
    customerId: late,
    amount: eur('5.00'),
    receivedOn: await day(-2),
    reference: 'something else',
    allocations: [],
  });
});

describe('the aging report', () => {
  it('should say of everybody what their profile says, with buckets that sum to what is open', async () => {
    const rows = await rowsOn();
    for (const customerId of [late, prompt]) {
      const { exposure, overdue } = await profile(customerId);
      const row = rows.get(customerId);
      expect(row?.total).toEqual(exposure.openReceivables);
      expect(row?.overdue).toEqual(overdue.amount);
      expect(row?.unappliedCash).toEqual(exposure.unappliedCash);
      expect(row?.maxDaysPastDue).toBe(overdue.maxDaysPastDue);
      const cents = Object.values(row?.buckets ?? {}).map(({ amount }) => Math.round(Number(amount) * 100));
      expect(cents.reduce((sum, one) => sum + one, 0)).toBe(Math.round(Number(row?.total.amount) * 100));
    }
    expect(rows.get(late)).toMatchObject({ buckets: { days31To60: eur('70.00') }, unappliedCash: eur('5.00') });
  });

  it('should go by the dates of the documents when it is about a day that has passed', async () => {
    const before = await rowsOn(await day(-11));
    expect(before.get(late)).toMatchObject({ total: eur('100.00'), buckets: { days31To60: eur('100.00') } });
    expect(before.has(prompt)).toBe(false);
    expect((await rowsOn(await day(-10))).get(late)?.total).toEqual(eur('70.00'));
    expect((await rowsOn(await day(-46))).get(late)?.buckets.current).toEqual(eur('100.00'));
    expect((await rowsOn(await day(-61))).has(late)).toBe(false);
  });

  it('should be a file for spreadsheets when CSV is asked for, and run nothing in them', async () => {
    const { headers, text } = await ask('getAgingReport', { query: { limit: 200 }, headers: { accept: 'text/csv' } });
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="aging-${today}.csv"`);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(Object.keys(rows[0] ?? {})).toContain('over120');
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('should refuse days that do not exist and days to come', async () => {
    expect(assertProblem(await ask('getAgingReport', { query: { asOf: '2026-02-30' } })).status).toBe(400);
    expect(assertProblem(await ask('getAgingReport', { query: { asOf: await day(1) } })).status).toBe(422);
  });
});

describe('the other reports', () => {
  it('should each answer in their shape, as JSON and as CSV', async () => {
    const ids = [
      'getPortfolioReport',
      'getDsoReport',
      'getCollectionsReport',
      'getApprovalsReport',
      'getOverridesReport',
      'getDefaultersReport',
      'getLimitReviewsReport',
      'getCashForecast',
    ] as const;
    for (const id of ids) {
      expect((await call(id)).status).toBe(200);
      const { headers, text } = await ask(id, { headers: { accept: 'text/csv' } });
      expect(headers.get('content-type')).toMatch(/^text\/csv/);
      expect(parse(text).length).toBeGreaterThan(0);
    }
  });

  it('should count what is open and sold when something is invoiced', async () => {
    const euros = async () => {
      const { body } = await call('getDsoReport', { query: { months: 1 } });
      const found = body.items.find(({ currency }) => currency === 'EUR');
      return { open: Number(found?.receivables.amount ?? 0), sold: Number(found?.creditSales.amount ?? 0) };
    };
    const before = await euros();
    await invoice({ customerId: prompt, amount: eur('1000000.00') });
    const after = await euros();
    // Other tests work on the same platform.
    expect(after.open - before.open).toBeGreaterThan(900_000);
    expect(after.sold - before.sold).toBeGreaterThan(900_000);
  });

  it('should list a limit to be looked at again when the day that is asked for is far enough', async () => {
    const customerId = await customer('1000.00', { creditAnalyst: 'ana.analyst@example.com' });
    const idsBy = async (dueBy: string) => {
      const found = new Map<string, unknown>();
      let cursor: string | null = null;
      do {
        const query: Record<string, string | number> = { dueBy, limit: 200, ...(cursor === null ? {} : { cursor }) };
        const { body } = await call('getLimitReviewsReport', { query });
        for (const item of body.items) found.set(item.customerId, item);
        cursor = body.nextCursor;
      } while (cursor !== null);
      return found;
    };
    expect((await idsBy(await day(364))).has(customerId)).toBe(false);
    expect((await idsBy(await day(365))).get(customerId)).toMatchObject({
      ...{ creditLimit: eur('1000.00'), recommendedLimit: null, difference: null, utilization: 0, daysOverdue: 0 },
      ...{ lastReviewedOn: await day(), dueOn: await day(365), creditAnalyst: 'ana.analyst@example.com' },
    });
  });

  it('should list a customer among the defaulters when something is more than ninety days past due', async () => {
    const customerId = await customer('1000.00');
    await invoice({ customerId, amount: eur('9.00'), issuedOn: await day(-120), dueOn: await day(-91) });
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string | number> = { limit: 200, ...(cursor === null ? {} : { cursor }) };
      const { body } = await call('getDefaultersReport', { query });
      found.push(...body.items.map((one) => one.customerId));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(found).toContain(customerId);
    expect(found).not.toContain(late);
  });
});
