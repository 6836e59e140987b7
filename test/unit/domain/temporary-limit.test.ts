import { describe, expect, it } from 'vitest';
import {
  excessOn,
  grantTemporaryLimit,
  holdReasonAfter,
  isOver,
  takeOffTemporaryLimit,
  temporaryLimitTimes,
} from '../../../shared/domain/account/temporary-limit.ts';
import { recipientsOf, temporaryLimitMails } from '../../../shared/domain/account/temporary-limit-mails.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { anAccount } from '../../support/accounts.ts';

const temporary = { requestId: 'R-1', amount: 1_500_00n, validFrom: '2026-03-02', validTo: '2026-03-31' };
const approvedBy = ['mia@example.com'];
const inEuros = (amount: string) => ({ amount, currency: 'EUR' });

describe('the times of a temporary limit', () => {
  const times = (validTo: string, grantedAt: string, timeZone = 'Europe/Berlin') =>
    temporaryLimitTimes({ validTo, grantedAt, timeZone });

  it('should end with the first instant after its last day in the time zone of the environment', () => {
    expect(times('2026-02-10', '2026-01-01T00:00:00Z').endsAt).toBe('2026-02-10T23:00:00.000Z');
    expect(times('2026-02-10', '2026-01-01T00:00:00Z', 'America/New_York').endsAt).toBe('2026-02-11T05:00:00.000Z');
    expect(times('2026-12-31', '2026-01-01T00:00:00Z', 'Asia/Kolkata').endsAt).toBe('2026-12-31T18:30:00.000Z');
  });

  it('should know the clocks change when it does, in spring and in autumn', () => {
    const spring = { noticeAt: '2026-03-21T23:00:00.000Z', endsAt: '2026-03-29T22:00:00.000Z' };
    expect(times('2026-03-29', '2026-03-01T00:00:00Z')).toEqual(spring);
    expect(times('2026-03-28', '2026-03-01T00:00:00Z').endsAt).toBe('2026-03-28T23:00:00.000Z');
    const autumn = { noticeAt: '2026-10-17T22:00:00.000Z', endsAt: '2026-10-25T23:00:00.000Z' };
    expect(times('2026-10-25', '2026-10-01T00:00:00Z')).toEqual(autumn);
    expect(times('2026-10-24', '2026-10-01T00:00:00Z').endsAt).toBe('2026-10-24T22:00:00.000Z');
  });

  it('should give notice seven days before, else one day before, else none', () => {
    const seven = '2026-03-23T23:00:00.000Z';
    const one = '2026-03-29T22:00:00.000Z';
    expect(times('2026-03-31', '2026-03-23T22:59:59Z').noticeAt).toBe(seven);
    expect(times('2026-03-31', '2026-03-23T23:00:00Z').noticeAt).toBe(seven);
    expect(times('2026-03-31', '2026-03-23T23:00:01Z').noticeAt).toBe(one);
    expect(times('2026-03-31', '2026-03-29T21:59:00.5Z').noticeAt).toBe(one);
    expect(times('2026-03-31', '2026-03-30T08:00:00Z').noticeAt).toBeNull();
    expect(times('2026-03-31', '2026-03-31T08:00:00Z').noticeAt).toBeNull();
  });
});

describe('a temporary limit', () => {
  it('should take the place of the credit limit, and say what it was', () => {
    const granted = grantTemporaryLimit(anAccount({ limitVersion: 3 }), { ...temporary, approvedBy });
    expect(granted.account).toEqual({ temporaryLimit: temporary, limitVersion: 4 });
    expect(granted.entry).toMatchObject({
      kind: 'TemporaryLimitGranted',
      data: { requestId: 'R-1', from: inEuros('1000.00'), to: inEuros('1500.00'), validTo: '2026-03-31', approvedBy },
    });
  });

  it('should take the place of another one, or of none at all', () => {
    const other = { requestId: 'R-0', amount: 1_200_00n, validFrom: '2026-02-01', validTo: '2026-03-02' };
    const from = (account: Parameters<typeof anAccount>[0]) =>
      grantTemporaryLimit(anAccount(account), { ...temporary, approvedBy }).entry.data['from'];
    expect(from({ temporaryLimit: other })).toEqual(inEuros('1200.00'));
    expect(from({ temporaryLimit: { ...other, validTo: '2026-03-01' } })).toEqual(inEuros('1000.00'));
    expect(from({ creditLimit: null })).toBeNull();
  });

  it('should be over from the day after its last one', () => {
    expect(isOver(temporary, '2026-03-31')).toBe(false);
    expect(isOver(temporary, '2026-04-01')).toBe(true);
  });

  it('should leave the credit limit when it is taken off', () => {
    const account = anAccount({ temporaryLimit: temporary, limitVersion: 4, openReceivables: 700_00n });
    const { account: after, entry } = takeOffTemporaryLimit(account, temporary);
    expect(after).toEqual({ temporaryLimit: null, limitVersion: 5 });
    expect(entry.data).toMatchObject({
      requestId: 'R-1',
      from: inEuros('1500.00'),
      to: inEuros('1000.00'),
      exposure: inEuros('700.00'),
    });
  });
});

