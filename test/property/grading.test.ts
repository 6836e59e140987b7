import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../shared/dates.ts';
import {
  type CharacteristicValues,
  characteristicValues,
  isMoreBetter,
} from '../../shared/domain/grading/characteristics.ts';
import { type GradeState, gradeOfScore, isWorse, nextGrade } from '../../shared/domain/grading/grade.ts';
import { characteristicNames, builtInGrading as policy } from '../../shared/domain/grading/policy.ts';
import { scoreOf } from '../../shared/domain/grading/score.ts';
import { goodConduct, noFacts, scorecard } from '../support/grading.ts';

const RUNS = 300;
/** Values around the bounds of the bins, and far beyond them. */
const value = fc.oneof(
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.integer({ min: 0, max: 150 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const values = fc.record(
  Object.fromEntries(characteristicNames.map((name) => [name, fc.option(value)])),
) as fc.Arbitrary<CharacteristicValues>;

const START = '2024-01-01';

/** The grades of so many days, one score a day. */
const play = (scores: readonly number[], rules = policy) => {
  let state: GradeState = { grade: null, risingSince: null };
  return scores.map((score, day) => {
    const on = addDays(START, day);
    const before = state.grade;
    const next = nextGrade(state, { score }, noFacts, rules, on);
    state = next;
    return { on, before, grade: next.grade };
  });
};

const changesOf = (days: ReturnType<typeof play>) => {
  const changes = days.filter(({ before, grade }) => before !== null && before !== grade);
  const isRise = ({ before, grade }: (typeof changes)[number]) =>
    before !== null && grade !== null && isWorse(before, grade);
  return { rises: changes.filter(isRise), falls: changes.filter((change) => !isRise(change)) };
};

describe('the default scorecard', () => {
  it.each(characteristicNames)('should never give a better score for a worse %s', (name) => {
    fc.assert(
      fc.property(values, value, value, (others, a, b) => {
        const [worse, better] = a <= b === isMoreBetter[name] ? [a, b] : [b, a];
        const scoreWith = (one: number) =>
          scoreOf({ ...scorecard, minimumKnownPercent: 0 }, { ...others, [name]: one });
        expect(Number(scoreWith(worse).score)).toBeLessThanOrEqual(Number(scoreWith(better).score));
      }),
      { numRuns: RUNS },
    );
  });

  it('should have contributions that sum up to the score, whatever is known', () => {
    fc.assert(
      fc.property(values, (known) => {
        const { contributions, score } = scoreOf({ ...scorecard, minimumKnownPercent: 0 }, known);
        expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
        for (const { contribution } of contributions) expect(contribution).toBeGreaterThanOrEqual(0);
        for (const one of contributions) expect(one.isNeutral).toBe(known[one.name] === null);
      }),
      { numRuns: RUNS },
    );
  });

  it('should never give a better score for more days late, however few invoices there are', () => {
    const late = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), late, late, (invoicesPaid, days, more) => {
        const scoreWith = (worstDaysPastDue12m: number) => {
          const conduct = { ...goodConduct, invoicesPaid, worstDaysPastDue12m };
          const found = characteristicValues({ conduct, statement: null, ratings: [], today: START }, scorecard);
          return Number(scoreOf({ ...scorecard, minimumKnownPercent: 0 }, found).score);
        };
        expect(scoreWith(days + more)).toBeLessThanOrEqual(scoreWith(days));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the grade', () => {
  const paths = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 730 });

  it('should rise at most once in each waiting time, by one, whatever the scores do', () => {
    fc.assert(
      fc.property(paths, (scores) => {
        const { falls, rises } = changesOf(play(scores));
        rises.forEach(({ on }, index) => {
          const before = rises[index - 1]?.on ?? addDays(START, -1);
          expect(daysBetween(before, on)).toBeGreaterThanOrEqual(index === 0 ? 1 : policy.riseAfterDays);
        });
        // Each rise is by one, so that there is no more to fall by than risen, but for the first grade.
        expect(falls.length).toBeLessThanOrEqual(rises.length + policy.bands.length - 1);
      }),
      { numRuns: RUNS },
    );
  });

  it('should never be better than its score says', () => {
    fc.assert(
      fc.property(paths, (scores) => {
        play(scores).forEach(({ grade }, day) => {
          expect(grade && isWorse(gradeOfScore(policy, scores[day] ?? 0), grade)).toBe(false);
        });
      }),
      { numRuns: RUNS / 10 },
    );
  });

  it('should never be better for a worse score or worse facts, from wherever it comes', () => {
    const state = fc.record({
      grade: fc.constantFrom(null, 'A', 'B', 'C', 'D', 'E'),
      risingSince: fc.constantFrom(null, '2023-06-01', '2023-12-31', START),
    }) as fc.Arbitrary<GradeState>;
    const fact = fc.integer({ min: 0, max: 200 });
    const score = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(state, score, score, fact, fact, (from, a, b, daysPastDue, more) => {
        const facts = { ...noFacts, daysPastDue };
        const better = nextGrade(from, { score: Math.max(a, b) }, facts, policy, START).grade ?? 'E';
        const worse = nextGrade(from, { score: Math.min(a, b) }, facts, policy, START).grade ?? 'E';
        const later = { ...facts, daysPastDue: daysPastDue + more };
        const later1 = nextGrade(from, { score: Math.max(a, b) }, later, policy, START).grade ?? 'E';
        expect(isWorse(better, worse)).toBe(false);
        expect(isWorse(better, later1)).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([1, 7, 30, 60, 89])('should not flap when the score swings around a band every %i days', (every) => {
    const from = policy.bands[1]?.from ?? 0;
    const swing = Array.from({ length: 730 }, (_, day) => (Math.floor(day / every) % 2 === 0 ? from + 60 : from - 5));
    const { falls, rises } = changesOf(play(swing));
    expect(rises).toHaveLength(0);
    expect(falls).toHaveLength(1);
  });

  it('should change at most twice in a waiting time when the score swings more slowly', () => {
    const from = policy.bands[1]?.from ?? 0;
    const swing = Array.from({ length: 730 }, (_, day) => (Math.floor(day / 120) % 2 === 0 ? from + 60 : from - 5));
    const { falls, rises } = changesOf(play(swing));
    expect(rises.length).toBeLessThanOrEqual(3);
    expect(falls.length).toBeLessThanOrEqual(rises.length + 1);
  });
});
