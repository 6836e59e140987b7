import { describe, expect, it } from 'vitest';
import { shareThatStays } from '../../../../shared/domain/collection-task/stays.ts';

const today = '2026-03-02';
const soon = {
  ...{ lateProbability: 0.1, paidBefore: 8 },
  ...{ expectedPaidOn: '2026-03-04', paidFrom: '2026-03-02', paidTo: '2026-03-06' },
};

describe('the share of what is owed that stays', () => {
  it('should weigh invoices by what they are worth in the currency of the customer', () => {
    // 100,000 yen are some 600 euros, and 1,000.00 euros more.
    const yen = { remaining: { minorUnits: 100_000n, currency: 'JPY' }, carryingRemaining: 600_00n, outlook: null };
    const euros = {
      remaining: { minorUnits: 1_000_00n, currency: 'EUR' },
      carryingRemaining: 1_000_00n,
      outlook: soon,
    };
    expect(shareThatStays([yen, euros], today)).toBeCloseTo(600 / 1_600, 1);
  });

  it('should be all where nothing was predicted, or nothing remains', () => {
    expect(shareThatStays([{ carryingRemaining: 5n, outlook: null }], today)).toBe(1);
    expect(shareThatStays([{ carryingRemaining: 0n, outlook: soon }], today)).toBe(1);
    expect(shareThatStays([], today)).toBe(1);
  });
});
