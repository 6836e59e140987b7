import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { newAccount } from '../../../shared/domain/account/account.ts';
import { blacklistStep } from '../../../shared/domain/grading/blacklist.ts';
import { gradeDueAfter, gradingMoment, isGradeDue, nextGradeDueOn } from '../../../shared/domain/grading/due.ts';
import { type GradeState, gradeOfScore, nextGrade } from '../../../shared/domain/grading/grade.ts';
import {
  type LimitBefore,
  limitAfterFall,
  limitBeforeFall,
  limitFallen,
  withLimitBefore,
} from '../../../shared/domain/grading/limit.ts';
import { builtInGrading as policy } from '../../../shared/domain/grading/policy.ts';
import { noFacts } from '../../support/grading.ts';

const TODAY = '2026-03-31';
const grade = (state: GradeState, score: number | null, facts = noFacts, today = TODAY) =>
  nextGrade(state, { score }, facts, policy, today);
const of = (present: GradeState['grade'], risingSince: string | null = null) => ({ grade: present, risingSince });
const [first, second] = policy.bands;
const FROM_A = first?.from ?? 0;
const FROM_B = second?.from ?? 0;

describe('the grade', () => {
  it('should be that of the band when it is the first', () => {
    expect(gradeOfScore(policy, FROM_A)).toBe('A');
    expect(gradeOfScore(policy, FROM_A - 1)).toBe('B');
    expect(gradeOfScore(policy, 0)).toBe('E');
    expect(grade(of(null), FROM_B)).toMatchObject({ grade: 'B', reason: 'FIRST' });
  });

  it('should fall at once, as far as the score says', () => {
    expect(grade(of('A'), 0)).toMatchObject({ grade: 'E', reason: 'SCORE_FELL', risingSince: null });
  });

  it('should be none while too little is known', () => {
    expect(grade(of(null), null)).toMatchObject({ grade: null, reason: 'UNCHANGED', risesOn: null });
  });

  it('should rise by one, after the score has stood clear of the band for the waiting time', () => {
    const begun = grade(of('D'), 1000);
    expect(begun).toMatchObject({ grade: 'D', risingSince: TODAY, risesOn: addDays(TODAY, policy.riseAfterDays) });
    const dayBefore = addDays(TODAY, policy.riseAfterDays - 1);
    expect(grade(of('D', TODAY), 1000, noFacts, dayBefore).grade).toBe('D');
    const then = addDays(TODAY, policy.riseAfterDays);
    expect(grade(of('D', TODAY), 1000, noFacts, then)).toMatchObject({ grade: 'C', reason: 'ROSE', risingSince: then });
  });

  it('should not wait for a rise within the margin, and begin anew after a day without', () => {
    expect(grade(of('B'), FROM_A + policy.riseMargin - 1).risingSince).toBeNull();
    expect(grade(of('B', '2026-01-01'), FROM_A + policy.riseMargin - 1).risingSince).toBeNull();
    expect(grade(of('B'), FROM_A + policy.riseMargin).risingSince).toBe(TODAY);
  });

  it('should be bounded by facts that no score makes up for', () => {
    expect(grade(of('A'), 1000, { ...noFacts, daysPastDue: 60 })).toMatchObject({ grade: 'D', reason: 'FACT' });
    expect(grade(of(null), null, { ...noFacts, daysPastDue: 60 })).toMatchObject({
      grade: 'D',
      reason: 'FIRST_BY_FACT',
    });
    expect(grade(of('D'), 1000, { ...noFacts, daysPastDue: 120 }).grade).toBe('E');
    expect(grade(of('A'), 1000, { ...noFacts, isInsolvent: true }).grade).toBe('E');
    expect(grade(of('A'), 1000, { ...noFacts, brokenPromises: 2 }).grade).toBe('D');
    expect(grade(of('D', '2020-01-01'), 1000, { ...noFacts, bouncedPayments: 3 })).toMatchObject({
      grade: 'D',
      risingSince: null,
    });
  });

  it('should be taken back after the waiting time when neither a score nor a fact is behind it any more', () => {
    const waiting = grade(of('D'), null);
    expect(waiting).toMatchObject({ grade: 'D', risingSince: TODAY });
    const then = addDays(TODAY, policy.riseAfterDays);
    expect(grade(of('D', TODAY), null, noFacts, then)).toMatchObject({ grade: null, reason: 'TAKEN_BACK' });
  });

  it('should rise once a day where the policy has no waiting time', () => {
    const hasty = { ...policy, riseAfterDays: 0 };
    const rising = nextGrade(of('E', '2026-03-30'), { score: 1000 }, noFacts, hasty, TODAY);
    expect(rising).toMatchObject({ grade: 'D', reason: 'ROSE' });
    expect(nextGrade(rising, { score: 1000 }, noFacts, hasty, TODAY).grade).toBe('D');
  });
});

