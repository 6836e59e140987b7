import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCredit } from '../../shared/domain/credit-check/decide.ts';
import type { CheckInput } from '../../shared/domain/credit-check/facts.ts';
import { anyCheck } from '../support/check-situations.ts';

/** Checks of customers of a grade that gives no terms, who have a limit of their own or none at all. */
const ofPrepayers = anyCheck.map((input): CheckInput => ({ ...input, account: { ...input.account, grade: 'E' } }));

/** The same check, the permanent limit having fallen to zero. */
const withFallenLimit = (input: CheckInput): CheckInput => {
  const { creditLimit, unlimited } = input.account;
  const hasLimit = unlimited || creditLimit !== null;
  return { ...input, account: { ...input.account, unlimited: false, creditLimit: hasLimit ? 0n : null } };
};

describe('a check of a customer whose grade gives no terms', () => {
  it('should be decided as with a permanent limit of zero, whatever the limit', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(ofPrepayers, (input) => {
        const decision = decideCredit(input);
        expect(decision).toEqual(decideCredit(withFallenLimit(input)));
        seen.add(decision.outcome);
        for (const { code } of decision.reasons) seen.add(code);
      }),
      { numRuns: 1_000 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['APPROVED', 'CASH_ONLY', 'LIMIT_EXCEEDED', 'NO_LIMIT']));
  });
});
