import { describe, expect, it } from 'vitest';
import type { AccountCover } from '../../../shared/domain/account/account.ts';
import { boundWithTolerance, coverValue, effectiveLimit, lapsedCovers } from '../../../shared/domain/account/limit.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { anAccount } from '../../support/accounts.ts';

const cover = (changes: Partial<AccountCover> = {}): AccountCover => ({
  coverId: 'K-1',
  amount: 500_00n,
  coveredPercent: '80',
  validFrom: '2026-01-01',
  validTo: '2026-06-30',
  ...changes,
});

const bounded = (amount: bigint) => ({ kind: 'BOUNDED', amount });

describe('the effective limit', () => {
  it('should be the credit limit when there is nothing else', () => {
    expect(effectiveLimit(anAccount(), '2026-03-02')).toEqual(bounded(1_000_00n));
  });

  it('should be the temporary limit while its dates hold, the first and the last day included', () => {
    const temporaryLimit = { requestId: 'R-1', amount: 1_500_00n, validFrom: '2026-03-02', validTo: '2026-03-31' };
    const account = anAccount({ temporaryLimit });
    const on = (date: string) => effectiveLimit(account, date);
    expect(['2026-03-01', '2026-03-02', '2026-03-31', '2026-04-01'].map(on)).toEqual(
      [1_000_00n, 1_500_00n, 1_500_00n, 1_000_00n].map(bounded),
    );
  });

  it('should be the temporary limit when it is lower, and where no other limit is set', () => {
    const temporaryLimit = { requestId: 'R-1', amount: 200_00n, validFrom: '2026-03-02', validTo: '2026-03-02' };
    expect(effectiveLimit(anAccount({ temporaryLimit }), '2026-03-02')).toEqual(bounded(200_00n));
    const without = anAccount({ temporaryLimit, creditLimit: null });
    expect(effectiveLimit(without, '2026-03-02')).toEqual(bounded(200_00n));
    expect(effectiveLimit(without, '2026-03-03')).toEqual({ kind: 'NONE' });
  });

  it('should be raised by the covers in force, each by its percent', () => {
    const covers = [cover(), cover({ coverId: 'K-2', coveredPercent: '33.3333', validFrom: '2026-03-01' })];
    const on = (date: string) => effectiveLimit(anAccount({ covers }), date);
    expect(on('2025-12-31')).toEqual(bounded(1_000_00n));
    expect(on('2026-01-01')).toEqual(bounded(1_400_00n));
    expect(on('2026-06-30')).toEqual(bounded(1_400_00n + 166_66n));
    expect(on('2026-07-01')).toEqual(bounded(1_000_00n));
  });

  it('should not be granted by a cover', () => {
    expect(effectiveLimit(anAccount({ creditLimit: null, covers: [cover()] }), '2026-03-02')).toEqual({ kind: 'NONE' });
    expect(effectiveLimit(anAccount({ creditLimit: 0n, covers: [cover()] }), '2026-03-02')).toEqual(bounded(400_00n));
  });

  it('should be absent when the customer is unlimited, whatever else is set', () => {
    const account = anAccount({ unlimited: true, creditLimit: 0n, covers: [cover()] });
    expect(effectiveLimit(account, '2026-03-02')).toEqual({ kind: 'UNLIMITED' });
  });
});

describe('a cover', () => {
  it('should count for no more than it pays', () => {
    expect(coverValue(cover({ amount: 999n, coveredPercent: '99.99' }))).toBe(998n);
    expect(coverValue(cover({ coveredPercent: '0' }))).toBe(0n);
    expect(coverValue(cover({ coveredPercent: '100' }))).toBe(500_00n);
  });

  it('should have lapsed on the day after its last', () => {
    const account = anAccount({ covers: [cover()] });
    expect(lapsedCovers(account, '2026-06-30')).toEqual([]);
    expect(lapsedCovers(account, '2026-07-01')).toHaveLength(1);
  });
});

describe('the tolerance', () => {
  it('should raise the bound by its percent, rounded down', () => {
    const policy = (tolerancePercent: string) => ({ ...defaultPolicy, tolerancePercent });
    expect(boundWithTolerance(1_000_00n, policy('0'))).toBe(1_000_00n);
    expect(boundWithTolerance(1_000_00n, policy('2.5'))).toBe(1_025_00n);
    expect(boundWithTolerance(33n, policy('10'))).toBe(36n);
  });
});
