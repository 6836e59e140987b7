import { describe, expect, it } from 'vitest';
import { builtInDocument, completed } from '../../../shared/domain/policy/built-in.ts';
import { changedPaths, differences } from '../../../shared/domain/policy/changed-paths.ts';
import { policyOf } from '../../../shared/domain/policy/document.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { roles } from '../../../shared/domain/policy/roles.ts';
import { eur } from '../../support/movements.ts';

describe('the built-in policy', () => {
  it('should be the one that the contract describes', () => {
    expect(defaultPolicy).toMatchObject({
      version: 1,
      tolerancePercent: '0',
      reservationDays: 14,
      maxDaysPastDue: 30,
      utilizationWarningPercent: '80',
      maxRateAgeDays: 3,
      approvals: {
        currency: 'EUR',
        limits: [
          { level: 1, role: 'credit-analysts', neededAbove: null, neededAboveIncreasePercent: null },
          { level: 2, role: 'credit-managers', neededAbove: eur(50_000_00), neededAboveIncreasePercent: '50' },
          { level: 3, role: 'finance-directors', neededAbove: eur(250_000_00), neededAboveIncreasePercent: null },
        ],
        straightThrough: { grades: ['A', 'B'], withinRecommendation: true, upTo: eur(25_000_00) },
        orderReleases: [
          { level: 1, role: 'credit-analysts', neededAbove: null },
          { level: 2, role: 'credit-managers', neededAbove: eur(20_000_00) },
        ],
        remindAfterDays: 1,
        escalateAfterDays: 2,
        expireAfterDays: 14,
        lapse: { exposureGrowthPercent: '10', onGradeDrop: true },
      },
    });
  });

  it.each([
    ['JPY', '50000'],
    ['EUR', '50000.00'],
    ['KWD', '50000.000'],
  ])('should be written with the decimals of %s', (currency, amount) => {
    const { limits } = builtInDocument(currency).approvals;
    expect(limits[1]?.neededAbove).toEqual({ amount, currency });
  });

  it('should name roles that people can have', () => {
    const { limits, orderReleases } = defaultPolicy.approvals;
    for (const { role } of [...limits, ...orderReleases]) expect(roles).toContain(role);
  });
});

describe('a policy read from its document', () => {
  it('should have its amounts in minor units and its version', () => {
    const document = builtInDocument('EUR');
    const maxOrders = [{ amount: '1000.00', currency: 'EUR' }];
    const read = policyOf({ ...document, creditChecks: { ...document.creditChecks, maxOrders } }, 7);
    expect(read).toEqual({ ...defaultPolicy, version: 7, maxOrders: [eur(1_000_00)] });
  });
});

describe('a document that was stored before the policy spoke of collections', () => {
  it('should be read with what is built in, and keep what it says otherwise', () => {
    const { collections, ...older } = builtInDocument('EUR');
    expect(completed(older)).toEqual({ ...older, collections });
    const own = { ...collections, minimumGapDays: 7 };
    expect(completed({ ...older, collections: own }).collections).toEqual(own);
  });
});

describe('the changes between two documents', () => {
  const before = builtInDocument('EUR');

  it('should be none between equal ones, whatever the order of their fields', () => {
    const reversed = Object.fromEntries(Object.entries(builtInDocument('EUR')).reverse());
    expect(changedPaths(before, reversed)).toEqual([]);
  });

  it('should name the deepest places that differ', () => {
    const after = {
      ...before,
      creditChecks: { ...before.creditChecks, tolerancePercent: '5', segmentsWithoutCredit: ['kiosk'] },
      approvals: {
        ...before.approvals,
        straightThrough: null,
        limits: before.approvals.limits.map((level) =>
          level.level === 2 ? { ...level, neededAbove: { amount: '40000.00', currency: 'EUR' } } : level,
        ),
        orderReleases: before.approvals.orderReleases.slice(0, 1),
      },
      collections: { ...before.collections, minimumGapDays: 5 },
    };
    expect(changedPaths(before, after)).toEqual([
      'creditChecks.tolerancePercent',
      'creditChecks.segmentsWithoutCredit[0]',
      'approvals.limits[1].neededAbove.amount',
      'approvals.straightThrough',
      'approvals.orderReleases[1]',
      'collections.minimumGapDays',
    ]);
  });

  it('should tell of each place what stood there and what does now', () => {
    const after = { ...before, calendars: { closedDays: [{ date: '2026-12-24', name: 'Closed' }] }, limits: undefined };
    expect(differences(before, { ...after, publishing: { fourEyes: 'NOBODY' } })).toEqual([
      { path: 'limits', from: before.limits, to: null },
      { path: 'calendars.closedDays[0]', from: null, to: { date: '2026-12-24', name: 'Closed' } },
      { path: 'publishing.fourEyes', from: 'PEOPLE', to: 'NOBODY' },
    ]);
  });

  it('should be cut to what an item can hold when there are very many', () => {
    const many = (amount: string) => ({ ...before, rules: Array.from({ length: 300 }, () => ({ set: { amount } })) });
    expect(changedPaths(many('1'), { ...many('2'), publishing: { fourEyes: 'NOBODY' } })).toEqual([
      'rules',
      'publishing',
    ]);
  });
});