describe('the exposure above a limit', () => {
  const excess = (account: Parameters<typeof anAccount>[0], policy = {}) =>
    excessOn(anAccount({ temporaryLimit: temporary, ...account }), { ...defaultPolicy, ...policy }, '2026-04-01');

  it('should be counted from the limit, and only beyond the tolerance', () => {
    expect(excess({ openReceivables: 1_000_00n })).toBe(0n);
    expect(excess({ openReceivables: 1_000_01n })).toBe(1n);
    expect(excess({ openReceivables: 1_050_00n }, { tolerancePercent: '5' })).toBe(0n);
    expect(excess({ openReceivables: 1_050_01n }, { tolerancePercent: '5' })).toBe(50_01n);
    expect(excess({ openReceivables: 1_200_00n, unappliedCash: 300_00n })).toBe(0n);
  });

  it('should be all of it where no limit is set, and none where nothing bounds the customer', () => {
    expect(excess({ creditLimit: null, openReceivables: 5n })).toBe(5n);
    expect(excess({ creditLimit: null })).toBe(0n);
    expect(excess({ unlimited: true, openReceivables: 5_000_00n })).toBe(0n);
  });

  it('should count a whole group where the account owns its limit', () => {
    expect(excess({ openReceivables: 10_00n, groupExposure: 1_200_00n, memberCount: 1 })).toBe(200_00n);
    expect(excess({ openReceivables: 10_00n, groupExposure: 10_00n })).toBe(0n);
  });

  it('should not count while the temporary limit holds', () => {
    const account = anAccount({ temporaryLimit: temporary, openReceivables: 1_200_00n });
    expect(excessOn(account, defaultPolicy, '2026-03-31')).toBe(0n);
  });
});

describe('those who hear of its end', () => {
  const masterData = { legalName: 'Acme', creditAnalyst: 'ana@example.com', salesperson: 'Sam@example.com' };

  it('should be who asked for it and who looks after the customer, each once', () => {
    const told = recipientsOf({ requestedBy: 'sam@example.com', masterData });
    expect(told).toEqual(['sam@example.com', 'ana@example.com']);
    expect(recipientsOf({ requestedBy: 'shop-client', masterData: { legalName: 'Acme' } })).toEqual([]);
  });

  it('should be told what holds afterwards', () => {
    const account = anAccount({ temporaryLimit: temporary, openReceivables: 1_200_00n });
    const concerned = { requestedBy: 'sam@example.com', masterData };
    const mails = temporaryLimitMails(account, temporary, defaultPolicy, concerned, {
      template: 'temporary-limit-ending',
    });
    expect(mails).toHaveLength(2);
    expect(mails[0]).toMatchObject({
      to: 'sam@example.com',
      template: 'temporary-limit-ending',
      data: {
        temporaryLimit: inEuros('1500.00'),
        limitAfterwards: inEuros('1000.00'),
        unlimitedAfterwards: false,
        exposure: inEuros('1200.00'),
        excess: inEuros('200.00'),
      },
    });
    expect(new Set(mails.map(({ mailId }) => mailId)).size).toBe(2);
  });
});

describe('the reason for the hold', () => {
  it('should say in words what ended and by which request it came', () => {
    expect(holdReasonAfter(temporary, 'EUR')).toBe(
      'The temporary limit of 1500.00 EUR ended with 2026-03-31, and the exposure is above the limit that holds without it (limit request R-1).',
    );
  });
});
