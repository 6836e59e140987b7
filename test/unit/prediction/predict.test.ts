import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../local/prediction/evaluate.ts';
import { observe } from '../../../local/prediction/observe.ts';
import { builtInModel } from '../../../shared/domain/prediction/built-in.ts';
import { explain } from '../../../shared/domain/prediction/explain.ts';
import {
  type CustomerRecord,
  type LateFeatures,
  lateFeatures,
  noRecord,
  withPayment,
} from '../../../shared/domain/prediction/features.ts';
import {
  expectedPaidOn,
  heightAt,
  paidByQuantiles,
  predictLateness,
} from '../../../shared/domain/prediction/predict.ts';
import { kinds } from './kinds.ts';
import { makeUp } from './made-up-ledgers.ts';

const invoice = { issuedOn: '2026-03-01', dueOn: '2026-03-31', amount: 100 };

/** The record of a customer whose invoices, of 30 days each, were paid so many days from their due dates. */
const recordOf = (daysFromDue: readonly number[]): CustomerRecord =>
  daysFromDue.reduce<CustomerRecord>((record, days) => {
    const paidOn = days >= 0 ? `2026-02-${String(1 + days).padStart(2, '0')}` : `2026-01-${32 + days}`;
    return withPayment(record, { issuedOn: '2026-01-02', dueOn: '2026-02-01', amount: 100, paidOn });
  }, noRecord);

const probabilityOf = (record: CustomerRecord): number =>
  predictLateness(builtInModel, lateFeatures(record, invoice)).probability;

describe('the record of a customer', () => {
  it('should be the sums of what was paid, over all and by month of settlement', () => {
    const record = recordOf([-5, 0, 10]);
    expect(record.lifetime).toEqual({
      ...{ paid: 3, onTime: 2, daysLate: 10, daysEarly: 5, daysToPay: 25 + 30 + 40 },
      ...{ amount: 300, amountDaysLate: 1000 },
    });
    expect(record.months.map(({ month, paid }) => [month, paid])).toEqual([
      ['2026-02', 2],
      ['2026-01', 1],
    ]);
  });

  it('should tell days from the due date by the terms of what was paid, whatever those of the invoice', () => {
    const mixed = [
      { issuedOn: '2026-01-02', dueOn: '2026-01-12', paidOn: '2026-01-16' },
      { issuedOn: '2026-01-02', dueOn: '2026-03-03', paidOn: '2026-02-23' },
      // Paid before it was issued: from the issue on.
      { issuedOn: '2026-02-10', dueOn: '2026-02-13', paidOn: '2026-02-01' },
    ].reduce((record, one) => withPayment(record, { ...one, amount: 100 }), noRecord);
    for (const dueOn of ['2026-03-08', '2026-05-30']) {
      const { averageDaysFromDue, months } = lateFeatures(mixed, { ...invoice, dueOn });
      expect(averageDaysFromDue).toBe((4 - 8 - 3) / 3);
      expect(months.map((month) => month.averageDaysFromDue)).toEqual([(-8 - 3) / 2, 4]);
    }
  });

  it('should take the terms of the invoice for all, when days early were not kept of all that was paid', () => {
    const { daysEarly: _, ...known } = recordOf([-5, -4]).lifetime;
    const month = { month: '2026-01', ...known };
    const { averageDaysFromDue, months } = lateFeatures({ lifetime: known, months: [month] }, invoice);
    expect([averageDaysFromDue, months[0]?.averageDaysFromDue]).toEqual([25.5 - 30, 25.5 - 30]);
    const onward = withPayment(
      { lifetime: known, months: [] },
      { ...invoice, issuedOn: '2026-01-02', dueOn: '2026-02-01', paidOn: '2026-01-30' },
    );
    expect(onward.lifetime.daysEarly).toBeUndefined();
    expect(onward.months[0]?.daysEarly).toBe(2);
  });

  it('should keep the last 24 months', () => {
    let record = noRecord;
    for (let year = 2020; year < 2025; year += 1) {
      for (const month of ['01', '06', '12']) {
        const day = `${year}-${month}-15`;
        record = withPayment(record, { issuedOn: day, dueOn: day, paidOn: day, amount: 1 });
      }
      for (const month of ['02', '03', '04', '05', '07', '08', '09', '10', '11']) {
        const day = `${year}-${month}-15`;
        record = withPayment(record, { issuedOn: day, dueOn: day, paidOn: day, amount: 1 });
      }
    }
    expect(record.lifetime.paid).toBe(60);
    expect([record.months[0]?.month, record.months.at(-1)?.month, record.months.length]).toEqual([
      '2024-12',
      '2023-01',
      24,
    ]);
  });

  it('should know the weekday, the day and the month of the due date', () => {
    expect(lateFeatures(noRecord, invoice)).toMatchObject({
      ...{ dueWeekday: 2, dueDayOfMonth: 31, dueMonth: 3, termsDays: 30 },
    });
  });
});

