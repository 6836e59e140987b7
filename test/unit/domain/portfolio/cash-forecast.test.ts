import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/dates.ts';
import { forecastOf, noForecast, withCustomer } from '../../../../shared/domain/portfolio/cash-forecast.ts';
import { weeksFrom } from '../../../../shared/domain/portfolio/weeks.ts';
import type { OpenItem } from '../../../../shared/domain/receivable/receivable.ts';
import { eur } from '../../../support/movements.ts';

/** A Wednesday. */
const TODAY = '2026-03-04';
const weeks = weeksFrom(TODAY, 4);

const item = (
  minorUnits: number,
  dueOn: string,
  more: { early?: number; late?: number; disputed?: boolean } = {},
): OpenItem => ({
  invoiceId: `I-${dueOn}-${minorUnits}`,
  issuedOn: addDays(dueOn, -30),
  dueOn,
  amount: eur(minorUnits),
  remaining: eur(minorUnits),
  carryingRemaining: BigInt(minorUnits),
  disputed: more.disputed ?? false,
  outlook:
    more.early === undefined
      ? null
      : {
          lateProbability: 0.4,
          expectedPaidOn: dueOn,
          paidFrom: addDays(dueOn, -more.early),
          paidTo: addDays(dueOn, more.late ?? 10),
          paidBefore: 5,
        },
});

const forecast = (...customers: readonly (readonly OpenItem[])[]) =>
  forecastOf(
    customers.reduce((sum, items) => withCustomer(sum, { items, unappliedCash: 0n }, weeks, TODAY), noForecast(weeks)),
  );

describe('the weeks of a forecast', () => {
  it('should begin with what is left of this one, and be numbered as ISO 8601 does', () => {
    expect(weeksFrom(TODAY, 2)).toEqual([
      { name: '2026-W10', from: '2026-03-04', to: '2026-03-08' },
      { name: '2026-W11', from: '2026-03-09', to: '2026-03-15' },
    ]);
    expect(weeksFrom('2026-03-08', 1)).toEqual([{ name: '2026-W10', from: '2026-03-08', to: '2026-03-08' }]);
    expect(weeksFrom('2026-12-28', 2).map(({ name }) => name)).toEqual(['2026-W53', '2027-W01']);
    expect(weeksFrom('2024-12-30', 1)[0]?.name).toBe('2025-W01');
  });
});

describe('a cash forecast', () => {
  it('should put what is sure into its week', () => {
    const { beyond, open, weeks: slots } = forecast([item(100_00, '2026-03-12', { early: 0, late: 0 })]);
    expect(open).toBe(100_00n);
    expect(Number(slots[1]?.expected)).toBeGreaterThan(95_00);
    expect(Number(beyond.expected)).toBeLessThan(50);
  });

  it('should part what is not sure among the weeks, most of it where it is expected', () => {
    const { weeks: slots } = forecast([item(100_00, '2026-03-18', { early: 6, late: 12 })]);
    const [first = 0n, second = 0n, third = 0n, fourth = 0n] = slots.map(({ expected }) => expected);
    expect(first).toBe(0n);
    expect(second > 0n && fourth > 0n).toBe(true);
    expect(third > second && third > fourth).toBe(true);
    expect(slots[2]).toMatchObject({ low: 0n, high: 100_00n });
  });

  it('should tell what is overdue, disputed and not predicted apart', () => {
    const told = forecast([
      item(100_00, '2026-02-20', { early: 5, disputed: true }),
      item(50_00, '2026-03-20', { early: 5 }),
      item(30_00, '2026-03-02'),
    ]);
    expect(told).toMatchObject({ open: 180_00n, overdue: 130_00n, disputed: 100_00n, unpredicted: 30_00n });
    const late = [...told.weeks, told.beyond].reduce((sum, { overdue }) => sum + overdue, 0n);
    expect(late).toBe(130_00n);
  });

  it('should have a narrower range for many customers than for one who owes the same', () => {
    const small = () => item(10_00, '2026-03-18', { early: 6, late: 12 });
    const many = forecast(...Array.from({ length: 50 }, () => [small()])).weeks[2];
    const one = forecast(Array.from({ length: 50 }, small)).weeks[2];
    expect(many?.expected).toBe(one?.expected);
    expect(many && one && many.low > one.low && many.high < one.high).toBe(true);
  });

  it('should sum up to what is open, with each amount within its range', () => {
    const items = fc.record({
      minorUnits: fc.integer({ min: 1, max: 10_000_000 }),
      due: fc.integer({ min: -400, max: 200 }),
      early: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      late: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(items, { maxLength: 5 }), { maxLength: 5 }), (customers) => {
        const told = forecast(
          ...customers.map((owed) =>
            owed.map(({ due, early, late, minorUnits }) =>
              item(minorUnits, addDays(TODAY, due), early === undefined ? {} : { early, late }),
            ),
          ),
        );
        const slots = [...told.weeks, told.beyond];
        expect(slots.reduce((sum, { expected }) => sum + expected, 0n)).toBe(told.open);
        expect(slots.reduce((sum, { overdue }) => sum + overdue, 0n)).toBe(told.overdue);
        for (const { expected, high, low } of slots) {
          expect(0n <= low && low <= expected && expected <= high && high <= told.open).toBe(true);
        }
      }),
    );
  });
});
