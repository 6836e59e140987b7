import { describe, expect, it } from 'vitest';
import { momentAt } from '../../../shared/dates.ts';
import type { AccountCover } from '../../../shared/domain/account/account.ts';
import { builtInCollections } from '../../../shared/domain/collection/strategy.ts';
import { dueWork, lastDayOfRun, mostDaysBeforeDue } from '../../../shared/domain/daily-run/due.ts';
import { noFigures } from '../../../shared/domain/daily-run/figures.ts';
import { afterPage, givenUp, newShardRun, statusOf } from '../../../shared/domain/daily-run/run.ts';
import { builtInWarnings } from '../../../shared/domain/warning/policy.ts';
import { dateOfRun, runIdOf } from '../../../shared/store/daily-runs/run-id.ts';
import { anAccount } from '../../support/accounts.ts';

const MORNING = Date.parse('2026-03-31T03:00:00Z');
const moment = momentAt(MORNING, 'Europe/Berlin');
const cover = { coverId: 'K-1', amount: 1n, coveredPercent: '90', validFrom: '2026-01-01' };
const nothing = {
  expiry: false,
  temporaryLimit: null,
  covers: false,
  coversLapsing: false,
  fallingDue: false,
  overdue: false,
  grade: false,
  collection: false,
};
const policy = { collections: builtInCollections, warnings: builtInWarnings };

const workOf = (changes: Parameters<typeof anAccount>[0], at = moment) => dueWork(anAccount(changes), at, policy);

describe('what is due of an account on a day', () => {
  it('should be nothing when nothing is open, held or limited in time', () => {
    expect(workOf({})).toEqual(nothing);
  });

  it('should be that an invoice is overdue on the day after its due date, in the environment', () => {
    expect(workOf({ oldestOpenDueOn: '2026-03-31' })).toEqual({ ...nothing, fallingDue: true, collection: true });
    expect(workOf({ inCollection: true })).toEqual({ ...nothing, collection: true });
    expect(workOf({ oldestOpenDueOn: '2026-03-30' })).toEqual({
      ...nothing,
      fallingDue: true,
      overdue: true,
      grade: true,
      collection: true,
    });
    // At one instant it is the 31st in Los Angeles, and the 1st in Shanghai.
    const instant = Date.parse('2026-04-01T02:00:00Z');
    const due = { oldestOpenDueOn: '2026-03-31' };
    expect(workOf(due, momentAt(instant, 'America/Los_Angeles')).overdue).toBe(false);
    expect(workOf(due, momentAt(instant, 'Asia/Shanghai')).overdue).toBe(true);
    expect(workOf({ oldestOpenDueOn: '2028-02-28' }, momentAt(Date.parse('2028-02-29T04:00:00Z'), 'UTC')).overdue).toBe(
      true,
    );
  });

  it('should be that collections look at it as early as any strategy begins', () => {
    expect(mostDaysBeforeDue(builtInCollections)).toBe(3);
    expect(lastDayOfRun('2026-02-27', policy)).toBe('2026-03-02');
    expect(workOf({ oldestOpenDueOn: '2026-04-03' }).collection).toBe(true);
    expect(workOf({ oldestOpenDueOn: '2026-04-04' }).collection).toBe(false);
    const later = { ...builtInCollections, strategies: [{ name: 'late', steps: [] }] };
    const due = anAccount({ oldestOpenDueOn: '2026-04-01' });
    expect(dueWork(due, moment, { ...policy, collections: later }).collection).toBe(false);
  });

  it('should be that an invoice falls due, from so many days before as the policy says, until it was told', () => {
    expect(workOf({ oldestOpenDueOn: '2026-04-03' }).fallingDue).toBe(true);
    expect(workOf({ oldestOpenDueOn: '2026-04-04' }).fallingDue).toBe(false);
    expect(workOf({ oldestOpenDueOn: '2026-04-03', fallingDueThrough: '2026-04-03#I-9' }).fallingDue).toBe(true);
    expect(workOf({ oldestOpenDueOn: '2026-04-03', fallingDueThrough: '2026-04-04' }).fallingDue).toBe(false);
    const days = (fallingDueDays: number | null) => ({ ...policy, warnings: { ...builtInWarnings, fallingDueDays } });
    const due = anAccount({ oldestOpenDueOn: '2026-04-10' });
    expect(dueWork(due, moment, days(10)).fallingDue).toBe(true);
    expect(dueWork(due, moment, days(null)).fallingDue).toBe(false);
    expect(lastDayOfRun('2026-03-31', days(10))).toBe('2026-04-10');
    expect(lastDayOfRun('2026-03-31', days(null))).toBe('2026-04-03');
  });

  it('should be that a cover is about to lapse, up to its last day and until it was told', () => {
    const of = (changes: Partial<AccountCover>) =>
      workOf({ covers: [{ ...cover, validTo: '2026-04-30', ...changes }] }).coversLapsing;
    expect(of({})).toBe(true);
    expect(of({ validTo: '2026-05-01' })).toBe(false);
    expect(of({ validTo: '2026-03-31' })).toBe(true);
    expect(of({ validTo: '2026-03-30' })).toBe(false);
    expect(of({ warned: true })).toBe(false);
  });

  it('should be what has expired, ended or lapsed, and not what holds today', () => {
    expect(workOf({ nextExpiryAt: '2026-03-31T03:00:00.000Z' }).expiry).toBe(true);
    expect(workOf({ nextExpiryAt: '2026-03-31T03:00:00.001Z' }).expiry).toBe(false);
    expect(workOf({ covers: [{ ...cover, validTo: '2026-03-31' }] }).covers).toBe(false);
    expect(workOf({ covers: [{ ...cover, validTo: '2026-03-30' }] }).covers).toBe(true);
    expect(workOf({ covers: [{ ...cover, validTo: '2026-03-30', lapsed: true }] }).covers).toBe(false);
    const limit = { requestId: 'R-1', amount: 1n, validFrom: '2026-01-01' };
    expect(workOf({ temporaryLimit: { ...limit, validTo: '2026-03-31' } }).temporaryLimit).toBeNull();
    expect(workOf({ temporaryLimit: { ...limit, validTo: '2026-03-30' } }).temporaryLimit).toBe('R-1');
  });
});

