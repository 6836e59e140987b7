import { describe, expect, it } from 'vitest';
import { largeDebtors } from '../../../../shared/domain/warning/large-debtors.ts';

const owes = (customerId: string, minorUnits: bigint) => ({ customerId, minorUnits });
const bounds = (largeDebtorPercent: string, largeDebtorAmong = 1) => ({ largeDebtorAmong, largeDebtorPercent });

describe('largeDebtors', () => {
  it('should be those who owe the share of the policy or more', () => {
    const open = [owes('A', 1_999n), owes('B', 2_000n), owes('C', 6_001n)];
    expect(largeDebtors(open, bounds('20'))).toEqual([
      { customerId: 'B', sharePercent: '20.00' },
      { customerId: 'C', sharePercent: '60.01' },
    ]);
  });

  it('should not be judged among fewer debtors than the policy asks for, ten where it does not say', () => {
    const open = [...Array(10).keys()].map((number) => owes(`C-${number}`, number === 0 ? 91n : 1n));
    expect(largeDebtors(open, { largeDebtorPercent: '20' })).toEqual([{ customerId: 'C-0', sharePercent: '91.00' }]);
    expect(largeDebtors(open.slice(1), { largeDebtorPercent: '5' })).toBeNull();
    expect(largeDebtors([...open.slice(1), owes('Z', 0n)], { largeDebtorPercent: '5' })).toBeNull();
    expect(largeDebtors(open, bounds('20', 11))).toBeNull();
  });

  it('should be nobody when nothing is open', () => {
    expect(largeDebtors([], bounds('20'))).toBeNull();
    expect(largeDebtors([owes('A', 0n)], bounds('0'))).toBeNull();
  });
});
