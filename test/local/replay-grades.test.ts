import { describe, expect, it } from 'vitest';
import type { CustomerAudit } from '../../local/replay/audit.ts';
import { expect as expectFrom } from '../../local/replay/expectation.ts';
import { gradesOf, gradingsIn, termsIn } from '../../local/replay/grades.ts';
import type { LedgerInvoice } from '../../local/replay/ledger.ts';
import { rankCorrelation } from '../../local/replay/rank-correlation.ts';
import { planDays } from '../../local/replay/steps.ts';

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const limit = (amount: string) => ({ creditLimit: euros(amount), unlimited: false });

const entries = [
  { at: '2024-01-01T08:00:00.000Z', kind: 'CreditLimitChanged', data: { from: limit('1.00'), to: limit('500.00') } },
  { at: '2024-02-01T04:00:00.000Z', kind: 'GradeChanged', data: { from: null, grade: 'B', score: 700, limit: null } },
  { at: '2024-03-01T04:00:00.000Z', kind: 'CustomerScored', data: { grade: 'B', score: 690 } },
  {
    at: '2024-04-10T04:00:00.000Z',
    kind: 'GradeChanged',
    data: { from: 'B', grade: 'D', score: 400, limit: { from: euros('500.00'), to: euros('250.00') } },
  },
  { at: '2024-04-11T04:00:00.000Z', kind: 'PaymentReceived', data: {} },
];
const audit = (customerId: string, told: readonly unknown[], grade: string | null = null) =>
  ({
    customerId,
    grade,
    score: null,
    averageDaysLate: 1,
    gradings: told.flatMap(gradingsIn),
  }) as unknown as CustomerAudit;

const invoice = (invoiceId: string, change: Partial<LedgerInvoice> = {}): LedgerInvoice => ({
  invoiceId,
  customerId: 'C1',
  countryCode: 'DE',
  cents: 200_00n,
  issuedOn: '2024-03-10',
  dueOn: '2024-04-01',
  settledOn: '2024-05-01',
  disputed: false,
  ...change,
});

describe('the rank correlation', () => {
  it('should be 1 for the same order, -1 for the opposite one, and between them otherwise', () => {
    expect(rankCorrelation([1, 5, 900], [0.1, 0.2, 0.3])).toBe(1);
    expect(rankCorrelation([1, 5, 900], [3, 2, 1])).toBe(-1);
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 x 5).
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.9487, 4);
    expect(rankCorrelation([7, 7], [1, 2])).toBeNull();
    expect(rankCorrelation([], [])).toBeNull();
  });
});

describe('what a history tells of grades', () => {
  it('should be the terms of each day', () => {
    const terms = termsIn([audit('C1', entries)]);
    expect(terms('C1', '2024-02-01')).toEqual({ limit: 500_00n });
    expect(terms('C1', '2024-04-10')).toEqual({ limit: 250_00n, maxDaysPastDue: 14 });
    expect(terms('C2', '2024-04-10')).toEqual({});
  });

  it('should make orders meet the limit and the days past due of the grade', () => {
    const later = { issuedOn: '2024-04-23', dueOn: '2024-05-20' };
    const days = planDays({ source: 'test', invoices: [invoice('I1'), invoice('I2', later)] });
    const limits = new Map([['C1', 500_00n]]);
    expect(expectFrom(days, limits).decisions.get('I2')).toBe('APPROVED');
    const termsOn = termsIn([audit('C1', entries)]);
    expect(expectFrom(days, limits, { termsOn }).decisions.get('I2')).toBe('REFERRED OVERDUE LIMIT_EXCEEDED');
    const cash = { termsOn: () => ({ limit: 0n, maxDaysPastDue: 90 }) };
    expect(expectFrom(days, limits, cash).decisions.get('I2')).toBe('PREPAYMENT_REQUIRED CASH_ONLY');
  });

  it('should be held against how late was paid what was issued later', () => {
    const scored = (score: number) => [{ at: '2024-01-05T04:00:00.000Z', kind: 'CustomerScored', data: { score } }];
    const late = (customerId: string, settledOn: string) => [
      invoice(`${customerId}-1`, { customerId, issuedOn: '2024-01-01' }),
      invoice(`${customerId}-2`, { customerId, issuedOn: '2024-01-10', dueOn: '2024-02-01', settledOn }),
    ];
    const ledger = { source: 'test', invoices: [...late('C1', '2024-02-01'), ...late('C2', '2024-02-20')] };
    const audits = [audit('C1', scored(900), 'A'), audit('C2', scored(300), 'E'), audit('C3', [], null)];
    expect(gradesOf(ledger, audits)).toMatchObject({
      byGrade: { A: { customers: 1 }, E: { customers: 1 }, none: { customers: 1 } },
      foresight: { on: '2024-01-07', customers: 2, daysLate: -1, lateRatio: -1 },
    });
    expect(gradesOf(ledger, [audit('C1', entries, 'D')]).changes).toEqual({ rises: 0, falls: 1, limitsLowered: 1 });
  });
});
