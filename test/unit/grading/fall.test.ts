import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import type { Account } from '../../../shared/domain/account/account.ts';
import { assess } from '../../../shared/domain/grading/assess.ts';
import { fallBy, type GradeFall } from '../../../shared/domain/grading/fall.ts';
import type { CeilingFacts } from '../../../shared/domain/grading/grade.ts';
import { builtInGrading as grading } from '../../../shared/domain/grading/policy.ts';
import { anAccount } from '../../support/accounts.ts';
import { goodConduct, noFacts } from '../../support/grading.ts';

const TODAY = '2026-03-02';
const SET_AT = '2025-06-01T00:00:00.000Z';
const good = anAccount({ grade: 'A', creditLimit: 1_200_00n, limitSetAt: SET_AT });

interface Looked {
  readonly facts?: Partial<CeilingFacts>;
  readonly conduct?: Partial<typeof goodConduct>;
  readonly defaultsSinceFall?: number;
  readonly fall?: GradeFall | null;
  readonly today?: string;
  readonly policy?: typeof grading;
}

const look = (account: Account, { conduct, facts, fall = null, policy = grading, today = TODAY, ...more }: Looked) =>
  assess({
    account,
    input: { conduct: { ...goodConduct, ...conduct }, statement: null, ratings: [], today },
    facts: { ...noFacts, ...facts },
    fall,
    ...more,
    policy: { version: 1, grading: policy },
  });

/** The account after a fall by these facts, and what is remembered of it. */
const fallen = (account: Account, facts: Partial<CeilingFacts>, earlier: GradeFall | null = null, on = TODAY) => {
  const { limit, next } = look(account, { facts, today: on });
  const fall = fallBy(account, next, limit, { fall: earlier, limitBefore: null }, grading, on);
  return { account: { ...account, grade: next.grade, creditLimit: limit ?? account.creditLimit }, fall };
};

describe('a fall by a fact that proves wrong', () => {
  const insolvent = fallen(good, { isInsolvent: true });

  it('should be taken back with its limit within the days of the policy, and not after them', () => {
    expect(insolvent.account).toMatchObject({ grade: 'E', creditLimit: 0n });
    const back = look(insolvent.account, { fall: insolvent.fall, today: addDays(TODAY, 14) });
    expect(back).toMatchObject({
      next: { grade: 'A', reason: 'UNDONE' },
      limit: 1_200_00n,
      isRise: false,
      isNews: true,
    });
    expect(back.record.reason).toContain('the fall is taken back');
    const late = look(insolvent.account, { fall: insolvent.fall, today: addDays(TODAY, 15) });
    expect(late).toMatchObject({ next: { grade: 'E', reason: 'UNCHANGED' }, limit: null, undone: null });
    const never = { ...grading, takeBackDays: 0 };
    expect(look(insolvent.account, { fall: insolvent.fall, policy: never }).undone).toBeNull();
    const { takeBackDays: _, ...ofBefore } = grading;
    expect(look(insolvent.account, { fall: insolvent.fall, policy: ofBefore }).undone).toEqual(insolvent.fall);
  });

  it('should stay while the fact holds, and leave the grade to the score when it has fallen meanwhile', () => {
    expect(look(insolvent.account, { fall: insolvent.fall, facts: { isInsolvent: true } }).next.grade).toBe('E');
    const worse = { onTimeRatio: 0.6, averageDaysLate: 8, recentDaysLate: 8 };
    const back = look(insolvent.account, { fall: insolvent.fall, conduct: worse });
    expect(['B', 'C']).toContain(back.next.grade);
    expect(back.limit).toBeLessThan(1_200_00n);
    expect(back.limit).toBeGreaterThan(0n);
  });

  it('should leave the limit that somebody has set since', () => {
    const set = { ...insolvent.account, creditLimit: 70_00n, limitSetAt: `${TODAY}T12:00:00.000Z` };
    expect(look(set, { fall: insolvent.fall })).toMatchObject({ next: { grade: 'A' }, limit: null });
  });

  it('should be taken back for an invoice that was never late, but not for one that was paid late, or still is open', () => {
    const { account, fall } = fallen(good, { daysPastDue: 130 });
    expect(look(account, { fall })).toMatchObject({ next: { grade: 'A' }, limit: 1_200_00n });
    expect(look(account, { fall, conduct: { worstDaysPastDue12m: 131 } }).next.grade).toBe('E');
    const residue = { ...account, oldestOpenDueOn: addDays(TODAY, -131) };
    expect(look(residue, { fall }).next.grade).toBe('E');
  });

  it('should be taken back for a handoff that came back, but not for a default that has only become older', () => {
    const { account, fall } = fallen(good, { defaults: 1 });
    expect(account).toMatchObject({ grade: 'D', creditLimit: 500_00n });
    const on = addDays(TODAY, 2);
    expect(look(account, { fall, today: on, facts: { defaults: 1 } }).next.grade).toBe('D');
    expect(look(account, { fall, today: on, defaultsSinceFall: 1 }).next.grade).toBe('D');
    expect(look(account, { fall, today: on, defaultsSinceFall: 0 })).toMatchObject({
      next: { grade: 'A', reason: 'UNDONE' },
      limit: 1_200_00n,
    });
  });

  it('should be taken back as a whole when it went on falling', () => {
    const first = fallen(good, { daysPastDue: 60 });
    const second = fallen(first.account, { daysPastDue: 120 }, first.fall, addDays(TODAY, 3));
    expect(second.account).toMatchObject({ grade: 'E', creditLimit: 0n });
    expect(look(second.account, { fall: second.fall, today: addDays(TODAY, 4) })).toMatchObject({
      next: { grade: 'A' },
      limit: 1_200_00n,
    });
  });

  it('should give who had no grade none again', () => {
    const { account, fall } = fallen(anAccount({ creditLimit: 500_00n, limitSetAt: SET_AT }), { isInsolvent: true });
    expect(
      look(account, { fall, conduct: { invoicesPaid: 0, onTimeRatio: null, averageDaysLate: null } }),
    ).toMatchObject({
      next: { reason: 'UNDONE' },
      limit: 500_00n,
    });
  });

  it('should not be remembered of the score, nor of what is counted', () => {
    expect(fallen(good, { bouncedPayments: 3 }).fall).toBeNull();
    expect(fallen(good, { brokenPromises: 2 }).fall).toBeNull();
    expect(fallen({ ...good, grade: 'E' }, { daysPastDue: 130 }).fall).toBeNull();
  });
});
