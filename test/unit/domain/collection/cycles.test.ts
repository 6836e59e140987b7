import { describe, expect, it } from 'vitest';
import { chasedCustomer, owed } from '../../../support/collection-cases.ts';
import { eur } from '../../../support/movements.ts';

/** A customer with one invoice due on 2 March, a Monday, and the clock there. */
const late = () => {
  const customer = chasedCustomer();
  customer.setNow('2026-02-20T00:00:00.000Z');
  customer.owes(owed('OLD', '2026-03-02', 10));
  return customer;
};

const returned = () => {
  const customer = late();
  customer.until('2026-04-17T00:00:00.000Z');
  customer.ask({ type: 'REFUSE_HANDOFF', reason: 'too small', by: 'mia' });
  return customer;
};

describe('an old rest that nobody goes on with', () => {
  it('should not keep what falls due later from being chased from the first step on', () => {
    const customer = returned();
    customer.owes(owed('NEW', '2026-04-20', 9_000));
    customer.until('2026-05-06T00:00:00.000Z');
    expect(customer.story().slice(-3)).toEqual([
      '2026-04-21 FRIENDLY_REMINDER',
      '2026-04-27 FIRM_REMINDER',
      '2026-05-04 CALL_TASK',
    ]);
  });

  it('should not be told of in the reminders of what fell due later', () => {
    const customer = returned();
    customer.owes(owed('NEW', '2026-04-20', 9_000));
    customer.until('2026-04-22T00:00:00.000Z');
    expect(customer.sent.at(-1)?.items.map(({ invoiceId }) => invoiceId)).toEqual(['NEW']);
  });

  it('should go to the lawyers all the same when somebody lets it go on', () => {
    const customer = returned();
    customer.ask({ type: 'RESUME', by: 'lea' });
    customer.until('2026-04-24T00:00:00.000Z');
    expect(customer.story().at(-1)).toMatch(/LEGAL_HANDOFF$/);
  });
});

describe('a cycle that was settled', () => {
  it('should go on where it was, the hold included, when a payment bounces while something else is chased', () => {
    const customer = late();
    customer.until('2026-04-02T00:00:00.000Z');
    customer.owes(owed('NEW', '2026-04-01'));
    customer.until('2026-04-07T12:00:00.000Z');
    customer.pays('OLD');
    customer.ask({ type: 'REVIEW', cause: 'PAYMENT' });
    expect(customer.state()).toMatchObject({ status: 'OPEN', onHold: false });
    customer.until('2026-04-08T12:00:00.000Z');
    customer.owes(owed('OLD', '2026-03-02', 10));
    customer.ask({ type: 'REVIEW' });
    expect(customer.state()).toMatchObject({ status: 'OPEN', onHold: true });
    expect(customer.told('CycleReopened')).toHaveLength(1);
    customer.until('2026-04-30T00:00:00.000Z');
    const again = customer.story().filter((line) => line > '2026-04-09' && line.includes('FRIENDLY'));
    expect(again).toEqual([]);
    expect(customer.story().at(-1)).toMatch(/LEGAL_HANDOFF$/);
  });
});

describe('what is handed over', () => {
  it('should stay with the lawyers until all that the bundle claims is paid', () => {
    const customer = late();
    customer.until('2026-04-16T12:00:00.000Z');
    customer.owes(owed('LATER', '2026-04-15'));
    customer.setNow('2026-04-20T12:00:00.000Z');
    customer.ask({ type: 'APPROVE_HANDOFF', by: 'mia' });
    customer.pays('OLD');
    customer.ask({ type: 'REVIEW', cause: 'PAYMENT' });
    expect(customer.state()).toMatchObject({ status: 'WITH_LEGAL', onHold: true });
    customer.pays('LATER');
    customer.ask({ type: 'REVIEW', cause: 'PAYMENT' });
    expect(customer.state()).toMatchObject({ status: 'CLOSED', onHold: false });
  });

  it('should not go there before the day that the final notice has named, though a promise is broken', () => {
    const customer = late();
    customer.until('2026-04-01T12:00:00.000Z');
    const promise = { promiseId: 'P', invoiceIds: null, amount: eur(10_00), payBy: '2026-04-03' };
    customer.ask({ type: 'PROMISE', ...promise, by: 'cora' });
    customer.until('2026-05-01T00:00:00.000Z');
    expect(customer.story().at(-1)).toBe('2026-04-16 LEGAL_HANDOFF');
  });
});

describe('a promise', () => {
  const promise = (id: string, euros: number, payBy: string, more: object = {}) =>
    ({ type: 'PROMISE', promiseId: id, invoiceIds: null, amount: eur(euros * 100), payBy, by: 'x', ...more }) as const;

  it('should be for half of what it puts off at least when a customer makes it by a form', () => {
    const customer = chasedCustomer();
    customer.setNow('2026-03-03T12:00:00.000Z');
    customer.owes(owed('I', '2026-03-02', 1_000));
    customer.ask({ type: 'REVIEW' });
    expect(() => customer.ask(promise('P1', 499, '2026-03-10', { selfService: true }))).toThrow(
      expect.objectContaining({ turnedDown: { why: 'TOO_LITTLE', least: { amount: '500.00', currency: 'EUR' } } }),
    );
    expect(customer.ask(promise('P2', 1, '2026-03-10'))).not.toEqual([]);
    expect(customer.ask(promise('P3', 500, '2026-03-10', { selfService: true }))).not.toEqual([]);
  });

  it('should be refused by a form after two that were broken', () => {
    const customer = chasedCustomer();
    customer.setNow('2026-03-03T12:00:00.000Z');
    customer.owes(owed('I', '2026-03-02'));
    customer.ask({ type: 'REVIEW' });
    for (const [id, payBy] of [
      ['P1', '2026-03-04'],
      ['P2', '2026-03-06'],
    ] as const) {
      customer.ask(promise(id, 100, payBy, { selfService: true }));
      customer.setNow(`${payBy.slice(0, 8)}0${Number(payBy.slice(8)) + 1}T12:00:00.000Z`);
      customer.ask({ type: 'REVIEW' });
    }
    expect(() => customer.ask(promise('P3', 100, '2026-03-20', { selfService: true }))).toThrow(
      expect.objectContaining({ turnedDown: { why: 'PROMISES_NOT_KEPT' } }),
    );
    expect(customer.ask(promise('P4', 100, '2026-03-20'))).not.toEqual([]);
  });

  it('should not be broken by whoever disputes all that remains of it', () => {
    const customer = chasedCustomer();
    customer.setNow('2026-03-03T12:00:00.000Z');
    customer.owes(owed('I', '2026-03-02'));
    customer.ask(promise('P', 100, '2026-03-05'));
    customer.owes(owed('I', '2026-03-02', 100, { disputed: true }));
    customer.setNow('2026-03-06T12:00:00.000Z');
    customer.ask({ type: 'REVIEW' });
    expect(customer.told('PromiseEnded')).toMatchObject([{ outcome: 'CANCELLED', hurries: false }]);
  });

  it('should be refused when the case has twenty open ones', () => {
    const customer = chasedCustomer();
    customer.setNow('2026-03-03T12:00:00.000Z');
    for (let n = 0; n < 21; n += 1) customer.owes(owed(`I-${n}`, '2026-03-02'));
    const named = (n: number) => promise(`P-${n}`, 100, '2026-03-10', { invoiceIds: [`I-${n}`] });
    for (let n = 0; n < 20; n += 1) customer.ask(named(n));
    expect(() => customer.ask(named(20))).toThrow(/20 open promises/);
  });
});
