import { describe, expect, it } from 'vitest';
import { money } from '../../../../shared/money.ts';
import { chasedCustomer, owed } from '../../../support/collection-cases.ts';
import { eur } from '../../../support/movements.ts';

const someone = 'cora.collector@example.com';

/** A customer with one invoice due on 2 March, a Monday, and the clock there. */
const late = (setting: Parameters<typeof chasedCustomer>[0] = {}) => {
  const customer = chasedCustomer(setting);
  customer.setNow('2026-02-20T00:00:00.000Z');
  customer.owes(owed('I-1', '2026-03-02'));
  return customer;
};

describe('a promise', () => {
  const promised = (payBy: string, rest: object = {}) => {
    const customer = late();
    customer.until('2026-03-03T12:00:00.000Z');
    const promise = { promiseId: 'P-1', invoiceIds: null, amount: eur(100_00), payBy, by: someone, ...rest };
    customer.ask({ type: 'PROMISE', ...promise });
    return customer;
  };

  it('should be waited for, and close the case when it is kept', () => {
    const customer = promised('2026-03-20');
    expect(customer.state()?.status).toBe('PROMISED');
    expect(customer.next()).toMatchObject({ waitsFor: 'PROMISE', step: null, wakeAt: '2026-03-20T23:00:00.000Z' });
    customer.until('2026-03-20T12:00:00.000Z');
    expect(customer.story()).toHaveLength(1);
    customer.pays('I-1');
    expect(customer.told('PromiseEnded')).toMatchObject([{ outcome: 'KEPT', paid: eur(100_00) }]);
    expect(customer.state()?.status).toBe('CLOSED');
  });

  it('should, broken, resume one step up without waiting for its day, but for the gap', () => {
    const customer = promised('2026-03-04');
    customer.until('2026-03-07T00:00:00.000Z');
    expect(customer.told('PromiseEnded')).toMatchObject([{ outcome: 'BROKEN', at: '2026-03-04T23:00:00.000Z' }]);
    expect(customer.story().at(-1)).toBe('2026-03-06 FIRM_REMINDER');
  });

  it('should, kept in part, go on with what remains on the ordinary day', () => {
    const customer = promised('2026-03-04');
    customer.pays('I-1', 30);
    customer.until('2026-03-10T00:00:00.000Z');
    expect(customer.told('PromiseEnded')).toMatchObject([{ outcome: 'PARTLY_KEPT', paid: eur(30_00) }]);
    expect(customer.story().at(-1)).toBe('2026-03-09 FIRM_REMINDER');
  });

  it('should hold back its own invoices only, and not what is due later', () => {
    const customer = late();
    customer.owes(owed('I-2', '2026-03-02', 50));
    customer.until('2026-03-03T12:00:00.000Z');
    const promise = { promiseId: 'P-1', amount: eur(100_00), payBy: '2026-04-30', by: someone };
    customer.ask({ type: 'PROMISE', ...promise, invoiceIds: ['I-1'] });
    customer.until('2026-03-10T00:00:00.000Z');
    expect(customer.sent.at(-1)).toMatchObject({ kind: 'FIRM_REMINDER', items: [{ invoiceId: 'I-2' }] });
    expect(customer.sent.at(-1)?.items).toHaveLength(1);
  });

  it('should change nothing when it is made again, and replace another one for the same invoices', () => {
    const customer = promised('2026-03-20');
    const again = { promiseId: 'P-1', invoiceIds: null, amount: eur(100_00), payBy: '2026-03-20', by: someone };
    expect(customer.ask({ type: 'PROMISE', ...again })).toEqual([]);
    customer.ask({ type: 'PROMISE', ...again, promiseId: 'P-2' });
    expect(customer.told('PromiseEnded')).toMatchObject([{ promiseId: 'P-1', outcome: 'REPLACED' }]);
    expect(customer.state()?.promises.map(({ promiseId }) => promiseId)).toEqual(['P-2']);
    customer.ask({ type: 'CANCEL_PROMISE', promiseId: 'P-2', by: someone });
    expect(customer.state()?.status).toBe('OPEN');
  });

  it.each([
    { title: 'a date in the past', rest: { payBy: '2026-03-01' }, path: 'payBy' },
    { title: 'an amount of zero', rest: { amount: eur(0) }, path: 'amount' },
    { title: 'a currency that nothing is owed in', rest: { amount: money(1n, 'USD') }, path: 'amount' },
    { title: 'an invoice that is not owed', rest: { invoiceIds: ['I-9'] }, path: 'invoiceIds[0]' },
  ])('should be refused with $title', ({ rest, path }) => {
    expect(() => promised('2026-03-20', rest)).toThrow(
      expect.objectContaining({ code: 'unprocessable', errors: [expect.objectContaining({ path })] }),
    );
  });
});

