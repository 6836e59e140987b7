import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCredit } from '../../shared/domain/credit-check/decide.ts';
import type { CheckInput } from '../../shared/domain/credit-check/facts.ts';
import { readInputs, recordInputs } from '../../shared/domain/credit-check/inputs.ts';
import { answerOf, decisionRecord } from '../../shared/domain/credit-check/record.ts';
import type { JsonObject } from '../../shared/domain/history/entry.ts';
import { anAccount } from '../support/accounts.ts';
import { anyCheck } from '../support/check-situations.ts';

/** The record as it comes back from the table. */
const stored = (input: CheckInput): JsonObject => {
  const kept = { reservation: null, reserved: 0n, inputs: recordInputs(input) };
  const by = { decisionId: 'D-1', policyVersion: input.policy.version, moment: input.moment };
  const record = decisionRecord(input.check, anAccount(), decideCredit(input), kept, by);
  return JSON.parse(JSON.stringify(record)) as JsonObject;
};

describe('the recorded inputs of a decision', () => {
  it('should decide again exactly as was decided, by the same policy', () => {
    const outcomes = new Set<string>();
    const codes = new Set<string>();
    fc.assert(
      fc.property(anyCheck, (input) => {
        const decision = decideCredit(input);
        const read = readInputs(stored(input));
        expect(read && decideCredit({ ...read, policy: input.policy })).toEqual(decision);
        outcomes.add(decision.outcome);
        for (const { code } of decision.reasons) codes.add(code);
      }),
      { numRuns: 3_000 },
    );
    expect([...outcomes].sort()).toEqual(['APPROVED', 'DECLINED', 'PREPAYMENT_REQUIRED', 'REFERRED']);
    // Every reason that a rule can give, so that nothing a rule reads goes unrecorded.
    expect(codes.size).toBe(15);
  });

  it('should not be part of the answer', () => {
    fc.assert(
      fc.property(anyCheck, (input) => {
        const record = stored(input);
        expect(Object.keys(record)).toContain('inputs');
        expect(Object.keys(answerOf(record))).not.toContain('inputs');
      }),
      { numRuns: 50 },
    );
  });

  it('should be null where none were recorded', () => {
    const { inputs: _inputs, ...record } = { decidedAt: '2026-03-02T09:00:00.000Z', inputs: {} };
    expect(readInputs(record)).toBeNull();
  });
});
