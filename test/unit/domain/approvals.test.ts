import { describe, expect, it } from 'vitest';
import {
  isStraightThrough,
  limitOfAuthority,
  neededLevels,
  type RequestFacts,
} from '../../../shared/domain/policy/approvals.ts';
import { builtInPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { money } from '../../../shared/money.ts';
import { eur, usd } from '../../support/movements.ts';

type LimitFacts = Extract<RequestFacts, { kind: 'PERMANENT' | 'TEMPORARY' }>;

const { approvals } = defaultPolicy;

/** A request for so many euros of a customer without a limit, which nothing recommends. */
const limitOf = (euros: number, changes: Partial<LimitFacts> = {}): LimitFacts => ({
  kind: 'PERMANENT',
  requested: eur(euros * 100),
  present: null,
  recommended: null,
  grade: null,
  ...changes,
});
const orderOf = (euros: number): RequestFacts => ({ kind: 'ORDER_RELEASE', requested: eur(euros * 100) });

const rolesFor = (facts: RequestFacts, policy = approvals) => neededLevels(policy, facts).map(({ role }) => role);
const [ANALYST, MANAGER, DIRECTOR] = ['credit-analysts', 'credit-managers', 'finance-directors'];

describe('the levels that a limit needs', () => {
  it.each([
    [1, 1],
    [50_000, 1],
    [50_000.01, 2],
    [250_000, 2],
    [250_000.01, 3],
    [9_000_000, 3],
  ])('should count a first limit of %d by its amount only: %d', (euros, levels) => {
    expect(rolesFor(limitOf(euros))).toEqual([ANALYST, MANAGER, DIRECTOR].slice(0, levels));
  });

  it.each([
    [30_000, 20_000, [ANALYST]],
    [30_000.01, 20_000, [ANALYST, MANAGER]],
    [15_000, 20_000, [ANALYST]],
    [0.01, 0, [ANALYST, MANAGER]],
    [300_000, 290_000, [ANALYST, MANAGER, DIRECTOR]],
    [260_000, 900_000, [ANALYST, MANAGER, DIRECTOR]],
  ])('should ask for %d after %d: %j', (requested, present, expected) => {
    expect(rolesFor(limitOf(requested, { present: eur(Math.round(present * 100)) }))).toEqual(expected);
    expect(rolesFor(limitOf(requested, { present: eur(Math.round(present * 100)), kind: 'TEMPORARY' }))).toEqual(
      expected,
    );
  });

  it('should compare percents exactly, however large the amounts', () => {
    const policy = {
      ...approvals,
      limits: approvals.limits.map((level) =>
        level.level === 2 ? { ...level, neededAbove: null, neededAboveIncreasePercent: '33.333333' } : level,
      ),
    };
    const present = eur(300_000_000_000_000_00n);
    const most = 399_999_999_000_000_00n;
    expect(
      rolesFor(limitOf(0, { requested: eur(most), present }), { ...policy, limits: policy.limits.slice(0, 2) }),
    ).toEqual([ANALYST]);
    expect(
      rolesFor(limitOf(0, { requested: eur(most + 1n), present }), { ...policy, limits: policy.limits.slice(0, 2) }),
    ).toEqual([ANALYST, MANAGER]);
  });

  it('should ask every level below the highest that is needed', () => {
    const [first, second, third] = approvals.limits;
    if (!first || !second || !third) throw new Error('the built-in matrix has three levels');
    const onlyByPercent = { ...second, neededAbove: null };
    const policy = { ...approvals, limits: [first, onlyByPercent, third] };
    expect(rolesFor(limitOf(300_000), policy)).toEqual([ANALYST, MANAGER, DIRECTOR]);
  });

  it('should take the amounts of the built-in matrix in the currency of the environment', () => {
    const { approvals: inYen } = builtInPolicy('JPY');
    const facts = (yen: bigint) => limitOf(0, { requested: money(yen, 'JPY') });
    expect(rolesFor(facts(50_000n), inYen)).toEqual([ANALYST]);
    expect(rolesFor(facts(50_001n), inYen)).toEqual([ANALYST, MANAGER]);
  });

  it('should refuse to compare amounts of two currencies', () => {
    expect(() => neededLevels(approvals, limitOf(0, { requested: usd(100) }))).toThrow(
      /USD is compared with one in EUR/,
    );
    expect(() => neededLevels(approvals, limitOf(100, { present: usd(100) }))).toThrow(RangeError);
    expect(() => isStraightThrough(approvals, limitOf(100, { grade: 'A', recommended: usd(100) }))).toThrow(RangeError);
  });
});

describe('the levels that an order release needs', () => {
  it.each([
    [20_000, [ANALYST]],
    [20_000.01, [ANALYST, MANAGER]],
    [900_000, [ANALYST, MANAGER]],
  ])('should ask for an order of %d: %j', (euros, expected) => {
    expect(rolesFor({ kind: 'ORDER_RELEASE', requested: eur(Math.round(euros * 100)) })).toEqual(expected);
  });
});

describe('straight-through', () => {
  const low = limitOf(25_000, { grade: 'B', recommended: eur(25_000_00) });

  it('should ask nobody for a small limit of a good customer within the recommendation', () => {
    expect(isStraightThrough(approvals, low)).toBe(true);
    expect(neededLevels(approvals, low)).toEqual([]);
    expect(neededLevels(approvals, { ...low, present: eur(1_00), grade: 'A', kind: 'TEMPORARY' })).toEqual([]);
  });

  it.each<[string, Partial<LimitFacts>]>([
    ['the grade is too low', { grade: 'C' }],
    ['there is no grade', { grade: null }],
    ['it is above the recommendation', { recommended: eur(24_999_99) }],
    ['there is no recommendation', { recommended: null }],
    ['it is above the bound', { requested: eur(25_000_01), recommended: eur(90_000_00) }],
  ])('should ask a person when %s', (_, changes) => {
    expect(isStraightThrough(approvals, { ...low, ...changes })).toBe(false);
    expect(rolesFor({ ...low, ...changes })).toEqual([ANALYST]);
  });

  it('should ask a person for every order, and for every limit when the policy has it so', () => {
    expect(isStraightThrough(approvals, orderOf(1))).toBe(false);
    expect(isStraightThrough({ ...approvals, straightThrough: null }, low)).toBe(false);
  });

  it('should leave the recommendation aside when the policy has it so', () => {
    const straightThrough = { grades: ['B'] as const, withinRecommendation: false, upTo: eur(25_000_00) };
    expect(isStraightThrough({ ...approvals, straightThrough }, { ...low, recommended: null })).toBe(true);
  });
});

describe('the limit of authority', () => {
  const authorities = (levels: typeof approvals.limits) => levels.map((level) => limitOfAuthority(levels, level));

  it('should be where the next level is needed, and none for the last', () => {
    expect(authorities(approvals.limits)).toEqual([eur(50_000_00), eur(250_000_00), null]);
    expect(authorities(approvals.orderReleases)).toEqual([eur(20_000_00), null]);
  });
});
