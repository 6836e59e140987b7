import { describe, expect, it } from 'vitest';
import { characteristicsOf, characteristicValues, missingOf } from '../../../shared/domain/grading/characteristics.ts';
import { explain, raisesOf } from '../../../shared/domain/grading/explain.ts';
import { gradeOfScore } from '../../../shared/domain/grading/grade.ts';
import { builtInGrading } from '../../../shared/domain/grading/policy.ts';
import { scoreOf } from '../../../shared/domain/grading/score.ts';
import { onScale } from '../../../shared/domain/grading/sources.ts';
import {
  badConduct,
  extremeValues,
  goodConduct,
  noConduct,
  nothingKnown,
  scorecard,
  soundAccounts,
} from '../../support/grading.ts';

const TODAY = '2026-03-31';
const input = { conduct: goodConduct, statement: soundAccounts, ratings: [], today: TODAY };

const small = {
  ...scorecard,
  minimumKnownPercent: 50,
  characteristics: [
    { name: 'onTimeRatio', weight: 3, neutralPoints: 50, bins: [{ below: 0.5, points: 0 }, { points: 100 }] },
    { name: 'disputes', weight: 1, neutralPoints: 33.3, bins: [{ below: 1, points: 100 }, { points: 20 }] },
    { name: 'netMargin', weight: 2, neutralPoints: 10, bins: [{ below: 0, points: 0 }, { points: 90 }] },
  ],
} as const;

describe('the score', () => {
  it('should be the average of the points by weight, times ten', () => {
    const { contributions, knownPercent, score } = scoreOf(small, { ...nothingKnown, onTimeRatio: 0.5, disputes: 1 });
    // (3 x 100 + 1 x 20 + 2 x 10) / 6 = 56.67
    expect(score).toBe(567);
    expect(knownPercent).toBe(66);
    expect(contributions.map(({ contribution, isNeutral, points }) => [points, isNeutral, contribution])).toEqual([
      [100, false, 500],
      [20, false, 34],
      [10, true, 33],
    ]);
  });

  it('should be 1000 and 0 at its ends', () => {
    expect(scoreOf(scorecard, extremeValues('best')).score).toBe(1000);
    expect(scoreOf(scorecard, extremeValues('worst')).score).toBeLessThan(60);
  });

  it('should be none when too little is known', () => {
    expect(scoreOf(small, { ...nothingKnown, netMargin: 0.1, disputes: 0 }).score).toBe(717);
    expect(scoreOf(small, { ...nothingKnown, netMargin: 0.1 }).score).toBeNull();
    expect(scoreOf(scorecard, characteristicValues({ ...input, conduct: noConduct }, scorecard)).score).toBeNull();
  });
});

describe('the grade of the built-in scorecard and bands', () => {
  const always = (daysLate: number, more: Partial<typeof goodConduct> = {}) => {
    const conduct = { ...goodConduct, averageDaysLate: daysLate, recentDaysLate: daysLate, ...more };
    const values = characteristicValues({ conduct, statement: null, ratings: [], today: TODAY }, scorecard);
    return gradeOfScore(builtInGrading, scoreOf(scorecard, values).score ?? 0);
  };

  it('should leave a limit to who pays late and pays, and none to who always pays a month late', () => {
    const late = { onTimeRatio: 0, overdueShare: 0.4, utilization: 0.6, relationshipMonths: 24 };
    expect(always(12, { ...late, worstDaysPastDue12m: 29 })).toBe('D');
    expect(always(25, { ...late, worstDaysPastDue12m: 45 })).toBe('D');
    expect(always(25, { ...late, worstDaysPastDue12m: 45, brokenPromises12m: 1 })).toBe('E');
    expect(always(35, { ...late, worstDaysPastDue12m: 55, overdueShare: 0.6 })).toBe('E');
  });
});

