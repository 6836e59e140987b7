import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noBehaviour } from '../../../shared/domain/behaviour/behaviour.ts';
import { lifetimeOf } from '../../../shared/domain/behaviour/months.ts';
import type { Receivable } from '../../../shared/domain/receivable/receivable.ts';
import {
  carryingRemaining,
  daysPastDue,
  receivableStatus,
  remainingOf,
  reopen,
  settle,
} from '../../../shared/domain/receivable/receivable.ts';
import {
  apply,
  behaviourDelta,
  idsInReference,
  openReceivablesDelta,
  type Settlement,
  takeBack,
  unappliedCarrying,
  unappliedOf,
} from '../../../shared/domain/settlement/settlement.ts';
import { eur, usd } from '../../support/movements.ts';

const receivable = (changes: Partial<Receivable> = {}): Receivable => ({
  invoiceId: 'I-1',
  customerId: 'ACME',
  orderId: null,
  amount: eur(100_00),
  carryingAmount: 100_00n,
  paid: 0n,
  credited: 0n,
  writtenOff: 0n,
  issuedOn: '2026-02-01',
  dueOn: '2026-03-01',
  settledOn: null,
  disputed: false,
  openDisputes: 0,
  everDisputed: false,
  productCategory: null,
  document: null,
  prediction: null,
  bodyHash: '',
  version: 1,
  ...changes,
});

const payment = (changes: Partial<Settlement> = {}): Settlement => ({
  kind: 'PAYMENT',
  settlementId: 'P-1',
  customerId: 'ACME',
  amount: eur(150_00),
  carryingAmount: 150_00n,
  date: '2026-03-05',
  reference: null,
  reason: null,
  allocations: [],
  plan: null,
  status: 'POSTED',
  reversal: null,
  bodyHash: '',
  version: 1,
  ...changes,
});

describe('a receivable', () => {
  it('should show what became of it', () => {
    const status = (paid: bigint, credited: bigint, writtenOff: bigint) =>
      receivableStatus(receivable({ paid, credited, writtenOff }));
    expect(status(0n, 0n, 0n)).toBe('OPEN');
    expect(status(0n, 1_00n, 0n)).toBe('OPEN');
    expect(status(1_00n, 0n, 0n)).toBe('PARTLY_PAID');
    expect(status(100_00n, 0n, 0n)).toBe('PAID');
    expect(status(1_00n, 99_00n, 0n)).toBe('PAID');
    expect(status(0n, 100_00n, 0n)).toBe('CREDITED');
    expect(status(50_00n, 0n, 50_00n)).toBe('WRITTEN_OFF');
  });

  it('should never be settled beyond what remains, nor reopened beyond what was settled', () => {
    expect(() => settle(receivable(), 'PAYMENT', 100_01n, '2026-03-05')).toThrow(RangeError);
    expect(() => settle(receivable(), 'PAYMENT', -1n, '2026-03-05')).toThrow(RangeError);
    expect(() => reopen(receivable({ paid: 5n }), 'PAYMENT', 6n, '2026-03-05')).toThrow(RangeError);
  });

  it('should be past due from the day after its due date, while something remains', () => {
    expect(daysPastDue(receivable(), '2026-03-01')).toBe(0);
    expect(daysPastDue(receivable(), '2026-03-02')).toBe(1);
    expect(daysPastDue(receivable({ paid: 100_00n }), '2026-03-02')).toBe(0);
  });
});

