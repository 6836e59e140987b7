import { describe, expect, it } from 'vitest';
import { attentionOn } from '../../../shared/domain/account/attention.ts';
import { anAccount } from '../../support/accounts.ts';

const unwarned = { coverId: 'K-1', amount: 1n, coveredPercent: '90', validFrom: '2026-01-01' };
const cover = { ...unwarned, warned: true } as const;
const limit = { requestId: 'R-1', amount: 1n, validFrom: '2026-01-01' };

const on = (changes: Parameters<typeof anAccount>[0]) => attentionOn(anAccount(changes));

describe('the day on which the daily run must look at an account', () => {
  it('should be none when nothing waits for a day', () => {
    expect(on({})).toBeNull();
  });

  it.each([
    ['something is open, its oldest due date', { oldestOpenDueOn: '2026-03-31' }, '2026-03-31'],
    ['the grade is due, that day', { gradeDueOn: '2026-06-30' }, '2026-06-30'],
    ['a case is under way, every day', { inCollection: true, oldestOpenDueOn: null }, '1970-01-01'],
    ['a reservation is held, the day of its expiry', { nextExpiryAt: '2026-03-16T09:00:00.000Z' }, '2026-03-16'],
    [
      'there is a temporary limit, the day after',
      { temporaryLimit: { ...limit, validTo: '2026-02-28' } },
      '2026-03-01',
    ],
    [
      'there is a cover that was warned of, the day after',
      { covers: [{ ...cover, validTo: '2028-02-28' }] },
      '2028-02-29',
    ],
    [
      'there is a cover, the first day on which any policy would warn of it',
      { covers: [{ ...unwarned, validTo: '2028-02-28' }] },
      '2027-02-28',
    ],
    ['there is a cover of long ago, any day', { covers: [{ ...unwarned, validTo: '0001-01-02' }] }, '1970-01-01'],
  ])('should be, when %s', (_, changes, expected) => {
    expect(on(changes)).toBe(expected);
  });

  it('should be the earliest of them', () => {
    const covers = [
      { ...cover, validTo: '2026-12-31' },
      { ...cover, validTo: '2026-04-30' },
    ];
    const changes = { covers, oldestOpenDueOn: '2026-06-01', nextExpiryAt: '2026-05-02T00:00:00.000Z' };
    expect(on(changes)).toBe('2026-05-01');
    expect(on({ ...changes, temporaryLimit: { ...limit, validTo: '2026-04-01' } })).toBe('2026-04-02');
  });

  it('should be of no cover that is known to have lapsed', () => {
    expect(on({ covers: [{ ...cover, validTo: '2026-01-31', lapsed: true }] })).toBeNull();
  });

  it('should stay in the past until what it stands for is done', () => {
    expect(on({ oldestOpenDueOn: '2020-01-01' })).toBe('2020-01-01');
  });

  it('should be the last day there is when something is due for ever', () => {
    expect(on({ covers: [{ ...cover, validTo: '9999-12-31' }] })).toBe('9999-12-31');
  });
});