describe('the built-in model', () => {
  it('should take a customer of whom nothing is known for a newcomer', () => {
    expect(probabilityOf(noRecord)).toBeCloseTo(builtInModel.newcomer.lateRatio, 2);
    expect(predictLateness(builtInModel, lateFeatures(noRecord, invoice)).expectedDaysFromDue).toBeCloseTo(0, 6);
  });

  it('should never find a customer less likely late for one more late payment in place of a prompt one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(59), (paid, late) => {
        const some = Math.min(late, paid - 1);
        const recordWith = (count: number) =>
          recordOf([...Array<number>(paid - count).fill(0), ...Array<number>(count).fill(5)]);
        expect(probabilityOf(recordWith(some + 1))).toBeGreaterThan(probabilityOf(recordWith(some)));
      }),
    );
  });

  it('should expect payment on the day that the customer usually takes, no earlier than the issue', () => {
    const prediction = predictLateness(builtInModel, lateFeatures(recordOf(Array(40).fill(9)), invoice));
    expect(prediction.expectedDaysLate).toBeGreaterThan(7);
    expect(expectedPaidOn(prediction, invoice)).toBe('2026-04-08');
    expect(expectedPaidOn({ ...prediction, expectedDaysFromDue: -90 }, invoice)).toBe('2026-03-01');
    const { p10, p50, p90 } = paidByQuantiles(prediction, invoice);
    expect(p10 < p50 && p50 < p90).toBe(true);
  });
});

describe('a prediction of a learned model', () => {
  const ledger = makeUp({ ...kinds['of different terms'], disputedShare: 0.2 }, 3);
  const { model } = evaluate(ledger);
  const seen: readonly LateFeatures[] = observe(ledger).paid.map(({ features }) => features);
  const anyFeatures = fc.integer({ min: 0, max: seen.length - 1 }).map((index) => seen[index] as LateFeatures);

  it('should be the sum of its contributions', () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const { probability, contributions } = predictLateness(model, features);
        const logOdds = contributions.reduce((sum, one) => sum + one.logOdds, 0);
        expect(Math.log(probability / (1 - probability))).toBeCloseTo(logOdds, 8);
        const reasons = explain(model, features);
        expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(logOdds, 8);
        expect(reasons[0]?.text).toBe('the usual invoice');
        expect(reasons.every(({ text }) => text.length > 3)).toBe(true);
      }),
    );
  });

  it('should have quantiles in their order', () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const { p10, p50, p90 } = predictLateness(model, features).daysFromDueQuantiles;
        expect(p10 <= p50 && p50 <= p90).toBe(true);
      }),
    );
  });

  it('should look at disputes only where they are known', () => {
    const { disputed: _, ...unknown } = seen.at(-1) as LateFeatures;
    const inputsOf = (features: LateFeatures) => explain(model, features).map(({ feature }) => feature);
    expect(inputsOf(unknown)).not.toContain('disputed');
    expect(inputsOf({ ...unknown, disputed: true })).toContain('disputed');
  });

  it('should be a number for whatever a record may hold', () => {
    const strange = [
      { ...invoice, amount: 0 },
      { ...invoice, amount: -50 },
      { ...invoice, amount: 1e12, dueOn: '2020-01-01' },
    ];
    for (const one of strange) {
      for (const record of [
        noRecord,
        recordOf([-20, 0, 20]),
        withPayment(noRecord, { ...one, paidOn: '2026-03-05' }),
      ]) {
        const { probability, expectedDaysFromDue } = predictLateness(model, lateFeatures(record, one));
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThan(1);
        expect(Number.isFinite(expectedDaysFromDue)).toBe(true);
      }
    }
  });
});

describe('a curve', () => {
  it.each([
    [-5, 1],
    [0, 1],
    [1, 1.5],
    [2, 2],
    [3, 0],
    [9, 0],
  ])('should be straight between its points and level outside at %d', (x, y) => {
    expect(
      heightAt(
        [
          [0, 1],
          [2, 2],
          [3, 0],
        ],
        x,
      ),
    ).toBeCloseTo(y, 12);
  });

  it('should say nothing without points', () => {
    expect(heightAt([], 3)).toBe(0);
  });
});
