import { describe, expect, it } from 'vitest';
import type { Grade } from '../../../shared/domain/account/account.ts';
import type { Outcome } from '../../../shared/domain/credit-check/decision.ts';
import type { Receivable } from '../../../shared/domain/receivable/receivable.ts';
import { apply, type Settlement, takeBack } from '../../../shared/domain/settlement/settlement.ts';
import { fateOf, fatesOf, noFate } from '../../../shared/domain/simulation/fate.ts';
import type { Redecided } from '../../../shared/domain/simulation/recorded.ts';
import { type Fates, tally } from '../../../shared/domain/simulation/tally.ts';
import { letThroughBy } from '../../../shared/domain/warning/overrides.ts';
import { eur } from '../../support/movements.ts';

const decided = (
  orderId: string,
  from: Outcome,
  to: Outcome,
  more: { value?: bigint; currency?: string; grade?: Grade; segment?: string; at?: string; reserve?: boolean } = {},
): Redecided => ({
  check: {
    decisionId: `D-${orderId}-${more.at ?? ''}`,
    customerId: 'ACME',
    orderId,
    decidedAt: more.at ?? '2026-03-02T09:00:00.000Z',
    outcome: from,
    reasons: [],
    amount: eur(more.value ?? 100_00n),
    input: null,
  },
  outcome: to,
  reasons: [],
  reserve: more.reserve ?? true,
  value: more.value ?? 100_00n,
  currency: more.currency ?? 'EUR',
  grade: more.grade ?? null,
  segment: more.segment ?? 'RETAIL',
});

/** What became of the orders of the one customer. */
const known = (ofOrder: Fates['ofOrder'] = new Map()): Fates => ({ ofOrder, customers: new Set(['ACME']) });

const receivable = (changes: Partial<Receivable> = {}): Receivable => ({
  invoiceId: 'I-1',
  customerId: 'ACME',
  orderId: 'O-1',
  amount: eur(100_00),
  carryingAmount: 100_00n,
  paid: 0n,
  credited: 0n,
  writtenOff: 0n,
  issuedOn: '2026-03-02',
  dueOn: '2026-04-01',
  settledOn: null,
  openDisputes: 0,
  disputed: false,
  everDisputed: false,
  productCategory: null,
  document: null,
  prediction: null,
  bodyHash: '',
  version: 1,
  ...changes,
});