describe('what a customer is scored by', () => {
  it('should take averages only of as many invoices as the scorecard asks for', () => {
    const few = { ...input, conduct: { ...badConduct, invoicesPaid: 2 } };
    expect(characteristicValues(few, scorecard)).toMatchObject({ onTimeRatio: null, recentDaysLate: null });
    expect(missingOf(few, scorecard).onTimeRatio).toBe('FEW_INVOICES');
    expect(characteristicValues({ ...few, conduct: { ...badConduct, invoicesPaid: 3 } }, scorecard).onTimeRatio).toBe(
      0.1,
    );
  });

  it('should count what is bad though little is known, and nothing as a merit', () => {
    const bad = characteristicValues({ ...input, conduct: { ...badConduct, invoicesPaid: 1 } }, scorecard);
    expect(bad).toMatchObject({ worstDaysPastDue: 80, overdueShare: 0.9, brokenPromises: 3, bouncedPayments: 2 });
    const young = characteristicValues({ ...input, conduct: { ...goodConduct, invoicesPaid: 1 } }, scorecard);
    expect(young).toMatchObject({ worstDaysPastDue: null, overdueShare: null, brokenPromises: null, disputes: null });
  });

  it('should reckon the ratios of the annual accounts', () => {
    expect(characteristicValues(input, scorecard)).toMatchObject({
      currentRatio: 2,
      equityShare: 0.5,
      netMargin: 0.09,
      accountsAgeMonths: 3,
    });
  });

  it('should count accounts as missing from the day on which they are older than the policy allows', () => {
    const on = (today: string) => characteristicsOf({ ...input, today }, scorecard).equityShare;
    expect(on('2027-06-30')).toEqual({ value: 0.5 });
    expect(on('2027-07-01')).toEqual({ missing: 'STATEMENT_TOO_OLD' });
    expect(on('2025-12-30')).toEqual({ missing: 'STATEMENT_OF_LATER' });
    expect(characteristicsOf({ ...input, statement: null }, scorecard).netMargin).toEqual({ missing: 'NO_STATEMENT' });
  });

  it('should know no ratio of figures in two currencies, nor of nothing', () => {
    const mixed = { ...soundAccounts, totalAssets: { amount: '1.00', currency: 'USD' } };
    expect(characteristicsOf({ ...input, statement: mixed }, scorecard).equityShare).toEqual({
      missing: 'STATEMENT_WITHOUT_IT',
    });
    const idle = { ...soundAccounts, revenue: { amount: '0.00', currency: 'EUR' } };
    expect(characteristicsOf({ ...input, statement: idle }, scorecard).netMargin).toEqual({
      missing: 'STATEMENT_WITHOUT_IT',
    });
  });

  it('should take a loss without any revenue for the worst margin', () => {
    const nothing = { amount: '0.00', currency: 'EUR' };
    const losing = { ...soundAccounts, revenue: nothing, netProfit: { amount: '-1.00', currency: 'EUR' } };
    expect(characteristicsOf({ ...input, statement: losing }, scorecard).netMargin).toEqual({ value: -100 });
    const asleep = { ...losing, netProfit: nothing };
    expect(characteristicsOf({ ...input, statement: asleep }, scorecard).netMargin).toEqual({
      missing: 'STATEMENT_WITHOUT_IT',
    });
  });

  it.each([
    { score: 275, scale: '600..100', at: 0.65 },
    { score: '275', scale: '100..600', at: 0.35 },
    { score: 80, scale: 100, at: 0.8 },
    { score: 600, scale: '100..600', at: 1 },
    { score: '600', scale: '600 .. 100', at: 0 },
    { score: 700, scale: '100..600', at: null },
    { score: 250, scale: '600..100', at: 0.7 },
    { score: 250, scale: '100', at: null },
    { score: '7', scale: '5', at: null },
    { score: '-1', scale: '0..5', at: null },
    { score: '-1', scale: '-5..5', at: 0.4 },
    { score: '90', scale: '0...100', at: null },
    { score: '90', scale: '0..100.', at: null },
    { score: '0x10', scale: '0..100', at: null },
    { score: '1e1', scale: '0..100', at: null },
    { score: 'AA-', scale: 'S&P', at: null },
    { score: 5, scale: '5..5', at: null },
    { score: '', scale: '1..5', at: null },
  ])('should place a rating of $score on $scale at $at', ({ at, scale, score }) => {
    expect(onScale({ scale, score })).toBe(at);
  });

  it('should believe the worst of the ratings in force', () => {
    const rating = { source: 'a', scale: '0..100', ratedOn: '2026-01-01', validTo: '2026-12-31' };
    const ratings = [
      { ...rating, score: 70 },
      { ...rating, score: 40 },
      { ...rating, score: 10, validTo: '2026-03-30' },
      { ...rating, score: 'BB', scale: 'S&P' },
    ];
    expect(characteristicsOf({ ...input, ratings }, scorecard).outsideRating).toEqual({ value: 0.4 });
    expect(characteristicsOf({ ...input, ratings: [] }, scorecard).outsideRating).toEqual({ missing: 'NO_RATING' });
  });
});

describe('the explanation of a score', () => {
  it('should say that the used share is of the limit from before it fell', () => {
    const ofBefore = { ...input, isOfLimitBefore: true } as const;
    const scoring = scoreOf(scorecard, characteristicValues(ofBefore, scorecard));
    const used = (given: typeof input) => explain(scoring, given, scorecard).find(({ name }) => name === 'utilization');
    expect(used(ofBefore)?.text).toBe('30 % of the limit from before it fell');
    expect(used(input)?.text).toBe('30 %');
  });

  const explained = (of: typeof input | { statement: null }) => {
    const all = { ...input, ...of };
    return explain(scoreOf(scorecard, characteristicValues(all, scorecard)), all, scorecard);
  };

  it('should name what is missing and give it neutral points', () => {
    const old = explained({ ...input, today: '2028-01-01' }).find(({ name }) => name === 'equityShare');
    expect(old).toMatchObject({
      value: null,
      points: 50,
      isNeutral: true,
      missing: 'STATEMENT_TOO_OLD',
      text: 'the annual accounts are older than the policy allows',
    });
    const none = explained({ statement: null }).find(({ name }) => name === 'netMargin');
    expect(none).toMatchObject({ isNeutral: true, missing: 'NO_STATEMENT' });
  });

  it('should say what would raise it, the facts and the largest gains first', () => {
    const all = { ...input, conduct: badConduct };
    const contributions = explain(scoreOf(scorecard, characteristicValues(all, scorecard)), all, scorecard);
    const raises = raisesOf(contributions, [{ fact: 'BROKEN_PROMISES', count: 2, grade: 'D' }], builtInGrading);
    expect(raises[0]).toEqual({
      name: 'BROKEN_PROMISES',
      text: 'No better than D while 2 or more broken promises within 12 months',
      gain: null,
    });
    const gains = raises.slice(1).map(({ gain }) => Number(gain));
    expect(gains).toEqual(gains.toSorted((a, b) => b - a));
    expect(raises.map(({ text }) => text)).toContain('Invoices paid on time: at least 25 % instead of 10 %');
    expect(raises.map(({ text }) => text)).toContain('Used share of the limit: below 100 % instead of 120 %');
  });
});
