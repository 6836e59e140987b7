import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../shared/domain/account/account.ts';
import { convertBy, type FxQuote } from '../../../../shared/domain/fx/rates.ts';
import { type CreditPolicy, defaultPolicy } from '../../../../shared/domain/policy/policy.ts';
import { automaticLimit, isAutomaticLimitDue } from '../../../../shared/domain/recommendation/automatic.ts';
import { recommend } from '../../../../shared/domain/recommendation/recommend.ts';
import { roundDown } from '../../../../shared/domain/recommendation/round-down.ts';
import { anAccount, moment, quoteOf, someRates } from '../../../support/accounts.ts';
import { eur } from '../../../support/movements.ts';
import { aRecommendationInput, balance, type Given, outside } from '../../../support/recommendations.ts';

const euros = (amount: string) => ({ amount, currency: 'EUR' });

/** Up to 15,000.00 for good grades, up to 2,000.00 for customers without a grade. */
const policy: CreditPolicy = {
  ...defaultPolicy,
  limits: {
    ...defaultPolicy.limits,
    automatic: { grades: ['A', 'B'], upTo: [euros('15000.00')], newCustomersUpTo: [euros('2000.00')] },
  },
};

/** What is set for a customer of grade B for whom 12,000.00 is recommended, but for what the test says. */
const given = (changes: Given = {}, limitFellAt: string | null = null) => {
  const input = aRecommendationInput({ policy, ...changes });
  return automaticLimit({ ...input, recommendation: recommend(input), moment, limitFellAt });
};

const quotesOf = (quote: FxQuote | null) => new Map(quote ? [[quote.from, quote] as const] : []);

describe('the limit that is set by itself', () => {
  it('should be what is recommended, up to the amount of the policy', () => {
    expect(given()).toEqual({
      amount: 12_000_00n,
      reason: 'Set automatically for grade B: 12000.00 EUR is recommended, and the policy allows up to 15000.00 EUR.',
    });
    expect(given({ conduct: { averageMonthlySales: 90_000_00n } })?.amount).toBe(15_000_00n);
    expect(given({ balance: balance(90_000_00n, 40_000_00n) })?.amount).toBe(5_000_00n);
  });

  it('should be no more in any currency than the matrix leaves to its first level, and nothing without a fresh rate', () => {
    const generous: CreditPolicy = {
      ...policy,
      limits: {
        ...policy.limits,
        automatic: {
          grades: ['A', 'B'],
          upTo: [euros('90000.00'), { amount: '9000000.00', currency: 'USD' }],
          newCustomersUpTo: [{ amount: '9000000.00', currency: 'USD' }],
        },
      },
    };
    const dollars = (changes: Given = {}) =>
      given({
        policy: generous,
        currency: 'USD',
        conduct: { averageMonthlySales: 8_000_000_00n },
        quotes: quotesOf(quoteOf('EUR', 'USD')),
        ...changes,
        account: { currency: 'USD', ...changes.account },
      })?.amount;
    const most = convertBy(eur(50_000_00), quoteOf('EUR', 'USD'), 'USD', 'down').minorUnits;
    expect(dollars()).toBe(most);
    expect(dollars({ account: { grade: null } })).toBe(roundDown(most));
    expect(dollars({ conduct: { averageMonthlySales: 10_000_00n } })).toBe(12_000_00n);
    expect(dollars({ quotes: new Map() })).toBeUndefined();
    const stale = quoteOf('EUR', 'USD', { ...someRates, date: '2026-02-01' });
    expect(dollars({ quotes: quotesOf(stale) })).toBeUndefined();
    // The policy is checked when it is published; what was published before is capped all the same.
    expect(given({ policy: generous, conduct: { averageMonthlySales: 8_000_000_00n } })?.amount).toBe(50_000_00n);
  });

  it('should raise a smaller limit, by a tenth or more', () => {
    expect(given({ account: { creditLimit: 10_900_00n } })?.amount).toBe(12_000_00n);
    expect(given({ account: { creditLimit: 10_910_00n } })).toBeNull();
  });

  it('should never lower a limit', () => {
    expect(given({ account: { creditLimit: 14_000_00n } })).toBeNull();
  });

  it.each<[string, Given]>([
    ['the policy sets none', { policy: defaultPolicy }],
    ['the grade is not among those of the policy', { account: { grade: 'C' } }],
    ['nothing is recommended', { conduct: { averageMonthlySales: null } }],
    ['what is recommended is nothing', { conduct: { averageMonthlySales: 0n } }],
    ['a cap cannot be told', { balance: balance(1n, 1n, { totalAssets: { minorUnits: 1n, currency: 'USD' } }) }],
    ['the policy has no amount in its currency', { account: { currency: 'USD' }, currency: 'USD' }],
    ['it has more than the policy sets', { account: { creditLimit: 15_000_01n } }],
    [
      'it has as much as the policy sets',
      { account: { creditLimit: 15_000_00n }, conduct: { averageMonthlySales: 10n ** 12n } },
    ],
    ['it pays in advance', { account: { creditLimit: 0n } }],
    ['no limit bounds it', { account: { unlimited: true } }],
    ['it is on hold', { account: { holdReasons: ['Doubts'] } }],
    ['it is blacklisted', { account: { blacklisted: true } }],
    ['it is insolvent', { account: { insolventSince: '2026-01-01' } }],
    ['something is overdue', { account: { oldestOpenDueOn: '2026-03-01' } }],
    [
      'its limit was set less than thirty days ago',
      { account: { creditLimit: 9_000_00n, limitSetAt: '2026-02-01T00:00:00.000Z' } },
    ],
    ['somebody took its limit away, however long ago', { account: { limitSetAt: '2020-02-01T00:00:00.000Z' } }],
    [
      'a temporary limit stands',
      { account: { temporaryLimit: { requestId: 'R', amount: 1n, validFrom: '2026-03-01', validTo: '2026-03-09' } } },
    ],
    ['it has broken a promise', { conduct: { brokenPromises12m: 1 } }],
    ['a payment has bounced', { conduct: { bounces12m: 1 } }],
    ['it has defaulted', { conduct: { defaults24m: 1 } }],
    ['it has paid later than orders may be', { conduct: { worstDaysPastDue12m: 31 } }],
  ])('should be none when %s', (_, changes) => {
    expect(given(changes)).toBeNull();
  });

  it.each<[string, Given]>([
    ['something is due today', { account: { oldestOpenDueOn: '2026-03-02' } }],
    [
      'its limit was set thirty days ago',
      { account: { creditLimit: 9_000_00n, limitSetAt: '2026-01-31T09:00:00.000Z' } },
    ],
    ['it has paid as late as orders may be', { conduct: { worstDaysPastDue12m: 30 } }],
  ])('should be set when %s', (_, changes) => {
    expect(given(changes)?.amount).toBe(12_000_00n);
  });
});