describe('what became of an order', () => {
  it.each([
    ['is not due yet', {}, '2026-04-01', { late: 0n }],
    ['is overdue', {}, '2026-04-02', { late: 100_00n }],
    ['was paid on its due date', { paid: 100_00n, settledOn: '2026-04-01' }, '2026-06-01', { late: 0n }],
    ['was paid a day late', { paid: 100_00n, settledOn: '2026-04-02' }, '2026-06-01', { late: 100_00n }],
    [
      'was given up for a part',
      { paid: 60_00n, writtenOff: 40_00n, settledOn: '2026-06-01' },
      '2026-06-01',
      { late: 100_00n, writtenOff: 40_00n },
    ],
    [
      'was paid for a part in time, and is open for the rest',
      { paid: 40_00n, paidInTime: 40_00n },
      '2026-06-01',
      { late: 60_00n },
    ],
    [
      'was paid for a part in time, and the rest late',
      { paid: 100_00n, paidInTime: 40_00n, settledOn: '2026-05-01' },
      '2026-06-01',
      { late: 60_00n },
    ],
    [
      'was credited in full after its due date',
      { credited: 100_00n, settledOn: '2026-04-11' },
      '2026-06-01',
      { invoiced: 0n, late: 0n },
    ],
    [
      'was paid in time but for what was credited later',
      { paid: 70_00n, paidInTime: 70_00n, credited: 30_00n, settledOn: '2026-04-11' },
      '2026-06-01',
      { invoiced: 70_00n, late: 0n },
    ],
    [
      'is in another currency',
      { carryingAmount: 50_00n, credited: 20_00n, paid: 40_00n, paidInTime: 40_00n },
      '2026-06-01',
      { invoiced: 40_00n, late: 20_00n },
    ],
  ])('should say of an invoice that %s', (_, changes, today, expected) => {
    expect(fateOf(receivable(changes), null, today)).toMatchObject({ invoiced: 100_00n, legal: 0n, ...expected });
  });

  it('should know what was paid in time from the payments themselves, and forget those that bounced', () => {
    const payment = (id: string, minorUnits: bigint, date: string): Settlement => ({
      ...{ kind: 'PAYMENT', settlementId: id, customerId: 'ACME', amount: eur(minorUnits), date },
      ...{ carryingAmount: minorUnits, reference: null, reason: null, allocations: [], plan: null },
      ...{ status: 'POSTED', reversal: null, bodyHash: '', version: 1 },
    });
    const pay = (open: Receivable, ...of: Parameters<typeof payment>) => {
      const { changes, settlement } = apply(payment(...of), [{ receivable: open }]);
      return { paid: changes[0]?.after ?? open, settlement };
    };
    const first = pay(receivable(), 'P-1', 40_00n, '2026-04-01');
    const second = pay(first.paid, 'P-2', 60_00n, '2026-04-02');
    const late = (of: Receivable | undefined) => of && fateOf(of, null, '2026-07-01').late;
    expect(late(first.paid)).toBe(60_00n);
    expect(late(second.paid)).toBe(60_00n);
    expect(late(takeBack(second.settlement, [second.paid]).changes[0]?.after)).toBe(60_00n);
    expect(late(takeBack(first.settlement, [second.paid]).changes[0]?.after)).toBe(100_00n);
  });

  it.each([
    ['was owed as the lawyers were given it', {}, '2026-05-20', 100_00n],
    ['was paid before', { paid: 100_00n, settledOn: '2026-05-19' }, '2026-05-20', 0n],
    ['was paid to the lawyers', { paid: 100_00n, settledOn: '2026-06-19' }, '2026-05-20', 100_00n],
    ['was not due by then', {}, '2026-04-01', 0n],
    ['was issued later', { issuedOn: '2026-06-02', dueOn: '2026-06-02' }, '2026-05-20', 0n],
  ])('should say of one that %s what went to legal', (_, changes, sealedOn, legal) => {
    expect(fateOf(receivable(changes), sealedOn, '2026-07-01').legal).toBe(legal);
  });

  it('should have nothing late, nor any days late, of what was credited or was paid in time but for that', () => {
    const settledOn = '2026-04-21';
    const invoices = [
      receivable({ credited: 100_00n, settledOn }),
      receivable({ credited: 10_00n, paid: 90_00n, paidInTime: 90_00n, settledOn }),
      receivable({ paid: 100_00n, paidInTime: 25_00n, settledOn }),
    ];
    expect(letThroughBy('O-1', invoices, 'EUR', null, '2026-07-01')).toEqual({
      ...{ orders: 1, invoices: 2, lateInvoices: 1, daysLate: 20 },
      amounts: { EUR: { ...noFate, invoiced: 190_00n, late: 75_00n } },
    });
  });

  it('should be the sum over its invoices, and nobody of those without an order', () => {
    const fates = fatesOf(
      [receivable(), receivable({ invoiceId: 'I-2', dueOn: '2026-05-01' }), receivable({ orderId: null })],
      null,
      '2026-04-15',
    );
    expect([...fates]).toEqual([['O-1', { ...noFate, invoiced: 200_00n, late: 100_00n }]]);
  });
});

