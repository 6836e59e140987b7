import { describe, expect, it } from 'vitest';
import { happeningsIn } from '../../local/replay/collections.ts';
import { expect as expectFrom } from '../../local/replay/expectation.ts';
import { holdsIn, mayBeOnHold } from '../../local/replay/holds.ts';
import { latenessOf } from '../../local/replay/lateness.ts';
import type { LedgerInvoice } from '../../local/replay/ledger.ts';
import { ordersOf, planDays } from '../../local/replay/steps.ts';

const invoice = (invoiceId: string, change: Partial<LedgerInvoice> = {}): LedgerInvoice => ({
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

const happening = (type: string, at: string) => ({ type, at, text: '' });

describe('what a history tells of collections', () => {
  it('should be read from the entries of cases only', () => {
    const events = [{ type: 'StepTaken', text: 'Friendly reminder about 10.00 EUR on 1 invoice.' }];
    const at = '2024-04-10T06:00:00Z';
    expect(happeningsIn({ at, kind: 'CollectionCaseOpened', data: { events: [] } })).toEqual([
      { at, type: 'CaseOpened', text: '' },
    ]);
    expect(happeningsIn({ at, kind: 'CollectionCaseChanged', data: { events } })).toEqual([{ at, ...events[0] }]);
    expect(happeningsIn({ at, kind: 'PaymentReceived', data: { events } })).toEqual([]);
  });
});

describe('the credit holds of collections', () => {
  const placed = happening('HoldPlaced', '2024-05-02T07:00:00Z');
  const lifted = happening('HoldLifted', '2024-05-10T08:00:00Z');
  const holds = holdsIn([placed, lifted, happening('HoldPlaced', '2024-06-03T07:00:00Z')]);

  it('should last from when they are placed until they are lifted', () => {
    expect(holds).toEqual([
      { from: placed.at, until: lifted.at },
      { from: '2024-06-03T07:00:00Z', until: null },
    ]);
    expect(holdsIn([lifted, placed, placed])).toEqual([{ from: placed.at, until: null }]);
  });

  it.each([
    ['before', '2024-05-01', false, true],
    ['on the first day', '2024-05-02', true, true],
    ['in between', '2024-05-05', true, false],
    ['on the last day', '2024-05-10', true, true],
    ['after', '2024-05-11', false, true],
    ['under one that lasts', '2024-06-04', true, false],
  ])('should be met or not by an order %s', (_, date, on, off) => {
    expect([mayBeOnHold(holds, date, true), mayBeOnHold(holds, date, false)]).toEqual([on, off]);
  });

  it('should be a reason before all others in what the ledger expects of an order, and keep it from being reserved', () => {
    const days = planDays({ source: 'test', invoices: [invoice('I1'), invoice('I2', { issuedOn: '2024-03-11' })] });
    expect(ordersOf(days)).toEqual([
      { customerId: 'C1', invoiceId: 'I1', date: '2024-03-07' },
      { customerId: 'C1', invoiceId: 'I2', date: '2024-03-08' },
    ]);
    const limits = new Map([['C1', 15_000n]]);
    const said = expectFrom(days, limits, { metHold: (invoiceId) => invoiceId === 'I1' });
    expect([...said.decisions.values()]).toEqual(['REFERRED ON_HOLD', 'APPROVED']);
    const small = expectFrom(days, new Map([['C1', 5000n]]), { metHold: () => true });
    expect(small.decisions.get('I2')).toBe('REFERRED ON_HOLD LIMIT_EXCEEDED');
  });
});

describe('how late a ledger was paid', () => {
  it('should be counted by days, what is paid early or in time as none', () => {
    const settled = ['2024-04-01', '2024-04-09', '2024-04-16', '2024-04-17', '2024-05-31', null];
    const invoices = settled.map((settledOn, index) => invoice(`I${index}`, { settledOn }));
    expect(latenessOf({ source: 'test', invoices })).toEqual({
      invoicesPaid: 5,
      averageDaysLate: 13.4,
      byDaysLate: { '0': 2, '1-7': 1, '8-14': 1, '15-21': 0, '22-30': 0, '31-45': 0, 'over 45': 1 },
    });
    expect(latenessOf({ source: 'test', invoices: [] }).averageDaysLate).toBeNull();
  });
});
