import { describe, expect, it } from 'vitest';
import { assessRequest, staleness } from '../../../shared/domain/limit-request/assess.ts';
import { submitRequest } from '../../../shared/domain/limit-request/submit.ts';
import { type CreditPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { anAccount, moment, quoteOf } from '../../support/accounts.ts';
import { anAssessedRequest, debtor, factsOf } from '../../support/limit-requests.ts';
import { eur } from '../../support/movements.ts';

const recommended = (limit: bigint) => ({ amount: eur(limit), reasons: [] });

const levelsOf = (limit: bigint): readonly number[] => anAssessedRequest({ limit }).levels.map(({ level }) => level);

describe('the assessment of a request', () => {
  it('should need the levels that the matrix asks for', () => {
    expect(levelsOf(50_000_00n)).toEqual([1]);
    expect(levelsOf(50_000_01n)).toEqual([1, 2]);
    expect(levelsOf(250_000_00n)).toEqual([1, 2]);
    expect(levelsOf(250_000_01n)).toEqual([1, 2, 3]);
  });

  it('should need every level when no rate tells how much it is', () => {
    const account = anAccount({ currency: 'USD', creditLimit: null });
    const submission = { requestId: 'R', reason: 'x', requestedBy: 's', submittedBy: 's', correlationId: 'c' };
    const asked = { kind: 'PERMANENT', requested: { minorUnits: 1_000_00n, currency: 'USD' } } as const;
    const request = submitRequest(account, { ...submission, asked }, defaultPolicy, moment);
    const unknown = assessRequest(request, factsOf({ account }));
    expect(unknown.levels).toHaveLength(3);
    const stale = { ...moment, today: '2026-03-09' };
    const rate = quoteOf('USD');
    const quotes = { requestToMatrix: rate, accountToMatrix: rate, requestToAccount: null };
    expect(assessRequest(request, factsOf({ account, quotes })).levels).toHaveLength(1);
    expect(assessRequest(request, factsOf({ account, quotes, moment: stale })).levels).toHaveLength(3);
  });

  it('should go straight through for a good grade, a small amount and no more than is recommended', () => {
    const account = anAccount({ creditLimit: 20_000_00n, grade: 'A' });
    const request = { ...anAssessedRequest({ limit: 25_000_00n }), assessment: null };
    expect(assessRequest(request, factsOf({ account, recommendation: recommended(25_000_00n) })).levels).toEqual([]);
    expect(assessRequest(request, factsOf({ account, recommendation: recommended(24_999_99n) })).levels).toHaveLength(
      1,
    );
    expect(assessRequest(request, factsOf({ account })).levels).toHaveLength(1);
  });
});

describe('what was approved', () => {
  const request = anAssessedRequest();
  const now = (changes: Parameters<typeof anAccount>[0]) =>
    staleness(request, factsOf({ account: { ...debtor, ...changes } }))?.code ?? null;

  it('should hold while exposure grows by no more than 10 % of what is requested', () => {
    expect(now({})).toBeNull();
    expect(now({ openReceivables: 40_000_00n })).toBeNull();
    expect(now({ openReceivables: 40_000_01n })).toBe('EXPOSURE_GREW');
    expect(now({ openReceivables: 0n })).toBeNull();
    const text = staleness(request, factsOf({ account: { ...debtor, reservations: 50_000_00n } }))?.text;
    expect(text).toBe(
      'The exposure has grown from 10000.00 EUR to 60000.00 EUR since the request was assessed, by more than the 30000.00 EUR that an approval bears.',
    );
  });

  it('should not hold when the grade has dropped, and hold when it has risen', () => {
    const graded = { ...request, assessment: request.assessment && { ...request.assessment, grade: 'B' as const } };
    const at = (grade: 'A' | 'B' | 'C' | null) => staleness(graded, factsOf({ account: { ...debtor, grade } }))?.code;
    expect([at('A'), at('B'), at('C'), at(null)]).toEqual([undefined, undefined, 'GRADE_DROPPED', 'GRADE_DROPPED']);
    const lenient = {
      ...graded,
      rules: graded.rules && { ...graded.rules, lapse: { exposureGrowthPercent: '10', onGradeDrop: false } },
    };
    expect(staleness(lenient, factsOf({ account: { ...debtor, grade: 'E' } }))).toBeNull();
  });

  it('should not hold when others have changed the limit, or blacklisted the customer', () => {
    expect(now({ creditLimit: 120_000_00n })).toBe('LIMIT_CHANGED');
    expect(now({ creditLimit: null })).toBe('LIMIT_CHANGED');
    expect(now({ unlimited: true })).toBe('LIMIT_CHANGED');
    expect(now({ blacklisted: true })).toBe('CUSTOMER_BLACKLISTED');
    expect(now({ holdReasons: ['x'] })).toBeNull();
  });

  it('should hold for a limit that is to be lowered, however the customer does meanwhile', () => {
    const lowered = anAssessedRequest({ limit: 50_000_00n });
    const worse = { ...debtor, openReceivables: 90_000_00n, grade: 'E' as const };
    expect(staleness(lowered, factsOf({ account: worse }))).toBeNull();
    expect(staleness(lowered, factsOf({ account: { ...worse, creditLimit: 40_000_00n } }))?.code).toBe('LIMIT_CHANGED');
  });

  it('should not hold for a temporary limit when another one was granted, and hold when one has ended', () => {
    const temporaryLimit = { requestId: 'R-0', amount: 150_000_00n, validFrom: '2026-03-01', validTo: '2026-03-20' };
    const temporary = { ...request, kind: 'TEMPORARY', validTo: '2026-04-01' } as const;
    const withOne = { ...debtor, temporaryLimit };
    expect(staleness(temporary, factsOf({ account: withOne }))?.text).toContain('by request R-0');
    const seen = assessRequest({ ...temporary, assessment: null }, factsOf({ account: withOne }));
    expect(staleness(seen, factsOf({ account: withOne }))).toBeNull();
    expect(staleness(seen, factsOf())).toBeNull();
  });

  it('should not hold when a newer policy asks for somebody who was not asked', () => {
    const small = anAssessedRequest({ limit: 40_000_00n });
    const { approvals } = defaultPolicy;
    const published = (neededAbove: bigint): CreditPolicy => ({
      ...defaultPolicy,
      version: 2,
      approvals: {
        ...approvals,
        limits: approvals.limits.map((level) =>
          level.level === 2 ? { ...level, neededAbove: eur(neededAbove) } : level,
        ),
      },
    });
    expect(staleness(small, factsOf({ policy: published(45_000_00n) }))).toBeNull();
    expect(staleness(small, factsOf({ policy: published(30_000_00n) }))).toMatchObject({
      code: 'POLICY_CHANGED',
      text: 'Version 2 of the policy asks for the credit-managers, who were not asked under version 1.',
    });
  });

  it('should not hold past the last day of the temporary limit that was asked for', () => {
    const temporary = { ...request, kind: 'TEMPORARY', validTo: moment.today } as const;
    expect(staleness(temporary, factsOf())).toBeNull();
    const tomorrow = { ...moment, today: '2026-03-03' };
    expect(staleness(temporary, factsOf({ moment: tomorrow }))?.code).toBe('DATE_PASSED');
  });
});