describe('what another policy would have changed', () => {
  it('should be nothing where it decides the same', () => {
    const same = [decided('O-1', 'APPROVED', 'APPROVED'), decided('O-2', 'DECLINED', 'DECLINED')];
    expect(tally(same, known())).toMatchObject({ decisions: 2, flipped: 0, flips: [], added: [], refused: [] });
  });

  it('should count each flip by what it was and what it would be', () => {
    const flips = [
      decided('O-1', 'APPROVED', 'REFERRED'),
      decided('O-2', 'APPROVED', 'REFERRED'),
      decided('O-3', 'REFERRED', 'APPROVED'),
      decided('O-4', 'REFERRED', 'DECLINED'),
      decided('O-5', 'REFERRED', 'REFERRED'),
    ];
    expect(tally(flips, known()).flips).toEqual([
      { from: 'APPROVED', to: 'REFERRED', decisions: 2 },
      { from: 'REFERRED', to: 'APPROVED', decisions: 1 },
      { from: 'REFERRED', to: 'DECLINED', decisions: 1 },
    ]);
  });

  it('should add up exposure by currency, with what became of it', () => {
    const fates = new Map([
      ['O-1', { invoiced: 80_00n, late: 80_00n, legal: 0n, writtenOff: 0n }],
      ['O-2', { invoiced: 50_00n, late: 0n, legal: 0n, writtenOff: 0n }],
    ]);
    const { added, refused } = tally(
      [
        decided('O-1', 'APPROVED', 'REFERRED'),
        decided('O-2', 'APPROVED', 'DECLINED', { value: 50_00n }),
        decided('O-3', 'APPROVED', 'REFERRED', { value: 7n, currency: 'JPY' }),
        decided('O-4', 'REFERRED', 'APPROVED', { value: 30_00n }),
        decided('O-5', 'REFERRED', 'DECLINED'),
      ],
      known(fates),
    );
    expect(refused).toEqual([
      {
        currency: 'EUR',
        orders: 2,
        amount: 150_00n,
        notInvoiced: 0n,
        notLookedAt: 0n,
        invoiced: 130_00n,
        late: 80_00n,
        legal: 0n,
        writtenOff: 0n,
      },
      { ...noFate, currency: 'JPY', orders: 1, amount: 7n, notInvoiced: 7n, notLookedAt: 0n },
    ]);
    expect(added).toEqual([
      { ...noFate, currency: 'EUR', orders: 1, amount: 30_00n, notInvoiced: 30_00n, notLookedAt: 0n },
    ]);
  });

  it('should count an order once that was asked for several times, by what was let through of it last', () => {
    const asked = ['09', '10', '11'].map((hour) =>
      decided('O-1', 'REFERRED', 'APPROVED', { at: `2026-03-02T${hour}:00:00.000Z`, value: BigInt(hour) }),
    );
    const { added, flipped } = tally(asked, known());
    expect(flipped).toBe(3);
    expect(added).toMatchObject([{ orders: 1, amount: 11n }]);
  });

  it('should add nothing of an order that was released and let through later on', () => {
    const released = [
      decided('O-1', 'REFERRED', 'APPROVED', { at: '2026-03-02T09:00:00.000Z' }),
      decided('O-1', 'APPROVED', 'APPROVED', { at: '2026-03-02T10:00:00.000Z' }),
    ];
    expect(tally(released, known())).toMatchObject({ flipped: 1, added: [], refused: [] });
  });

  it('should refuse the whole of an order whose check and amendment are both refused', () => {
    const amended = [
      decided('O-1', 'APPROVED', 'REFERRED', { at: '2026-03-02T09:00:00.000Z', value: 1000n }),
      decided('O-1', 'APPROVED', 'REFERRED', { at: '2026-03-02T10:00:00.000Z', value: 1500n }),
    ];
    expect(tally(amended, known()).refused).toMatchObject([{ orders: 1, amount: 1500n }]);
    const half = amended.map((one, index) => (index === 0 ? { ...one, outcome: 'APPROVED' as const } : one));
    expect(tally(half, known()).refused).toMatchObject([{ orders: 1, amount: 500n }]);
  });

  it('should count an order as invoiced whose invoices were credited in full', () => {
    const credited = known(new Map([['O-1', noFate]]));
    expect(tally([decided('O-1', 'APPROVED', 'REFERRED')], credited).refused).toMatchObject([
      { amount: 100_00n, invoiced: 0n, notInvoiced: 0n },
    ]);
  });

  it('should count a check that holds nothing where the order was invoiced after all', () => {
    const asked = [decided('O-1', 'APPROVED', 'REFERRED', { reserve: false })];
    expect(tally(asked, known())).toMatchObject({ flipped: 1, refused: [] });
    const invoiced = new Map([['O-1', { ...noFate, invoiced: 100_00n }]]);
    expect(tally(asked, known(invoiced)).refused).toMatchObject([{ amount: 100_00n, invoiced: 100_00n }]);
  });

  it('should say of how much nobody has looked what became of it', () => {
    const unknown = { ofOrder: new Map(), customers: new Set<string>() };
    expect(tally([decided('O-1', 'APPROVED', 'REFERRED')], unknown).refused).toMatchObject([
      { amount: 100_00n, notInvoiced: 0n, notLookedAt: 100_00n },
    ]);
  });

  it('should tell it by grade, the ungraded last, and by segment', () => {
    const { byGrade, bySegment } = tally(
      [
        decided('O-1', 'APPROVED', 'REFERRED', { grade: 'D' }),
        decided('O-2', 'APPROVED', 'APPROVED', { segment: 'KEY' }),
        decided('O-3', 'APPROVED', 'APPROVED', { grade: 'A' }),
      ],
      known(),
    );
    expect(byGrade).toMatchObject([
      { grade: 'A', decisions: 1, flipped: 0 },
      { grade: 'D', decisions: 1, flipped: 1, refused: [{ amount: 100_00n }] },
      { grade: null, decisions: 1, flipped: 0 },
    ]);
    expect(bySegment).toMatchObject([
      { segment: 'KEY', decisions: 1 },
      { segment: 'RETAIL', decisions: 2, flipped: 1 },
    ]);
  });
});