describe('a limit that has fallen with the grade', () => {
  it('should not be raised for thirty days', () => {
    const account = { creditLimit: 9_000_00n, limitSetAt: '2025-01-31T09:00:00.000Z' };
    expect(given({ account }, '2026-02-01T00:00:00.000Z')).toBeNull();
    expect(given({ account }, '2026-01-31T09:00:00.000Z')?.amount).toBe(12_000_00n);
  });
});

describe('the first limit of a customer without a grade', () => {
  const unknown = { invoicesPaid: 0, averageMonthlySales: null, worstDaysPastDue12m: null };
  const ungraded = (changes: Given = {}) =>
    given({ ...changes, account: { grade: null, ...changes.account }, conduct: { ...unknown, ...changes.conduct } });

  it('should be the amount of the policy once an invoice was paid', () => {
    expect(ungraded()).toBeNull();
    expect(ungraded({ conduct: { invoicesPaid: 1 } })).toEqual({
      amount: 2_000_00n,
      reason:
        'Set automatically for a new customer who has paid on credit before: the policy allows up to 2000.00 EUR.',
    });
  });

  it('should be at most what an outside rating in force recommends, which is enough to be known by', () => {
    expect(ungraded({ outside: [outside(900_00n)] })?.amount).toBe(900_00n);
    expect(ungraded({ outside: [outside(9_000_00n)] })?.amount).toBe(2_000_00n);
    expect(ungraded({ outside: [outside(0n)], conduct: { invoicesPaid: 1 } })).toBeNull();
    expect(ungraded({ outside: [outside(900_00n, { validTo: '2026-03-01' })] })).toBeNull();
  });

  it('should be at most the share of the equity', () => {
    expect(ungraded({ conduct: { invoicesPaid: 1 }, balance: balance(12_345_00n, 0n) })?.amount).toBe(1_230_00n);
    expect(ungraded({ conduct: { invoicesPaid: 1 }, balance: balance(1n, 2n) })).toBeNull();
  });

  it.each<[string, Given]>([
    ['has a limit', { account: { creditLimit: 1n } }],
    ['shares its limit with others', { account: { memberCount: 1 } }],
    ['had a limit that somebody took away', { account: { limitSetAt: '2020-02-01T00:00:00.000Z' } }],
    ['has paid late', { conduct: { worstDaysPastDue12m: 31 } }],
    ['is on hold', { account: { holdReasons: ['Doubts'] } }],
  ])('should not be set for one who %s', (_, changes) => {
    expect(ungraded({ ...changes, conduct: { invoicesPaid: 3, ...changes.conduct } })).toBeNull();
  });
});

describe('the day to think of a limit', () => {
  const isDue = (account: Partial<Account>, by = policy) => isAutomaticLimitDue(anAccount(account), moment, by);

  it('should be that on which the grade is looked at', () => {
    expect(isDue({})).toBe(false);
    expect(isDue({ gradeDueOn: '2026-03-02' })).toBe(true);
    expect(isDue({ gradeDueOn: '2026-02-20' })).toBe(true);
    expect(isDue({ gradeDueOn: '2026-03-03' })).toBe(false);
    expect(isDue({ gradeDueOn: '2027-03-02', gradedOn: '2026-03-02' })).toBe(true);
    expect(isDue({ gradeDueOn: '2026-03-02' }, defaultPolicy)).toBe(false);
    expect(isDue({ gradeDueOn: '2026-03-02', oldestOpenDueOn: '2026-02-27' })).toBe(false);
  });
});