describe('a dispute', () => {
  it('should take its invoices out of the chase, and put them back where the chase was', () => {
    const customer = late();
    customer.until('2026-03-10T00:00:00.000Z');
    customer.owes(owed('I-1', '2026-03-02', 100, { disputed: true }));
    customer.run();
    expect(customer.state()?.status).toBe('DISPUTED');
    customer.owes(owed('I-2', '2026-03-20'));
    customer.until('2026-03-24T00:00:00.000Z');
    expect(customer.sent.at(-1)).toMatchObject({ kind: 'FRIENDLY_REMINDER', items: [{ invoiceId: 'I-2' }] });
    customer.owes(owed('I-1', '2026-03-02'));
    customer.until('2026-03-27T00:00:00.000Z');
    expect(customer.story().slice(-2)).toEqual(['2026-03-23 FRIENDLY_REMINDER', '2026-03-26 CALL_TASK']);
  });
});

describe('a person', () => {
  it('should pause a case up to a day, and resume it before', () => {
    const customer = late();
    customer.until('2026-03-05T09:00:00.000Z');
    customer.ask({ type: 'PAUSE', until: '2026-03-18', reason: 'The customer moves.', by: someone });
    expect(customer.next()).toMatchObject({ waitsFor: 'PAUSE', wakeAt: '2026-03-17T23:00:00.000Z' });
    customer.until('2026-03-18T12:00:00.000Z');
    expect(customer.story().slice(1)).toEqual(['2026-03-18 FIRM_REMINDER']);
    customer.ask({ type: 'PAUSE', until: '2026-04-18', reason: 'Again.', by: someone });
    customer.ask({ type: 'RESUME', by: someone });
    expect(customer.state()).toMatchObject({ status: 'OPEN', pause: null });
    expect(() => customer.ask({ type: 'RESUME', by: someone })).toThrow(/not paused/);
    expect(() => customer.ask({ type: 'PAUSE', until: '2026-03-18', reason: 'x', by: someone })).toThrow(/after today/);
  });

  it('should bring the next step forward, no nearer than the gap and never over one', () => {
    const customer = late();
    customer.until('2026-03-03T12:00:00.000Z');
    customer.ask({ type: 'ESCALATE', reason: 'They are selling the furniture.', by: someone });
    customer.until('2026-03-31T00:00:00.000Z');
    expect(customer.story().slice(0, 3)).toEqual([
      '2026-03-03 FRIENDLY_REMINDER',
      '2026-03-06 FIRM_REMINDER',
      '2026-03-16 CALL_TASK',
    ]);
  });

  it('should say how it goes on when the handoff comes back', () => {
    const customer = late();
    customer.until('2026-04-17T00:00:00.000Z');
    customer.ask({ type: 'REFUSE_HANDOFF', reason: 'Call once more.', by: 'mia' });
    expect(customer.next()).toMatchObject({ waitsFor: 'PERSON', step: null });
    customer.until('2026-04-24T00:00:00.000Z');
    customer.ask({ type: 'ESCALATE', reason: 'They hung up.', by: someone });
    customer.until('2026-04-25T00:00:00.000Z');
    expect(customer.sent.map(({ key }) => key).slice(-2)).toEqual(['C1/1/legal-handoff', 'C1/2/legal-handoff']);
    customer.ask({ type: 'APPROVE_HANDOFF', by: 'mia' });
    customer.ask({ type: 'RECALL_HANDOFF', reason: 'They came to terms.', by: 'mia' });
    expect(customer.state()).toMatchObject({ status: 'OPEN', legal: { status: 'RETURNED' }, onHold: true });
  });

  it('should not hand over what is promised when the approval comes', () => {
    const customer = late();
    customer.until('2026-04-17T00:00:00.000Z');
    const promise = { promiseId: 'P-1', invoiceIds: null, amount: eur(100_00), payBy: '2026-05-01', by: someone };
    customer.ask({ type: 'PROMISE', ...promise });
    customer.ask({ type: 'APPROVE_HANDOFF', by: 'mia' });
    expect(customer.told('HandoffApproved')).toEqual([]);
    expect(customer.state()).toMatchObject({ status: 'PROMISED', legal: { status: 'RETURNED' } });
  });
});
