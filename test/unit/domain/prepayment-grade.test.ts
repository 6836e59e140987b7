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
  const temporaryLimit = { requestId: 'R', amount: 5_000_00n, validFrom: '2020-01-01', validTo: '2030-01-01' };

  it.each([
    ['taken over', {}],
    ['unlimited', { unlimited: true, creditLimit: null }],
    ['temporary', { temporaryLimit }],
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

  it('should go to a person where nobody has set a limit, and pass where the grade gives terms', () => {
    expect(decide({ creditLimit: null }).reasons[0]?.code).toBe('NO_LIMIT');
    expect(decide({ grade: 'D' }).outcome).toBe('APPROVED');
    const { grades } = defaultPolicy.grading;
    const grading = { ...defaultPolicy.grading, grades: { ...grades, E: { ...grades.E, maxTermsDays: 7 } } };
    expect(decide({}, { ...defaultPolicy, grading }).outcome).toBe('APPROVED');
  });
});
