import { describe, expect, it } from 'vitest';
import { daysOf, withInvoice, withOrder } from '../../../shared/domain/account/habit.ts';

describe('the habit of a customer', () => {
  const first = withInvoice(null, 100n, '2026-02-10', null);

  it('should begin with the first invoice and sum up the ones that follow', () => {
    expect(first).toEqual({
      ...{ invoices: 1, invoiced: 100n, since: '2026-02-10' },
      ...{ orders: 1, ordersWorth: 100n, orderedOn: null, ordered: 0n },
    });
    expect(withInvoice(first, 50n, '2026-02-20', null)).toMatchObject({
      invoices: 2,
      invoiced: 150n,
      since: '2026-02-10',
    });
  });

  it('should reach back to an older invoice that is posted later', () => {
    expect(withInvoice(first, 50n, '2026-01-01', null).since).toBe('2026-01-01');
  });

  it('should count an order that is invoiced in parts once, with the first of them', () => {
    const begun = withInvoice(first, 20n, '2026-02-11', { worth: 200n, isFirst: true });
    const more = withInvoice(begun, 20n, '2026-02-12', { worth: 200n, isFirst: false });
    expect(more).toMatchObject({ invoices: 3, invoiced: 140n, orders: 2, ordersWorth: 300n });
    const above = withInvoice(first, 250n, '2026-02-11', { worth: 200n, isFirst: true });
    expect(above).toMatchObject({ orders: 2, ordersWorth: 350n });
  });

  it('should sum up the orders of a day, and begin anew on the next', () => {
    const monday = withOrder(withOrder(first, 30n, '2026-03-02'), 20n, '2026-03-02');
    expect(monday).toMatchObject({ orderedOn: '2026-03-02', ordered: 50n });
    expect(withOrder(monday, 5n, '2026-03-03')).toMatchObject({ orderedOn: '2026-03-03', ordered: 5n });
    expect(withOrder(monday, -60n, '2026-03-02')).toMatchObject({ ordered: 0n });
    expect(withOrder(null, 30n, '2026-03-02')).toBeNull();
  });

  it('should count the first day and today', () => {
    expect(daysOf(first, '2026-02-10')).toBe(1);
    expect(daysOf(first, '2026-02-19')).toBe(10);
    expect(daysOf(first, '2026-02-01')).toBe(1);
  });
});
