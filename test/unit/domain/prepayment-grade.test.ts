import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { decideCredit } from '../../../shared/domain/credit-check/decide.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { anAccount, moment } from '../../support/accounts.ts';
import { eur } from '../../support/movements.ts';

const decide = (changes: Partial<Account>, policy = defaultPolicy) =>
  decideCredit({
    check: { customerId: 'C-1', orderId: 'O-1', amount: eur(900_00), reserve: true },
    account: anAccount({ grade: 'E', creditLimit: 1_000_00n, ...changes }),
    group: null,
    existing: null,
    fx: null,
    policy,
    moment,
  });

describe('an order of a customer whose grade gives no terms', () => {
  const always = { validFrom: '2020-01-01', validTo: '2030-01-01' };
  const cover = (amount: bigint) => ({ coverId: 'K', amount, coveredPercent: '100', ...always });

  it.each([
    ['taken over', {}],
    ['unlimited', { unlimited: true, creditLimit: null }],
    ['fallen', { creditLimit: 0n }],
  ])('should be paid in advance, whatever the limit: %s', (_name, changes) => {
    const decision = decide(changes);
    expect(decision).toMatchObject({ outcome: 'PREPAYMENT_REQUIRED', effectiveLimit: 0n, termsDays: 0 });
    expect(decision.reasons).toMatchObject([
      { code: 'CASH_ONLY', message: 'Grade E gives no terms: the customer pays in advance.', facts: { grade: 'E' } },
    ]);
    expect(decision.counterOffer).toEqual({ prepay: eur(900_00) });
  });

  it('should pass once the money for it is there', () => {
    expect(decide({ unappliedCash: 900_00n }).outcome).toBe('APPROVED');
    expect(decide({ unappliedCash: 899_99n }).counterOffer).toMatchObject({ prepay: eur(1) });
  });

  it.each([
    ['covers', { creditLimit: 100_000_00n, covers: [cover(900_00n)] }],
    ['covers of an unlimited customer', { unlimited: true, creditLimit: null, covers: [cover(900_00n)] }],
    ['a temporary limit', { creditLimit: 1_00n, temporaryLimit: { requestId: 'R', amount: 900_00n, ...always } }],
  ])('should pass within %s, and be referred beyond', (_name, changes) => {
    expect(decide(changes)).toMatchObject({ outcome: 'APPROVED', effectiveLimit: 900_00n, termsDays: 0 });
    const beyond = decide({ ...changes, openReceivables: 1n });
    expect(beyond).toMatchObject({ outcome: 'REFERRED', counterOffer: { maxAmount: eur(899_99), prepay: eur(1) } });
    expect(beyond.reasons).toMatchObject([
      { code: 'LIMIT_EXCEEDED', message: expect.stringMatching(/^Grade E gives no terms: /), facts: { grade: 'E' } },
    ]);
  });

  it('should be offered what pays for all that is open besides, as with a limit of zero', () => {
    const open = { openReceivables: 40_000_00n };
    const decision = decide({ ...open, creditLimit: 100_000_00n });
    expect(decision).toMatchObject({ outcome: 'PREPAYMENT_REQUIRED', counterOffer: { prepay: eur(40_900_00) } });
    expect(decision).toEqual(decide({ ...open, creditLimit: 0n }));
    expect(decide({ creditLimit: 100_000_00n, unappliedCash: 900_00n }).outcome).toBe('APPROVED');
  });

  it('should go to a person where nobody has set a limit, and pass where the grade gives terms', () => {
    expect(decide({ creditLimit: null }).reasons[0]?.code).toBe('NO_LIMIT');
    expect(decide({ grade: 'D' }).outcome).toBe('APPROVED');
    const { grades } = defaultPolicy.grading;
    const grading = { ...defaultPolicy.grading, grades: { ...grades, E: { ...grades.E, maxTermsDays: 7 } } };
    expect(decide({}, { ...defaultPolicy, grading }).outcome).toBe('APPROVED');
  });
});
