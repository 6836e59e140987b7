import { describe, expect, it } from 'vitest';
import { decideCredit } from '../../../shared/domain/credit-check/decide.ts';
import { builtInPolicy, type CreditPolicy } from '../../../shared/domain/policy/policy.ts';
import { readShadow, shadowRecord } from '../../../shared/domain/simulation/shadow.ts';
import { anAccount, moment } from '../../support/accounts.ts';
import { eur } from '../../support/movements.ts';

const input = {
  check: { customerId: 'ACME', orderId: 'O-1', amount: eur(200_00), reserve: true },
  account: anAccount(),
  group: null,
  existing: null,
  fx: null,
  moment,
};
const policy = { ...builtInPolicy('EUR'), maxOrders: [eur(100_00)] };

describe('a draft in shadow', () => {
  it('should be recorded with what it makes of a check, for whoever asks for that draft', () => {
    expect(decideCredit({ ...input, policy: builtInPolicy('EUR') }).outcome).toBe('APPROVED');
    const record = { shadow: shadowRecord(input, { draftHash: 'a', policy }) };
    expect(readShadow(record, 'a')).toEqual({ outcome: 'REFERRED', reasons: ['ORDER_TOO_LARGE'] });
    expect(readShadow(record, 'b')).toBeNull();
    expect(readShadow({}, 'a')).toBeNull();
  });

  it('should be recorded as failed, and keep nobody from deciding, when it cannot decide', () => {
    const broken = new Proxy(policy, {
      get: () => {
        throw new Error('broken');
      },
    }) as CreditPolicy;
    const record = { shadow: shadowRecord(input, { draftHash: 'a', policy: broken }) };
    expect(readShadow(record, 'a')).toEqual({ outcome: null, reasons: [] });
  });
});