describe('the limit after a fall', () => {
  const account = { creditLimit: 10_000_55n, currency: 'EUR', unlimited: false };

  it('should fall in the proportion of the factors, to whole units', () => {
    // 120 % for A, 50 % for D: 10,000.55 x 50 / 120 = 4,166.89
    expect(limitAfterFall(account, 'A', 'D', policy)).toBe(4_166_00n);
    expect(limitAfterFall({ ...account, currency: 'JPY', creditLimit: 1001n }, 'B', 'C', policy)).toBe(800n);
    expect(limitAfterFall(account, 'D', 'E', policy)).toBe(0n);
    expect(limitAfterFall(account, null, 'D', policy)).toBe(5_000_00n);
  });

  it('should stay as it is when nothing falls', () => {
    expect(limitAfterFall(account, 'D', 'C', policy)).toBeNull();
    expect(limitAfterFall(account, null, 'A', policy)).toBeNull();
    expect(limitAfterFall({ ...account, unlimited: true }, 'A', 'E', policy)).toBeNull();
    expect(limitAfterFall({ ...account, creditLimit: null }, 'A', 'E', policy)).toBeNull();
    expect(limitAfterFall({ ...account, creditLimit: 0n }, 'A', 'E', policy)).toBeNull();
  });
});

describe('the limit before a fall', () => {
  const SET = '2025-06-01T00:00:00.000Z';
  const FELL = '2026-03-30T09:00:00.000Z';
  const account = { ...newAccount({ customerId: 'c', currency: 'EUR', segment: 's', paymentTermsDays: null }) };
  const before = { ...account, creditLimit: 1_000_00n, limitSetAt: SET };
  const once = limitFallen(before, null, 500_00n, FELL);
  const fallen = { ...before, creditLimit: 500_00n };

  it('should be the one that somebody has set, over one fall and the next', () => {
    expect(limitBeforeFall(before, null)).toBeNull();
    expect(limitBeforeFall(fallen, once)).toBe(1_000_00n);
    const twice = limitFallen(fallen, once, 0n, TODAY);
    expect(twice).toMatchObject({ minorUnits: '100000', left: '0', fellAt: TODAY, setAt: SET });
    expect(limitBeforeFall({ ...fallen, creditLimit: 0n }, twice)).toBe(1_000_00n);
  });

  it('should be none once somebody has set another, or the same again', () => {
    expect(limitBeforeFall({ ...fallen, limitSetAt: FELL }, once)).toBeNull();
    expect(limitBeforeFall({ ...before, limitSetAt: SET }, once)).toBeNull();
  });

  it('should be known of a limit that fell before it was kept what was left of it, until somebody sets another', () => {
    const ofOld: LimitBefore = { minorUnits: '100000', fellAt: FELL };
    const fellThen = { ...fallen, limitSetAt: FELL };
    expect(limitBeforeFall(fellThen, ofOld)).toBe(1_000_00n);
    expect(limitBeforeFall({ ...fallen, limitSetAt: TODAY }, ofOld)).toBeNull();
    const again = limitFallen(fellThen, ofOld, 0n, TODAY);
    expect(again).toEqual({ minorUnits: '100000', left: '0', fellAt: TODAY, setAt: FELL });
    expect(limitBeforeFall({ ...fellThen, creditLimit: 0n }, again)).toBe(1_000_00n);
  });

  it('should be what the used share is scored by, unless a temporary limit stands', () => {
    expect(withLimitBefore(fallen, once, TODAY).creditLimit).toBe(1_000_00n);
    expect(withLimitBefore(fallen, null, TODAY)).toBe(fallen);
    const temporaryLimit = { requestId: 'R', amount: 1n, validFrom: TODAY, validTo: TODAY };
    const lifted = { ...fallen, temporaryLimit };
    expect(withLimitBefore(lifted, once, TODAY)).toBe(lifted);
    expect(withLimitBefore(lifted, once, addDays(TODAY, 1)).creditLimit).toBe(1_000_00n);
  });
});