describe('money that is applied', () => {
  it('should go to the invoices in order, as far as it goes, and pass over another currency', () => {
    const targets = [
      { receivable: receivable({ invoiceId: 'USD', amount: usd(50_00) }) },
      { receivable: receivable() },
      { receivable: receivable({ invoiceId: 'I-2' }), atMost: 20_00n },
      { receivable: receivable({ invoiceId: 'I-3' }) },
      { receivable: receivable({ invoiceId: 'I-4' }) },
    ];
    const { settlement, changes } = apply(payment(), targets);
    expect(settlement.allocations).toEqual([
      { invoiceId: 'I-1', minorUnits: 100_00n },
      { invoiceId: 'I-2', minorUnits: 20_00n },
      { invoiceId: 'I-3', minorUnits: 30_00n },
    ]);
    expect(unappliedOf(settlement)).toBe(0n);
    expect(openReceivablesDelta(changes)).toBe(-150_00n);
    const paid = { invoicesPaid: 1, paidOnTime: 0, daysToPay: 32, daysLate: 4, paidAmount: 100_00n };
    expect(lifetimeOf(behaviourDelta(changes))).toMatchObject(paid);
    expect(behaviourDelta(changes).get('2026-03')).toMatchObject({ ...paid, lateBy: new Map([[4, 1]]) });
  });

  it('should lower the exposure by the same in whatever steps it is applied and taken back', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 9n });
    const steps = fc.array(fc.record({ atMost: amounts, takeBack: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(amounts, amounts, amounts, amounts, steps, (owed, worth, paid, paidWorth, list) => {
        let invoice = receivable({ amount: usd(owed), carryingAmount: worth });
        let settlement = payment({ amount: usd(paid), carryingAmount: paidWorth });
        let moved = 0n;
        for (const step of list) {
          const applied = step.takeBack
            ? takeBack(settlement, settlement.allocations.length > 0 ? [invoice] : [])
            : apply(settlement, [{ receivable: invoice, atMost: step.atMost }]);
          moved += openReceivablesDelta(applied.changes);
          moved -= unappliedCarrying(applied.settlement) - unappliedCarrying(settlement);
          settlement = applied.settlement;
          invoice = applied.changes[0]?.after ?? invoice;
          expect(remainingOf(invoice) + invoice.paid).toBe(owed);
          expect(unappliedOf(settlement) + invoice.paid).toBe(paid);
        }
        expect(moved).toBe(carryingRemaining(invoice) - worth - unappliedCarrying(settlement) + paidWorth);
      }),
    );
  });

  it('should leave the payment record as it was when it bounces', () => {
    const { settlement, changes } = apply(payment(), [{ receivable: receivable() }]);
    const back = takeBack(
      settlement,
      changes.map(({ after }) => after),
    );
    const record = behaviourDelta([...changes, ...back.changes]);
    expect(lifetimeOf(record)).toEqual(noBehaviour);
    expect(record.get('2026-03')).toEqual({ ...noBehaviour, lateBy: new Map() });
    expect(back.changes[0]?.after).toMatchObject({ paid: 0n, settledOn: null });
    expect(unappliedOf({ ...back.settlement, status: 'REVERSED' })).toBe(0n);
  });
});

describe('ids in a reference', () => {
  it('should be its words, with and without the punctuation around them', () => {
    const ids = idsInReference('Rechnung INV-2026.001, (RE:4711); "A_1". Danke!');
    for (const id of ['INV-2026.001', 'RE:4711', 'A_1']) expect(ids).toContain(id);
    expect(idsInReference('inv/1 – I-2…')).toEqual(expect.arrayContaining(['1', 'I-2']));
    expect(idsInReference('I-1 I-1 I-1')).toEqual(['I-1']);
    expect(idsInReference(' ,;  ')).toEqual([]);
  });

  it('should find every id that a caller may choose, wherever it stands', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/);
    const around = fc.constantFrom('', ' ', ', ', ' (', ') ', '\n', ' / ', '"');
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 10 }), around, around, (wanted, before, after) => {
        const reference = wanted.map((one) => `${before}${one}${after}`).join(' ');
        expect(idsInReference(reference)).toEqual(expect.arrayContaining(wanted));
      }),
    );
  });

  it('should be bounded, and leave out what is too long to be an id', () => {
    const many = Array.from({ length: 500 }, (_, index) => `I-${index}`).join(' ');
    expect(idsInReference(many)).toHaveLength(50);
    expect(idsInReference('x'.repeat(65))).toEqual([]);
  });
});
