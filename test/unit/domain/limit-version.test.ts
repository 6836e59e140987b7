import { describe, expect, it } from 'vitest';
import { type Account, newAccount } from '../../../shared/domain/account/account.ts';
import { limitVersionAfter } from '../../../shared/domain/account/limit-version.ts';

const account: Account = {
  ...newAccount({ customerId: 'C', currency: 'EUR', segment: 'RETAIL', region: 'EU', paymentTermsDays: null }),
  limitVersion: 4,
  grade: 'B',
};

describe('limitVersionAfter', () => {
  it.each<Partial<Account>>([{ grade: 'C' }, { grade: null }, { segment: 'VIP' }, { region: null }, { industry: 'X' }])(
    'should be one more when other rules may hold: %j',
    (changes) => {
      expect(limitVersionAfter(account, changes)).toBe(5);
    },
  );

  it('should be what the change itself gives', () => {
    expect(limitVersionAfter(account, { grade: 'C', limitVersion: 5 })).toBe(5);
  });

  it('should stay when nothing changes that bounds the exposure', () => {
    expect(limitVersionAfter(account)).toBe(4);
    expect(limitVersionAfter(account, { score: 300, grade: 'B', segment: 'RETAIL', industry: null })).toBe(4);
  });
});