describe('as of when a customer is graded', () => {
  const now = { now: '2026-03-31T10:00:00.000Z', today: TODAY };
  const moment = (gradedOn: string | null, lastEntryAt: string) =>
    gradingMoment({ gradedOn, lastEntryAt }, now, 'Europe/Berlin');

  it('should be now, unless the account knows of anything later', () => {
    expect(moment(null, '')).toEqual(now);
    expect(moment(TODAY, '2026-03-31T09:59:59.999Z')).toEqual(now);
    expect(moment(TODAY, '2026-03-31T22:30:00.000Z')).toEqual({ now: '2026-03-31T22:30:00.000Z', today: '2026-04-01' });
    expect(moment('2026-04-03', now.now)).toEqual({ now: '2026-04-02T22:00:00.000Z', today: '2026-04-03' });
  });
});

describe('when a customer is graded', () => {
  const account = newAccount({ customerId: 'c', currency: 'EUR', segment: 's', paymentTermsDays: null });

  it('should be today after a payment, and not after an order', () => {
    expect(gradeDueAfter('PaymentReceived', { gradeDueOn: null }, TODAY)).toBe(TODAY);
    expect(gradeDueAfter('PaymentReceived', { gradeDueOn: '2026-09-01' }, TODAY)).toBe(TODAY);
    expect(gradeDueAfter('PaymentReceived', { gradeDueOn: '2026-01-01' }, TODAY)).toBe('2026-01-01');
    expect(gradeDueAfter('CreditDecisionMade', { gradeDueOn: null }, TODAY)).toBeNull();
  });

  it('should be each day while something is overdue', () => {
    expect(isGradeDue(account, TODAY)).toBe(false);
    expect(isGradeDue({ ...account, oldestOpenDueOn: TODAY }, TODAY)).toBe(false);
    expect(isGradeDue({ ...account, oldestOpenDueOn: '2026-03-30' }, TODAY)).toBe(true);
    expect(isGradeDue({ ...account, gradeDueOn: TODAY }, TODAY)).toBe(true);
  });

  it('should be by the review of its grade, or for a rise that is waited for', () => {
    expect(nextGradeDueOn({ grade: null, risesOn: null }, policy, TODAY)).toBeNull();
    expect(nextGradeDueOn({ grade: 'D', risesOn: null }, policy, TODAY)).toBe(
      addDays(TODAY, policy.grades.D.reviewDays),
    );
    expect(nextGradeDueOn({ grade: 'A', risesOn: '2026-04-01' }, policy, TODAY)).toBe('2026-04-01');
  });
});

describe('the blacklist', () => {
  it('should be proposed once for each default from so many on', () => {
    expect(blacklistStep(policy, 1, 0, false)).toEqual({ action: null, known: 0 });
    expect(blacklistStep(policy, 2, 0, false)).toEqual({ action: 'PROPOSE', known: 2 });
    expect(blacklistStep(policy, 2, 2, false)).toEqual({ action: null, known: 2 });
    expect(blacklistStep(policy, 3, 2, false)).toEqual({ action: 'PROPOSE', known: 3 });
    // One is older than 24 months by now, and another comes.
    expect(blacklistStep(policy, 1, 2, false)).toEqual({ action: null, known: 1 });
    expect(blacklistStep(policy, 2, 1, false)).toEqual({ action: 'PROPOSE', known: 2 });
  });

  it('should be left alone where the customer is on it, or the policy does nothing', () => {
    expect(blacklistStep(policy, 2, 0, true)).toEqual({ action: null, known: 2 });
    expect(blacklistStep({ blacklist: null }, 9, 0, false).action).toBeNull();
    expect(blacklistStep({ blacklist: { afterDefaults: 2, action: 'SET' } }, 2, 0, false).action).toBe('SET');
  });
});
