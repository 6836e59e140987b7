import { describe, expect, it } from 'vitest';
import { type Account, newAccount } from '../../../../shared/domain/account/account.ts';
import { limitCrossing } from '../../../../shared/domain/warning/limit-crossing.ts';
import { builtInWarnings } from '../../../../shared/domain/warning/policy.ts';

const today = '2026-03-02';
const account = (changes: Partial<Account>): Account => ({
  ...newAccount({ customerId: 'C-1', currency: 'EUR', segment: 'RETAIL', paymentTermsDays: null }),
  creditLimit: 1_000_00n,
  ...changes,
});
const cross = (exposure: bigint, changes: Partial<Account> = {}, percent = '80') =>
  limitCrossing(account(changes), exposure, { ...builtInWarnings, limitUsedPercent: percent }, today);

describe('limitCrossing', () => {
  it('should tell of the share of the limit from the cent on at which it is reached', () => {
    expect(cross(799_99n)).toMatchObject({ limitUsed: null, crossed: [], told: null });
    expect(cross(800_00n)).toMatchObject({ limitUsed: 'NEARLY', crossed: ['NEARLY'] });
    expect(cross(999_99n)).toMatchObject({ limitUsed: 'NEARLY', told: { usedPercent: '99.99' } });
    expect(cross(1_000_00n, { limitUsed: 'NEARLY' })).toMatchObject({ limitUsed: 'FULLY', crossed: ['FULLY'] });
  });

  it('should tell of both at once when a movement goes all the way, with the figures after it', () => {
    expect(cross(1_250_00n).told).toEqual({
      limitOf: 'C-1',
      crossed: ['NEARLY', 'FULLY'],
      usedPercent: '125.00',
      exposure: { amount: '1250.00', currency: 'EUR' },
      effectiveLimit: { amount: '1000.00', currency: 'EUR' },
      available: { amount: '-250.00', currency: 'EUR' },
    });
  });

  it('should tell nothing again while it stands, and start anew once the use has been below', () => {
    expect(cross(900_00n, { limitUsed: 'NEARLY' })).toMatchObject({ limitUsed: 'NEARLY', told: null });
    expect(cross(900_00n, { limitUsed: 'FULLY' })).toMatchObject({ limitUsed: 'NEARLY', told: null });
    expect(cross(100_00n, { limitUsed: 'FULLY' })).toMatchObject({ limitUsed: null, told: null });
  });

  it('should go by the limit that holds on the day, covers and a temporary limit included', () => {
    const cover = {
      coverId: 'K',
      amount: 500_00n,
      coveredPercent: '90',
      validFrom: '2026-01-01',
      validTo: '2026-03-02',
    };
    expect(cross(1_000_00n, { covers: [cover] })).toMatchObject({ limitUsed: null });
    expect(cross(1_000_00n, { covers: [{ ...cover, validTo: '2026-03-01' }] })).toMatchObject({ limitUsed: 'FULLY' });
    const temporaryLimit = { requestId: 'R', amount: 9_000_00n, validFrom: '2026-01-01', validTo: '2026-03-02' };
    expect(cross(1_000_00n, { temporaryLimit })).toMatchObject({ limitUsed: null });
  });

  it('should tell nothing where no limit can be used: none, none that bounds, or one of zero', () => {
    for (const changes of [{ creditLimit: null }, { unlimited: true }, { creditLimit: 0n }]) {
      expect(cross(500_00n, { ...changes, limitUsed: 'FULLY' })).toEqual({
        limitUsed: null,
        crossed: [],
        range: null,
        told: null,
      });
    }
  });

  it('should hold for whatever share the policy names', () => {
    expect(cross(1n, {}, '0')).toMatchObject({ limitUsed: 'NEARLY' });
    expect(cross(0n, {}, '0')).toMatchObject({ limitUsed: null });
    expect(cross(1_000_00n, {}, '100')).toMatchObject({ crossed: ['NEARLY', 'FULLY'] });
    expect(cross(999_99n, {}, '100')).toMatchObject({ limitUsed: null });
  });

  it('should say for which exposures its answer holds', () => {
    expect(cross(10n).range).toEqual({ from: null, below: 800_00n });
    expect(cross(900_00n).range).toEqual({ from: 800_00n, below: 1_000_00n });
    expect(cross(2_000_00n).range).toEqual({ from: 1_000_00n, below: null });
  });
});
