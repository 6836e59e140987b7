import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noBehaviour } from '../../../shared/domain/behaviour/behaviour.ts';
import { type ConductInput, conductFacts, wholeMonthsBetween } from '../../../shared/domain/behaviour/conduct.ts';
import {
  addMonths,
  type BehaviourByMonth,
  eventsInMonth,
  lifetimeOf,
  monthBefore,
  monthsBetween,
  negatedMonths,
  nothingHappened,
  paidInMonth,
} from '../../../shared/domain/behaviour/months.ts';
import { averageMonthlySales, type SalesByMonth, salesTrend } from '../../../shared/domain/behaviour/sales.ts';
import { anAccount } from '../../support/accounts.ts';

const TODAY = '2026-03-15';

/** Amount in minor units, days late, day of payment. */
const paid = (...payments: readonly (readonly [bigint, number, string])[]): BehaviourByMonth =>
  payments.reduce((sum, [amount, late, on]) => {
    const dueOn = new Date(Date.parse(on) - late * 86_400_000).toISOString().slice(0, 10);
    return addMonths(sum, paidInMonth({ issuedOn: dueOn, dueOn, everDisputed: false }, on, amount));
  }, nothingHappened);

const facts = (months: BehaviourByMonth, changes: Partial<ConductInput> = {}) =>
  conductFacts({
    behaviour: lifetimeOf(months),
    months,
    sales: new Map(),
    salesMonths: 12,
    account: anAccount(),
    overdueAmount: 0n,
    overdueSince: null,
    since: null,
    today: TODAY,
    ...changes,
  });

