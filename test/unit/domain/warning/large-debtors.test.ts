import { describe, expect, it } from 'vitest';
import { largeDebtors } from '../../../../shared/domain/warning/large-debtors.ts';

const owes = (customerId: string, minorUnits: bigint, currency = 'EUR') => ({ customerId, minorUnits, currency });
const percent = (largeDebtorPercent: string) => ({ largeDebtorPercent });

describe('largeDebtors', () => {
  it('should be those who owe the share of the policy or more', () => {
    const open = [owes('A', 1_999n), owes('B', 2_000n), owes('C', 6_001n)];
    expect(largeDebtors(open, percent('20'))).toEqual([
      { customerId: 'B', sharePercent: '20.00' },
      { customerId: 'C', sharePercent: '60.01' },
    ]);
  });

  it('should keep apart what no rate converts', () => {
    const open = [owes('A', 100n), owes('B', 900n), owes('Y', 5n, 'JPY')];
    expect(largeDebtors(open, percent('50')).map(({ customerId }) => customerId)).toEqual(['B', 'Y']);
  });

  it('should be nobody when nothing is open', () => {
    expect(largeDebtors([], percent('20'))).toEqual([]);
    expect(largeDebtors([owes('A', 0n)], percent('0'))).toEqual([]);
  });
});
