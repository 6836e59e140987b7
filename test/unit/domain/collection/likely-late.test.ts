import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/dates.ts';
import { builtInCollections, reachDays, stepsFor, strategyFor } from '../../../../shared/domain/collection/strategy.ts';
import { chasedCustomer, owed } from '../../../support/collection-cases.ts';

const DUE = '2026-03-02';

const predicted = (lateProbability: number, dueOn = DUE, paidBefore = 10) => ({
  outlook: {
    lateProbability,
    expectedPaidOn: addDays(dueOn, 9),
    paidFrom: addDays(dueOn, 1),
    paidTo: addDays(dueOn, 20),
    paidBefore,
  },
});

const standing = (setting: Parameters<typeof chasedCustomer>[0], ...items: Parameters<typeof owed>[]) => {
  const customer = chasedCustomer(setting);
  customer.setNow('2026-02-20T00:00:00.000Z');
  customer.owes(...items.map((item) => owed(...item)));
  customer.until('2026-03-04T00:00:00.000Z');
  return customer;
};

const both = ['2026-02-27 REMINDER_BEFORE_DUE', '2026-03-03 FRIENDLY_REMINDER'];
const onlyLate = ['2026-03-03 FRIENDLY_REMINDER'];

describe('a customer of a good grade', () => {
  it('should be reminded before the due date when the invoice is likely late', () => {
    expect(standing({ grade: 'A' }, ['I-1', DUE, 100, predicted(0.6)]).story()).toEqual(both);
    expect(standing({}, ['I-1', DUE, 100, predicted(0.93)]).story()).toEqual(both);
  });

  it('should not be reminded before the due date when it is not, or nothing was predicted', () => {
    expect(standing({ grade: 'A' }, ['I-1', DUE, 100, predicted(0.5999)]).story()).toEqual(onlyLate);
    expect(standing({ grade: 'A' }, ['I-1', DUE, 100, { outlook: null }]).story()).toEqual(onlyLate);
    expect(standing({ grade: 'A' }, ['I-1', DUE]).story()).toEqual(onlyLate);
  });

  it('should not be reminded before the due date while too little is known of them', () => {
    const setting = { grade: 'A' as const, minimumInvoices: 3 };
    expect(standing(setting, ['I-1', DUE, 100, predicted(0.9, DUE, 2)]).story()).toEqual(onlyLate);
    expect(standing(setting, ['I-1', DUE, 100, predicted(0.9, DUE, 3)]).story()).toEqual(both);
  });

  it('should be told of what is likely late alone', () => {
    const customer = standing(
      { grade: 'B' },
      ['I-1', DUE, 100, predicted(0.2)],
      ['I-2', DUE, 40, predicted(0.8)],
      ['I-3', '2026-03-03', 60, predicted(0.1)],
    );
    expect(customer.sent[0]).toMatchObject({ kind: 'REMINDER_BEFORE_DUE', items: [{ invoiceId: 'I-2' }] });
  });

  it('should have no case any more once it is paid', () => {
    const customer = chasedCustomer({ grade: 'A' });
    customer.setNow('2026-02-20T00:00:00.000Z');
    customer.owes(owed('I-1', DUE, 100, predicted(0.9)));
    customer.until('2026-02-28T00:00:00.000Z');
    expect(customer.state()?.status).toBe('OPEN');
    customer.pays('I-1');
    expect(customer.state()?.status).toBe('CLOSED');
  });

  it('should not be reminded of what is disputed', () => {
    const item = { ...predicted(0.9), disputed: true };
    expect(standing({ grade: 'A' }, ['I-1', DUE, 100, item]).story()).toEqual([]);
  });
});

describe('a step that is for some grades or for what is likely late', () => {
  const strategy = strategyFor(builtInCollections, { grade: null, segment: 'retail' });

  it('should be for these grades whatever the probability', () => {
    for (const grade of ['C', 'D', 'E'] as const) {
      expect(stepsFor(strategy, grade, 0.01)[0]?.kind).toBe('REMINDER_BEFORE_DUE');
      expect(reachDays(strategy, grade)).toBe(-3);
    }
  });

  it('should be for others from its probability on', () => {
    expect(reachDays(strategy, 'A', 0.5999)).toBe(1);
    expect(reachDays(strategy, 'A', 0.6)).toBe(-3);
    expect(reachDays(strategy, null, null)).toBe(1);
    expect(stepsFor(strategy, 'B', 0.6).length).toBe(stepsFor(strategy, 'B').length + 1);
  });
});
