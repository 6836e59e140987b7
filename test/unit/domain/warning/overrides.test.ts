import { describe, expect, it } from 'vitest';
import type { LevelDecision, LimitRequest } from '../../../../shared/domain/limit-request/limit-request.ts';
import {
  addOverride,
  allOf,
  isFarAbove,
  isOverride,
  noOverrideFigures,
  nothingLetThrough,
  othersOf,
  ratePercent,
} from '../../../../shared/domain/warning/overrides.ts';
import { eur, usd } from '../../../support/movements.ts';
import { decidedRequest } from '../../../support/overrides.ts';

const beside = { salesperson: 'sue@example.com', letThrough: nothingLetThrough };
const recommended = (request: LimitRequest, recommendedLimit: ReturnType<typeof eur> | null): LimitRequest => ({
  ...request,
  assessment: request.assessment && { ...request.assessment, recommendedLimit },
});

describe('an override', () => {
  const limit = decidedRequest({ kind: 'PERMANENT', approved: eur(300_00) });

  it('should be an order that people released, or a limit above the recommended one', () => {
    expect(isOverride(decidedRequest({}))).toBe(true);
    expect(isOverride(recommended(limit, eur(299_99)))).toBe(true);
    expect(isOverride(recommended(limit, eur(300_00)))).toBe(false);
  });

  it('should not be a limit where none is recommended, or one that cannot be compared', () => {
    expect(isOverride(recommended(limit, null))).toBe(false);
    expect(isOverride(recommended(limit, usd(1)))).toBe(false);
    expect(isOverride({ ...limit, assessment: null })).toBe(false);
  });

  it('should not be what was rejected, lapsed or went straight through', () => {
    expect(isOverride(decidedRequest({ status: 'REJECTED' }))).toBe(false);
    expect(isOverride(decidedRequest({ status: 'LAPSED' }))).toBe(false);
    expect(isOverride({ ...recommended(limit, eur(1)), levels: [] })).toBe(false);
  });
});

describe('how often somebody overrides', () => {
  const decision = (by: string, verdict: LevelDecision['verdict']) => ({ by, verdict });

  it('should count each person once for a request, whatever the level, and what was returned for nobody', () => {
    const figures = [
      decidedRequest({
        decisions: [decision('ana', 'RETURN'), decision('ana', 'APPROVE'), decision('mia', 'APPROVE')],
      }),
      decidedRequest({ status: 'REJECTED', decisions: [decision('ana', 'APPROVE'), decision('mia', 'REJECT')] }),
      decidedRequest({ status: 'PENDING', decisions: [decision('ana', 'RETURN')] }),
      decidedRequest({ status: 'APPROVED', decisions: [] }),
    ].reduce((sum, request) => addOverride(sum, request, beside), noOverrideFigures);
    expect(figures.total).toMatchObject({ decided: 2, overrides: 1 });
    expect(figures.approvers).toMatchObject({ ana: { decided: 2, overrides: 1 }, mia: { decided: 2, overrides: 1 } });
    expect(figures.customers).toMatchObject({ 'C-1': { decided: 2, overrides: 1 } });
    expect(figures.salespeople).toMatchObject({ 'sue@example.com': { decided: 2, overrides: 1 } });
  });

  it('should not be led astray by names that objects have of themselves', () => {
    const request = decidedRequest({ decisions: [decision('constructor', 'APPROVE')] });
    const { approvers } = addOverride(noOverrideFigures, request, beside);
    expect(approvers['constructor']).toMatchObject({ decided: 1, overrides: 1 });
  });

  it('should be far above the others by the factor of the policy, and only after enough of them', () => {
    const bounds = { factor: '2', minimum: 5 };
    const others = { decided: 40, overrides: 10 };
    expect(isFarAbove({ decided: 10, overrides: 5 }, others, bounds)).toBe(true);
    expect(isFarAbove({ decided: 11, overrides: 5 }, others, bounds)).toBe(false);
    expect(isFarAbove({ decided: 4, overrides: 4 }, others, bounds)).toBe(false);
    expect(isFarAbove({ decided: 10, overrides: 5 }, { decided: 0, overrides: 0 }, bounds)).toBe(false);
    expect(isFarAbove({ decided: 100, overrides: 5 }, { decided: 1, overrides: 0 }, bounds)).toBe(true);
    expect(isFarAbove({ decided: 10, overrides: 6 }, others, { ...bounds, factor: '2.5' })).toBe(false);
  });

  it('should be told as a percentage, beside that of all others', () => {
    const one = (decided: number, overrides: number) => ({ decided, overrides, letThrough: nothingLetThrough });
    const counts = { ana: one(3, 1), ben: one(7, 7), mia: one(1, 0) };
    expect(ratePercent(counts.ana)).toBe('33.33');
    expect(othersOf(allOf(counts), counts.ana)).toEqual({ decided: 8, overrides: 7 });
    expect(ratePercent({ decided: 0, overrides: 0 })).toBeNull();
  });
});
