import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/dates.ts';
import { ageItems } from '../../../../shared/domain/portfolio/aging.ts';
import {
  bestPossibleDso,
  collectionEffectiveness,
  daysSalesOutstanding,
  salesPeriod,
} from '../../../../shared/domain/portfolio/efficiency.ts';
import { type DebtorStanding, figuresOf, isDefaulter } from '../../../../shared/domain/portfolio/figures.ts';
import { daysOf, share } from '../../../../shared/domain/portfolio/ratio.ts';
import { MOST_GROUPS, snapshotOf } from '../../../../shared/domain/portfolio/snapshot.ts';

const TODAY = '2026-03-31';

const debtor = (
  customerId: string,
  open: readonly (readonly [days: number, euros: number])[],
  more = {},
): DebtorStanding => ({
  customerId,
  currency: 'EUR',
  segment: 'retail',
  region: 'DE',
  aging: ageItems(
    open.map(([days, euros]) => ({ dueOn: addDays(TODAY, -days), remaining: BigInt(euros) * 100n, disputed: false })),
    TODAY,
  ),
  unappliedCash: 0n,
  reservations: 0n,
  limit: null,
  isWithLegal: false,
  sales: 0n,
  recentSales: 0n,
  ...more,
});
const euros = (amount: string) => ({ amount, currency: 'EUR' });

describe('ratios', () => {
  it('should have four decimals as shares, rounded half up, and none when there is nothing to divide by', () => {
    expect(share(1n, 3n)).toBe(0.3333);
    expect(share(2n, 3n)).toBe(0.6667);
    expect(share(0n, 5n)).toBe(0);
    expect(share(1n, 0n)).toBeNull();
    expect(share(1n, -1n)).toBeNull();
    expect(share(-1n, 4n)).toBe(-0.25);
  });

  it('should be exact for amounts that no float holds', () => {
    expect(share(10n ** 30n, 10n ** 30n * 2n)).toBe(0.5);
    expect(daysOf(10n ** 30n, 10n ** 31n, 91)).toBe(9.1);
  });
});

describe('how fast debts come in', () => {
  it('should reckon days sales outstanding when there were sales', () => {
    expect(daysSalesOutstanding(45_000n, 90_000n, 90)).toBe(45);
    expect(bestPossibleDso(30_000n, 90_000n, 90)).toBe(30);
    expect(daysSalesOutstanding(1n, 0n, 90)).toBeNull();
  });

  it('should be wholly effective when nothing is overdue at the end, and less so by what is', () => {
    const month = { beginning: 100n, creditSales: 60n, ending: 40n };
    expect(collectionEffectiveness({ ...month, endingCurrent: 40n })).toBe(1);
    expect(collectionEffectiveness({ ...month, endingCurrent: 10n })).toBe(0.8);
    expect(collectionEffectiveness({ beginning: 0n, creditSales: 0n, ending: 0n, endingCurrent: 0n })).toBeNull();
  });

  it('should take calendar months up to the day when a period is named', () => {
    expect(salesPeriod('2026-03-15', 3)).toEqual({
      from: '2026-01-01',
      to: '2026-03-15',
      days: 74,
      months: ['2026-01', '2026-02', '2026-03'],
    });
    expect(salesPeriod('2026-01-01', 2)).toMatchObject({
      from: '2025-12-01',
      days: 32,
      months: ['2025-12', '2026-01'],
    });
    expect(salesPeriod('2028-02-29', 1)).toMatchObject({ from: '2028-02-01', days: 29 });
  });
});

describe('the figures of customers', () => {
  it('should add up what is open, late, held and used', () => {
    const figures = figuresOf(
      [
        debtor(
          'A',
          [
            [0, 50],
            [10, 30],
            [95, 20],
          ],
          { limit: 200_00n, reservations: 10_00n, sales: 300_00n, recentSales: 100_00n },
        ),
        debtor('B', [[-20, 100]], { unappliedCash: 20_00n, sales: 300_00n }),
        debtor('C', []),
      ],
      'EUR',
      { salesDays: 90, beginning: 150_00n },
    );
    expect(figures).toEqual({
      currency: 'EUR',
      customers: 2,
      openReceivables: euros('200.00'),
      aging: {
        current: euros('150.00'),
        days1To30: euros('30.00'),
        days31To60: euros('0.00'),
        days61To90: euros('0.00'),
        days91To120: euros('20.00'),
        over120: euros('0.00'),
      },
      overdue: euros('50.00'),
      overdueShare: 0.25,
      disputed: euros('0.00'),
      unappliedCash: euros('20.00'),
      reservations: euros('10.00'),
      exposure: euros('190.00'),
      limits: euros('200.00'),
      utilization: 0.55,
      defaulters: { customers: 1, amount: euros('50.00') },
      creditSales: euros('600.00'),
      dso: 30,
      bestPossibleDso: 22.5,
      cei: 0.5,
    });
  });

  it('should call a default what is more than ninety days late, or with the lawyers', () => {
    expect(isDefaulter(debtor('A', [[90, 1]]))).toBe(false);
    expect(isDefaulter(debtor('A', [[91, 1]]))).toBe(true);
    expect(isDefaulter(debtor('A', [[50, 1]], { isWithLegal: true }))).toBe(true);
    expect(isDefaulter(debtor('A', [[-5, 1]], { isWithLegal: true }))).toBe(false);
  });
});

describe('a snapshot', () => {
  const period = { from: '2026-01-01', to: '2026-03-30', days: 89 };
  const facts = {
    date: TODAY,
    takenAt: '2026-03-31T04:00:00.000Z',
    salesPeriod: period,
    collectionPeriod: period,
    cases: {},
  };

  it('should keep currencies, segments and regions apart', () => {
    const snapshot = snapshotOf(
      [
        debtor('A', [[5, 10]]),
        debtor('B', [[5, 20]], { segment: 'wholesale', region: 'FR' }),
        debtor('C', [[5, 40]], { currency: 'USD' }),
      ],
      facts,
      null,
    );
    expect(snapshot.totals.map(({ currency, overdue }) => [currency, overdue.amount])).toEqual([
      ['EUR', '30.00'],
      ['USD', '40.00'],
    ]);
    const named = (groups: typeof snapshot.segments) =>
      groups.map(({ currency, name, overdue }) => [currency, name, overdue.amount]);
    expect(named(snapshot.segments)).toEqual([
      ['EUR', 'wholesale', '20.00'],
      ['EUR', 'retail', '10.00'],
      ['USD', 'retail', '40.00'],
    ]);
    expect(named(snapshot.regions)).toEqual([
      ['EUR', 'FR', '20.00'],
      ['EUR', 'DE', '10.00'],
      ['USD', 'DE', '40.00'],
    ]);
  });

  it('should put the smallest together, and lose none of them, when there are very many segments', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      debtor(`C-${index}`, [[1, index + 1]], { segment: `s-${index}` }),
    );
    const { segments, totals } = snapshotOf(many, facts, null);
    expect(segments).toHaveLength(MOST_GROUPS + 1);
    expect(segments[0]?.name).toBe('s-499');
    expect(segments.at(-1)).toMatchObject({ name: null, customers: 500 - MOST_GROUPS });
    const cents = (amount: string) => BigInt(amount.replace('.', ''));
    const sum = segments.reduce((total, { overdue }) => total + cents(overdue.amount), 0n);
    expect(sum).toBe(cents(totals[0]?.overdue.amount ?? ''));
    expect(JSON.stringify({ segments, totals }).length).toBeLessThan(200_000);
  });
});
