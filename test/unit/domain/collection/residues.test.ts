import { describe, expect, it } from 'vitest';
import { isResidue, residuesOf } from '../../../../shared/domain/behaviour/residues.ts';
import { builtInCollections } from '../../../../shared/domain/collection/strategy.ts';
import { money } from '../../../../shared/money.ts';
import { chasedCustomer, owed } from '../../../support/collection-cases.ts';
import { eur } from '../../../support/movements.ts';

/** Of an invoice of 2,000 so many euros are left. */
const left = (invoiceId: string, dueOn: string, euros: number) =>
  owed(invoiceId, dueOn, euros, { amount: eur(2_000_00) });

/** Owes something of an invoice that was due on 2 March, a Monday, and the clock is there. */
const owing = (euros: number, setting: Parameters<typeof chasedCustomer>[0] = {}) => {
  const customer = chasedCustomer(setting);
  customer.setNow('2026-02-20T00:00:00.000Z');
  customer.owes(left('OLD', '2026-03-02', euros));
  return customer;
};

describe('a residue', () => {
  it('should be what is below a share of the amount', () => {
    const of = (remaining: number, percent?: string) =>
      isResidue(
        { amount: eur(200_00), remaining: eur(remaining) },
        percent === undefined ? {} : { residuePercent: percent },
      );
    expect([of(9_99), of(10_00)]).toEqual([true, false]);
    expect([of(67, '0.333'), of(66, '0.333'), of(1, '0')]).toEqual([false, true, false]);
  });

  it('should be no more than the amount of its currency, however large the invoice', () => {
    const of = (remaining: bigint, currency: string, residueUpTo?: { amount: string; currency: string }[]) =>
      isResidue(
        { amount: money(1_000_000_000n, currency), remaining: money(remaining, currency) },
        residueUpTo ? { residueUpTo } : {},
      );
    for (const currency of ['EUR', 'USD', 'GBP', 'CHF']) {
      expect([of(50_00n, currency), of(50_01n, currency)]).toEqual([true, false]);
    }
    expect([of(8_000n, 'JPY'), of(8_001n, 'JPY'), of(15_000n, 'KWD'), of(15_001n, 'KWD')]).toEqual([
      ...[true, false],
      ...[true, false],
    ]);
    expect(of(1n, 'XOF')).toBe(false);
    const own = [{ amount: '200.00', currency: 'EUR' }];
    expect([of(200_00n, 'EUR', own), of(200_01n, 'EUR', own), of(1n, 'USD', own)]).toEqual([true, false, false]);
  });

  it('should be none where those of its currency together are more, of what counts', () => {
    const [a, b, c] = ['A', 'B', 'C'].map((name) => left(name, '2026-03-02', 25));
    const dollars = { amount: money(2_000_00n, 'USD'), remaining: money(40_00n, 'USD') };
    const among = (
      ...items: ({ amount?: typeof dollars.amount; remaining: typeof dollars.remaining } | undefined)[]
    ) => {
      const known = items.filter((item) => item !== undefined);
      return [...residuesOf(known)].map((item) => known.indexOf(item));
    };
    expect(among(a, b, dollars)).toEqual([0, 1, 2]);
    expect(among(a, b, c, dollars)).toEqual([3]);
    const items = [a, b, c].filter((item) => item !== undefined);
    expect(residuesOf(items, {}, ({ invoiceId }) => invoiceId !== 'C').size).toBe(3);
  });

  it('should be chased like any debt where much is left of a large invoice', () => {
    const customer = chasedCustomer();
    customer.setNow('2026-02-20T00:00:00.000Z');
    customer.owes(owed('LARGE', '2026-03-02', 49_999, { amount: eur(1_000_000_00) }));
    customer.until('2026-07-01T00:00:00.000Z');
    expect(customer.story().at(-1)).toMatch(/LEGAL_HANDOFF$/);
  });

  it('should be chased like any debt once a little is left of many invoices that are overdue', () => {
    const customer = owing(30);
    customer.owes(left('NEXT', '2026-04-06', 30));
    customer.until('2026-04-06T12:00:00.000Z');
    expect(customer.story()).toEqual(['2026-03-03 FRIENDLY_REMINDER']);
    customer.until('2026-04-08T00:00:00.000Z');
    expect(customer.story().at(-1)).toBe('2026-04-07 FIRM_REMINDER');
    customer.until('2026-07-01T00:00:00.000Z');
    expect(customer.state()).toMatchObject({ onHold: true, legal: { status: 'AWAITING_APPROVAL' } });
    customer.pays('NEXT');
    expect(customer.state()).toMatchObject({ status: 'OPEN', onHold: false });
  });

  it('should not be added up with what is disputed', () => {
    const customer = owing(30);
    customer.owes({ ...left('DISPUTED', '2026-03-02', 30), disputed: true });
    customer.until('2026-07-01T00:00:00.000Z');
    expect(customer.story()).toEqual(['2026-03-03 FRIENDLY_REMINDER']);
  });

  it('should be as large as the policy says', () => {
    const residueUpTo = [{ amount: '9.99', currency: 'EUR' }];
    const customer = owing(10, { collections: { ...builtInCollections, residueUpTo } });
    customer.until('2026-07-01T00:00:00.000Z');
    expect(customer.story().at(-1)).toMatch(/LEGAL_HANDOFF$/);
  });

  it('should be reminded of in a friendly way, and no more', () => {
    const customer = owing(10);
    customer.until('2026-07-01T00:00:00.000Z');
    expect(customer.story()).toEqual(['2026-03-03 FRIENDLY_REMINDER']);
    expect(customer.state()).toMatchObject({ status: 'OPEN', onHold: false, legal: null });
    customer.pays('OLD');
    expect(customer.state()).toMatchObject({ status: 'CLOSED' });
  });

  it('should be chased to the end when the policy says so, and from its share on', () => {
    const customer = owing(10, { collections: { ...builtInCollections, residuePercent: '0' } });
    customer.until('2026-07-01T00:00:00.000Z');
    expect(customer.story().at(-1)).toMatch(/LEGAL_HANDOFF$/);
    const whole = owing(100);
    whole.until('2026-07-01T00:00:00.000Z');
    expect(whole.story().at(-1)).toMatch(/LEGAL_HANDOFF$/);
  });

  it('should hold nobody any more once it is all that is left, and nothing is handed over for it', () => {
    const customer = owing(2_000);
    customer.until('2026-04-20T12:00:00.000Z');
    expect(customer.state()).toMatchObject({ onHold: true, legal: { status: 'AWAITING_APPROVAL' } });
    customer.pays('OLD', 1_990);
    expect(customer.state()).toMatchObject({ status: 'OPEN', onHold: false });
    customer.ask({ type: 'APPROVE_HANDOFF', by: 'mia' });
    expect(customer.state()).toMatchObject({ legal: { status: 'RETURNED' }, onHold: false });
    // The payment bounces.
    customer.owes(left('OLD', '2026-03-02', 2_000));
    customer.ask({ type: 'REVIEW' });
    expect(customer.state()).toMatchObject({ onHold: true });
  });

  it('should not hurry what falls due after its reminder', () => {
    const customer = owing(10);
    customer.owes(owed('NEW', '2026-04-20', 900, { amount: eur(900_00) }));
    customer.until('2026-05-06T00:00:00.000Z');
    expect(customer.story()).toEqual([
      '2026-03-03 FRIENDLY_REMINDER',
      '2026-04-21 FRIENDLY_REMINDER',
      '2026-04-27 FIRM_REMINDER',
      '2026-05-04 CALL_TASK',
    ]);
    expect(customer.sent.at(-1)?.items.map(({ invoiceId }) => invoiceId)).toEqual(['NEW']);
  });

  it('should leave the steps to the due date of what is chased beside it', () => {
    const customer = owing(10);
    customer.owes(owed('NEW', '2026-03-09', 900, { amount: eur(900_00) }));
    // Both are in one cycle: told of at once when the chase begins on the 10th.
    customer.setNow('2026-03-10T09:00:00.000Z');
    customer.run();
    customer.until('2026-03-25T00:00:00.000Z');
    expect(customer.story()).toEqual([
      '2026-03-10 FRIENDLY_REMINDER',
      '2026-03-16 FIRM_REMINDER',
      '2026-03-23 CALL_TASK',
    ]);
  });

  it('should be told of by no message that was written for more', () => {
    const customer = owing(2_000);
    customer.until('2026-03-09T00:00:00.000Z');
    const firm = customer.next()?.step?.key ?? '';
    customer.until('2026-03-09T06:00:00.000Z');
    customer.pays('OLD', 1_990);
    expect(customer.look(firm)).toMatchObject({ send: false });
  });
});
