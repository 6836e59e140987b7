import { describe, expect, it } from 'vitest';
import { expect as expectFrom, limitsFor } from '../../local/replay/expectation.ts';
import { behaviourByHand } from '../../local/replay/hand-conduct.ts';
import { decimal, type LedgerInvoice } from '../../local/replay/ledger.ts';
import { percentile } from '../../local/replay/meter.ts';
import { planDays } from '../../local/replay/steps.ts';

const invoice = (invoiceId: string, change: Partial<LedgerInvoice>): LedgerInvoice => ({
  invoiceId,
  customerId: 'C1',
  countryCode: 'DE',
  cents: 10_000n,
  issuedOn: '2024-03-10',
  dueOn: '2024-04-09',
  settledOn: '2024-04-09',
  disputed: false,
  ...change,
});

const plan = (...invoices: readonly LedgerInvoice[]) => planDays({ source: 'test', invoices });

describe('the days of a ledger', () => {
  it('should order three days ahead, dispute five days after issue, pay when settled and look at the ends of months', () => {
    const days = plan(invoice('I1', { disputed: true }));
    expect(
      days.map(({ date, isReading, stepsByCustomer }) => [date, isReading, stepsByCustomer.get('C1')?.[0]?.kind]),
    ).toEqual([
      ['2024-03-07', false, 'order'],
      ['2024-03-10', false, 'invoice'],
      ['2024-03-15', false, 'dispute'],
      ['2024-03-31', true, undefined],
      ['2024-04-09', false, 'payment'],
      ['2024-04-30', true, undefined],
    ]);
  });

  it('should dispute before the payment when an invoice is settled soon after its issue', () => {
    const days = plan(invoice('I1', { disputed: true, settledOn: '2024-03-10' }));
    expect(days[1]?.stepsByCustomer.get('C1')?.map(({ kind }) => kind)).toEqual(['invoice', 'dispute', 'payment']);
  });

  it('should take orders after the payments of the day', () => {
    const days = plan(
      invoice('I1', { settledOn: '2024-04-07' }),
      invoice('I2', { issuedOn: '2024-04-10', dueOn: '2024-05-10', settledOn: null }),
    );
    expect(
      days
        .find(({ date }) => date === '2024-04-07')
        ?.stepsByCustomer.get('C1')
        ?.map(({ kind }) => kind),
    ).toEqual(['payment', 'order']);
  });
});

describe('what a ledger says by itself', () => {
  it('should let every order pass when the limits are the highest exposures', () => {
    const days = plan(invoice('I1', {}), invoice('I2', { issuedOn: '2024-03-12', settledOn: '2024-05-01' }));
    const limits = limitsFor(days, 1);
    expect(limits.get('C1')).toBe(20_000n);
    const said = expectFrom(days, limits);
    expect([...said.decisions.values()]).toEqual(['APPROVED', 'APPROVED']);
    expect(said.peak).toEqual({ date: '2024-03-09', exposure: 20_000n });
    expect(said.customers.get('C1')).toEqual({
      invoicesPaid: 2,
      onTimeRatio: 0.5,
      averageDaysToPay: 40,
      averageDaysLate: 11,
      exposure: 0n,
    });
  });

  it('should refer what is above the limit, and what is asked while something is far overdue', () => {
    const late = invoice('I1', { dueOn: '2024-03-10', settledOn: null });
    const days = plan(late, invoice('I2', { issuedOn: '2024-06-01', dueOn: '2024-07-01', settledOn: null }));
    const said = expectFrom(days, new Map([['C1', 15_000n]]));
    expect(said.decisions.get('I1')).toBe('APPROVED');
    expect(said.decisions.get('I2')).toBe('REFERRED OVERDUE LIMIT_EXCEEDED');
    expect(said.readings.at(-1)).toEqual({ date: '2024-06-30', exposure: 20_000n, overdue: 10_000n });
  });
});

describe('the behaviour in a ledger', () => {
  it('should be reckoned from its lines, as of the end of the last day', () => {
    const invoices = [
      invoice('I1', { issuedOn: '2023-01-10', dueOn: '2023-02-09', settledOn: '2023-02-19' }),
      invoice('I2', { cents: 30_000n, disputed: true, settledOn: '2024-04-11' }),
      invoice('I3', { cents: 10_000n, issuedOn: '2024-06-01', dueOn: '2024-06-20', settledOn: null }),
      invoice('I4', { cents: 30_000n, issuedOn: '2024-06-02', dueOn: '2024-07-20', settledOn: null }),
    ];
    // The last day is 30 June 2024, the first 7 January 2023.
    expect(behaviourByHand({ source: 'test', invoices }, plan(...invoices)).get('C1')).toMatchObject({
      invoicesPaid: 2,
      onTimeRatio: 0,
      averageDaysLate: 6,
      weightedDaysLate: 4,
      recentDaysLate: Number(
        ((1_000 * 2 ** (-16 / 6) + 600 * 2 ** (-2 / 6)) / (100 * 2 ** (-16 / 6) + 300 * 2 ** (-2 / 6))).toFixed(4),
      ),
      worstDaysPastDue12m: 10,
      overdueShare: 0.25,
      disputes: 1,
      disputes12m: 1,
      averageMonthlySales: '25.00',
      salesTrend: null,
      relationshipMonths: 17,
      defaults24m: 0,
    });
  });
});

describe('figures', () => {
  it('should write cents as a decimal text', () => {
    expect([0n, 7n, 1234n, -50n].map(decimal)).toEqual(['0.00', '0.07', '12.34', '-0.50']);
  });

  it('should take percentiles by nearest rank', () => {
    const sorted = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([percentile(sorted, 50), percentile(sorted, 99), percentile([3], 99), percentile([], 50)]).toEqual([
      50, 99, 3, 0,
    ]);
  });
});