describe('a shard of a run', () => {
  const page = (customersFailed: number, cursor: { readonly pk: string } | null) => ({
    figures: { ...noFigures, customersAttended: 3, customersFailed },
    failed: Array.from({ length: customersFailed }, (_, index) => ({ customerId: `C-${index}`, error: 'TypeError' })),
    cursor,
  });

  it('should go on until its last page, and add up what it did', () => {
    const first = afterPage(newShardRun('07', 1), page(0, { pk: 'X' }));
    expect(first).toMatchObject({ status: 'RUNNING', cursor: { pk: 'X' } });
    expect(afterPage(first, page(0, null))).toMatchObject({
      status: 'SUCCEEDED',
      cursor: null,
      figures: { customersAttended: 6 },
    });
  });

  it('should have failed in part when a customer of any page has, and name only some of many', () => {
    const first = afterPage(newShardRun('07', 1), page(30, { pk: 'X' }));
    const last = afterPage(first, page(0, null));
    expect(last).toMatchObject({ status: 'PARTLY_FAILED', figures: { customersFailed: 30 } });
    expect(last.failed).toHaveLength(20);
  });
});

describe('a run', () => {
  const sound = afterPage(newShardRun('00', 1), { figures: noFigures, failed: [], cursor: null });
  const broken = givenUp(newShardRun('01', 1), 'TypeError');
  const abandoned = newShardRun('02', 1);

  it.each([
    ['nobody had to be looked at', [], [], 'SUCCEEDED'],
    ['all shards did', [sound], [], 'SUCCEEDED'],
    ['a shard did not', [sound, broken], [], 'PARTLY_FAILED'],
    ['a shard was left without a word', [sound, abandoned], [], 'PARTLY_FAILED'],
    ['a step after the shards did not', [sound], [{ step: 'TakeSnapshot', error: 'Unavailable' }], 'PARTLY_FAILED'],
    ['no shard did', [broken, abandoned], [], 'FAILED'],
    ['it could not be planned', [], [{ step: 'Plan', error: 'TypeError' }], 'FAILED'],
  ] as const)('should say how it ended when %s', (_, shards, failures, expected) => {
    expect(statusOf(shards, failures)).toBe(expected);
  });
});

describe('the id of a run', () => {
  it('should be a ULID that stands for its date', () => {
    expect(runIdOf('2026-03-31')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    for (const date of ['1970-01-01', '2024-02-29', '2026-03-31', '9999-12-31']) {
      expect(dateOfRun(runIdOf(date))).toBe(date);
    }
    expect(new Set([runIdOf('2026-03-30'), runIdOf('2026-03-31')]).size).toBe(2);
  });

  it.each(['nobody', '01J9ZK3V5M8Q2R4T6W8Y0A1B2C', runIdOf('2026-03-31').toLowerCase(), '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'])(
    'should be known from any other: %s',
    (id) => {
      expect(dateOfRun(id)).toBeNull();
    },
  );
});