describe('how late a customer pays', () => {
  it('should weigh invoices by their amounts, over everything', () => {
    const months = paid([100_00n, 10, '2010-01-05'], [300_00n, 2, '2026-03-01']);
    expect(facts(months)).toMatchObject({ onTimeRatio: 0, averageDaysLate: 6, weightedDaysLate: 4 });
  });

  it('should weigh months half as much for every six that they are older, and none after 24', () => {
    const months = paid([100_00n, 0, '2026-03-01'], [100_00n, 30, '2025-09-30'], [900_00n, 99, '2024-02-29']);
    expect(facts(months).recentDaysLate).toBeCloseTo((0.5 * 30) / 1.5);
    expect(facts(paid([100_00n, 9, '2024-03-01'])).recentDaysLate).toBe(9);
    expect(facts(paid([100_00n, 9, '2024-02-29'])).recentDaysLate).toBeNull();
  });

  it('should not count value dates of months that are still to come', () => {
    const months = paid([100_00n, 40, '2026-04-01'], [100_00n, 7, '2026-03-31']);
    expect(facts(months)).toMatchObject({ recentDaysLate: 7, worstDaysPastDue12m: 7, invoicesPaid: 2 });
  });

  it('should know the worst of this month and the 12 before, and of what is open', () => {
    const months = paid([1n, 90, '2025-02-28'], [1n, 21, '2025-03-01'], [1n, 3, '2026-03-01']);
    expect(facts(months).worstDaysPastDue12m).toBe(21);
    const overdueSince = '2026-02-13';
    expect(facts(months, { overdueSince }).worstDaysPastDue12m).toBe(30);
    expect(facts(nothingHappened, { overdueSince }).worstDaysPastDue12m).toBe(30);
    const notCounted = anAccount({ oldestOpenDueOn: '2026-02-13', openReceivables: 100_00n });
    expect(facts(nothingHappened, { account: notCounted }).worstDaysPastDue12m).toBeNull();
    expect(facts(paid([1n, 0, '2026-01-01'])).worstDaysPastDue12m).toBe(0);
  });

  it('should forget the worst when its payment bounced, and keep the next', () => {
    const months = paid([1n, 21, '2026-01-10'], [1n, 21, '2026-01-11'], [1n, 5, '2026-01-12']);
    const once = addMonths(months, negatedMonths(paid([1n, 21, '2026-01-10'])));
    expect(facts(once).worstDaysPastDue12m).toBe(21);
    expect(facts(addMonths(once, negatedMonths(paid([1n, 21, '2026-01-11'])))).worstDaysPastDue12m).toBe(5);
  });

  it('should count later than 999 days as that many, where only the worst is asked for', () => {
    const { averageDaysLate, worstDaysPastDue12m } = facts(paid([1n, 2_000, '2026-01-10']));
    expect({ averageDaysLate, worstDaysPastDue12m }).toEqual({ averageDaysLate: 2_000, worstDaysPastDue12m: 999 });
  });

  it('should make nothing of a month below zero: its invoices were paid before months were kept', () => {
    const months = addMonths(negatedMonths(paid([500_00n, 20, '2026-01-10'])), paid([100_00n, 4, '2026-02-10']));
    const behaviour = { ...noBehaviour, invoicesPaid: 3, paidOnTime: 2, paidAmount: -400_00n };
    expect(facts(months, { behaviour })).toMatchObject({
      recentDaysLate: 4,
      worstDaysPastDue12m: 4,
      weightedDaysLate: null,
    });
    const late = { ...behaviour, paidAmount: 100_00n, paidAmountDaysLate: -2_000_00n };
    expect(facts(months, { behaviour: late }).weightedDaysLate).toBe(0);
  });

  it('should never look better for one more late invoice', () => {
    const payment = fc.tuple(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.nat({ max: 400 }),
      fc
        .integer({ min: 0, max: 700 })
        .map((ago) => new Date(Date.parse(TODAY) - ago * 86_400_000).toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(fc.array(payment, { minLength: 1 }), fc.nat({ max: 400 }), (payments, more) => {
        const before = facts(paid(...payments));
        const [[amount, late, on] = [0n, 0, ''], ...others] = payments;
        const after = facts(paid([amount, late + more, on], ...others));
        for (const name of ['averageDaysLate', 'weightedDaysLate', 'recentDaysLate', 'worstDaysPastDue12m'] as const) {
          expect(after[name] ?? 0).toBeGreaterThanOrEqual(before[name] ?? 0);
        }
        expect(after.onTimeRatio).toBeLessThanOrEqual(before.onTimeRatio ?? 0);
      }),
    );
  });
});

describe('what happened to a customer', () => {
  it('should be counted for as long as its window lasts', () => {
    const months = [
      eventsInMonth('2025-03-01', { brokenPromises: 1, disputes: 2 }),
      eventsInMonth('2025-02-28', { brokenPromises: 1, bounces: 1, defaults: 1 }),
      eventsInMonth('2024-03-01', { defaults: 1 }),
      eventsInMonth('2024-02-29', { defaults: 1 }),
    ].reduce(addMonths);
    expect(facts(months)).toMatchObject({ brokenPromises12m: 1, disputes12m: 2, bounces12m: 0, defaults24m: 2 });
  });

  it('should be one default when more than one is recorded in a month', () => {
    const months = [
      eventsInMonth('2025-03-01', { defaults: 1 }),
      eventsInMonth('2025-03-31', { defaults: 3 }),
      eventsInMonth('2025-04-01', { defaults: 1 }),
      eventsInMonth('2025-05-01', { disputes: 1 }),
    ].reduce(addMonths);
    expect(facts(months)).toMatchObject({ defaults24m: 2 });
  });
});

describe('how much a customer owes', () => {
  it('should be overdue by the share of what is open', () => {
    const account = anAccount({ openReceivables: 400_00n });
    expect(facts(nothingHappened, { account, overdueAmount: 100_00n }).overdueShare).toBe(0.25);
  });

  it('should not be overdue when a customer who has paid before owes nothing, and unknown of a new one', () => {
    expect(facts(paid([1n, 0, TODAY])).overdueShare).toBe(0);
    expect(facts(nothingHappened).overdueShare).toBeNull();
  });

  it('should be unknown as a share of no limit', () => {
    const account = anAccount({ openReceivables: 400_00n });
    expect(facts(nothingHappened, { account }).utilization).toBe(0.4);
    for (const changes of [{ unlimited: true }, { creditLimit: null }, { creditLimit: 0n }]) {
      expect(facts(nothingHappened, { account: anAccount(changes) }).utilization).toBeNull();
    }
  });
});

describe('what a customer buys', () => {
  const sales = (...list: readonly (readonly [string, bigint])[]): SalesByMonth => new Map(list);

  it('should be averaged over whole months since the first sale, at most so many', () => {
    const some = sales(['2025-11', 30_00n], ['2026-01', 60_00n], ['2026-03', 999_00n]);
    expect(averageMonthlySales(some, '2026-03', 12)).toBe(22_50n);
    expect(averageMonthlySales(some, '2026-03', 2)).toBe(30_00n);
    expect(averageMonthlySales(sales(['2026-03', 5n]), '2026-03', 12)).toBeNull();
    expect(averageMonthlySales(sales(), '2026-03', 12)).toBeNull();
    expect(averageMonthlySales(sales(['2020-01', 5n]), '2026-03', 12)).toBe(0n);
  });

  it('should have a trend from six whole months on', () => {
    const monthly = (amounts: readonly bigint[]) =>
      sales(...amounts.map((amount, at) => [monthBefore('2026-03', amounts.length - at), amount] as const));
    expect(salesTrend(monthly([10n, 10n, 10n, 15n, 15n]), '2026-03')).toBeNull();
    expect(salesTrend(monthly([10n, 10n, 10n, 15n, 15n, 15n]), '2026-03')).toBe(0.5);
    expect(salesTrend(monthly([10n, 10n, 10n, 10n, 5n, 5n, 5n]), '2026-03')).toBe(-0.5);
    expect(salesTrend(monthly([10n, 10n, 10n, 0n, 0n, 0n]), '2026-03')).toBe(-1);
    expect(salesTrend(monthly([10n, 10n, 10n, -10n, -10n, -10n]), '2026-03')).toBe(-1);
    expect(salesTrend(monthly([0n, -5n, 0n, 10n, 10n, 10n]), '2026-03')).toBeNull();
  });
});

describe('months', () => {
  it('should be reckoned across years', () => {
    expect(monthBefore('2026-03', 3)).toBe('2025-12');
    expect(monthBefore('2026-03', -10)).toBe('2027-01');
    expect(monthBefore('0000-05', 9)).toBe('0000-01');
    expect(monthsBetween('2024-12', '2026-01')).toBe(13);
  });

  it('should be whole when their last day has come', () => {
    expect(wholeMonthsBetween('2025-01-31', '2025-02-28')).toBe(0);
    expect(wholeMonthsBetween('2025-01-15', '2025-02-15')).toBe(1);
    expect(wholeMonthsBetween('2026-01-15', '2025-02-15')).toBe(0);
  });
});
