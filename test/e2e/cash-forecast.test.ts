import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { assertProblem } from '../support/e2e/answers.ts';
import { eur, sharedPlatform } from '../support/e2e/ledger.ts';

const { ask, call, customer, day, invoice } = sharedPlatform();

type Query = Readonly<Record<string, string | number>>;

const cents = ({ amount }: { readonly amount: string }): number => Math.round(Number(amount) * 100);

const euros = async (query: Query = {}) => {
  const { body } = await call('getCashForecast', { query });
  expect(body.nextCursor).toBeNull();
  const found = body.items.find(({ currency }) => currency === 'EUR');
  if (!found) throw new Error('nothing is open in euros');
  return found;
};

describe('GET /v1/reports/cash-forecast', () => {
  it('should tell by week when what is open comes in, summing up to it', async () => {
    const customerId = await customer('1000.00');
    await invoice({ customerId, amount: eur('500.00'), dueOn: await day(20) });
    await invoice({ customerId, amount: eur('70.00'), issuedOn: await day(-60), dueOn: await day(-30) });
    const { beyond, open, overdue, weeks } = await euros();
    expect(weeks).toHaveLength(8);
    expect(weeks[0]?.from).toBe(await day());
    expect(weeks.map(({ week }) => week)).toEqual(expect.arrayContaining([expect.stringMatching(/^\d{4}-W\d{2}$/)]));
    const slots = [...weeks, beyond];
    expect(slots.reduce((sum, { expected }) => sum + cents(expected), 0)).toBe(cents(open));
    expect(slots.reduce((sum, slot) => sum + cents(slot.overdue), 0)).toBe(cents(overdue));
    for (const { expected, high, low } of slots) {
      expect(cents(low)).toBeLessThanOrEqual(cents(expected));
      expect(cents(high)).toBeGreaterThanOrEqual(cents(expected));
    }
  });

  it('should expect an invoice in the weeks around its expected day', async () => {
    const before = await euros({ weeks: 26 });
    const customerId = await customer('unlimited');
    const { expectedPaidOn } = await invoice({ customerId, amount: eur('900000.00'), dueOn: await day(60) });
    const { weeks } = await euros({ weeks: 26 });
    const gains = weeks.map((week, index) => ({
      ...week,
      gain: cents(week.expected) - cents(before.weeks[index]?.expected ?? { amount: '0' }),
    }));
    const most = gains.reduce((best, one) => (one.gain > best.gain ? one : best));
    const distance = Math.abs(Date.parse(most.from) - Date.parse(expectedPaidOn ?? '')) / 86_400_000;
    expect(most.gain).toBeGreaterThan(10_000_000);
    expect(distance).toBeLessThan(14);
  });

  it('should be a file with a line for each week and one for what is beyond', async () => {
    const { headers, text } = await ask('getCashForecast', { query: { weeks: 3 }, headers: { accept: 'text/csv' } });
    expect(headers.get('content-disposition')).toMatch(/cash-forecast-\d{4}-\d{2}-\d{2}\.csv/);
    const lines = parse(text, { columns: true }) as Record<string, string>[];
    const own = lines.filter(({ currency }) => currency === 'EUR');
    expect(own.map(({ week }) => week).at(-1)).toBe('beyond');
    expect(own).toHaveLength(4);
  });

  it('should refuse weeks that are none', async () => {
    for (const weeks of ['0', '27', 'x', '1.5']) {
      expect(assertProblem(await ask('getCashForecast', { query: { weeks } })).status).toBe(400);
    }
  });
});
