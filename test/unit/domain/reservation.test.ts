import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consume, end, hasExpired, heldAmount } from '../../../shared/domain/reservation/reservation.ts';
import { aReservation } from '../../support/accounts.ts';
import { eur, usd } from '../../support/movements.ts';

describe('a reservation', () => {
  it('should hold what is not invoiced yet, while it is active', () => {
    expect(heldAmount(aReservation())).toBe(100_00n);
    expect(heldAmount(aReservation({ invoiced: 30_00n }))).toBe(70_00n);
    expect(heldAmount(aReservation({ invoiced: 130_00n }))).toBe(0n);
    expect(heldAmount(end(aReservation(), 'RELEASED'))).toBe(0n);
    expect(heldAmount(end(aReservation(), 'EXPIRED'))).toBe(0n);
  });

  it('should be used up by its invoices', () => {
    const part = consume(aReservation(), eur(99_99), 99_99n);
    expect(part).toMatchObject({ status: 'ACTIVE', invoiced: 99_99n });
    expect(consume(part, eur(1), 1n)).toMatchObject({ status: 'INVOICED', invoiced: 100_00n });
    expect(consume(part, eur(50_00), 50_00n)).toMatchObject({ status: 'INVOICED', invoiced: 149_99n });
  });

  it('should note an invoice that comes after its end, without holding anything again', () => {
    expect(consume(end(aReservation(), 'EXPIRED'), eur(40_00), 40_00n)).toMatchObject({
      status: 'EXPIRED',
      invoiced: 40_00n,
    });
  });

  it('should take an invoice in another currency by its worth', () => {
    const inDollars = aReservation({ amount: usd(125_00), carryingAmount: 100_00n });
    expect(consume(inDollars, eur(40_00), 40_00n).invoiced).toBe(50_00n);
  });

  it('should expire at its instant, not before', () => {
    const { expiresAt } = aReservation();
    expect(hasExpired(aReservation(), '2026-03-16T08:59:59.999Z')).toBe(false);
    expect(hasExpired(aReservation(), expiresAt)).toBe(true);
    expect(hasExpired(aReservation({ status: 'INVOICED' }), expiresAt)).toBe(false);
  });

  it('should free exactly what it held over any parts that it is invoiced in', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(amount, amount, fc.array(amount, { maxLength: 20 }), (ordered, worth, parts) => {
        let reservation = aReservation({ amount: usd(ordered), carryingAmount: worth });
        let freed = 0n;
        for (const part of parts) {
          const next = consume(reservation, usd(part), 0n);
          const moved = heldAmount(reservation) - heldAmount(next);
          expect(moved).toBeGreaterThanOrEqual(0n);
          freed += moved;
          reservation = next;
        }
        expect(freed + heldAmount(reservation)).toBe(worth);
      }),
    );
  });
});
