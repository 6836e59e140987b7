import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/dates.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import { noBehaviour } from '../../shared/domain/behaviour/behaviour.ts';
import { conductFacts } from '../../shared/domain/behaviour/conduct.ts';
import { nothingHappened } from '../../shared/domain/behaviour/months.ts';
import { assess } from '../../shared/domain/grading/assess.ts';
import type { CeilingFacts } from '../../shared/domain/grading/grade.ts';
import { type LimitBefore, limitFallen, withLimitBefore } from '../../shared/domain/grading/limit.ts';
import { builtInGrading as grading } from '../../shared/domain/grading/policy.ts';
import { anAccount } from '../support/accounts.ts';
import { goodConduct } from '../support/grading.ts';

const TODAY = '2026-03-02';
const policy = { version: 1, grading };

interface Graded {
  readonly account: Account;
  readonly before: LimitBefore | null;
  readonly score: number | null;
}

/** How the customer pays, whatever the limit; its use is of the account as gradings see it. */
const conductOf = (account: Account, payment: Partial<typeof goodConduct>, today: string) => {
  const nothing = { behaviour: noBehaviour, months: nothingHappened, sales: new Map(), salesMonths: 12, since: null };
  const { utilization } = conductFacts({ ...nothing, account, overdueAmount: 0n, overdueSince: null, today });
  return { ...goodConduct, ...payment, utilization };
};

/** One grading, with what it changes. */
const grade = (
  { account, before }: Graded,
  payment: Partial<typeof goodConduct>,
  facts: CeilingFacts,
  today: string,
): Graded => {
  const conduct = conductOf(withLimitBefore(account, before, today), payment, today);
  const { limit, next, record } = assess({
    account,
    input: { conduct, statement: null, ratings: [], today },
    facts,
    policy,
  });
  const { risingSince } = next;
  const graded = { ...account, grade: next.grade, score: record.score, risingSince };
  if (limit === null) return { account: graded, before, score: record.score };
  const fallen = limitFallen(account, before, limit, `${today}T09:00:00.000Z`);
  return { account: { ...graded, creditLimit: limit }, before: fallen, score: record.score };
};

describe('a limit that falls with the grade', () => {
  it('should never by itself lower the next score, nor cost another grade or more of the limit', () => {
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    const late = fc.integer({ min: 0, max: 60 });
    const payments = fc.record({
      onTimeRatio: ratio,
      averageDaysLate: late,
      recentDaysLate: late,
      worstDaysPastDue12m: late,
      overdueShare: ratio,
      brokenPromises12m: fc.integer({ min: 0, max: 2 }),
    });
    const facts = fc.record({
      daysPastDue: fc.constantFrom(0, 60, 120),
      brokenPromises: fc.integer({ min: 0, max: 2 }),
      bouncedPayments: fc.integer({ min: 0, max: 3 }),
      defaults: fc.integer({ min: 0, max: 2 }),
      isInsolvent: fc.boolean(),
    });
    const limit = fc.bigInt({ min: 1_00n, max: 1_000_000_00n });
    const grades = fc.constantFrom(null, 'A', 'B', 'C', 'D', 'E') as fc.Arbitrary<Account['grade']>;
    fc.assert(
      fc.property(
        limit,
        fc.integer({ min: 0, max: 200 }),
        grades,
        payments,
        facts,
        (creditLimit, used, from, ...how) => {
          const [payment, held] = how;
          const openReceivables = (creditLimit * BigInt(used)) / 100n;
          const account = anAccount({
            creditLimit,
            openReceivables,
            grade: from,
            limitSetAt: '2025-06-01T00:00:00.000Z',
          });
          const once = grade({ account, before: null, score: null }, payment, held, TODAY);
          let then = once;
          for (let day = 0; day < 5; day += 1) then = grade(then, payment, held, addDays(TODAY, day));
          expect(then.score).toBe(once.score);
          expect(then.account).toMatchObject({ grade: once.account.grade, creditLimit: once.account.creditLimit });
        },
      ),
      { numRuns: 300 },
    );
  });
});
