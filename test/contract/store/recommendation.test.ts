import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { type CreditPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import type { Context } from '../../../shared/store/context.ts';
import { loadCreditProfile } from '../../../shared/store/credit-profiles.ts';
import { putCustomer, setStanding } from '../../../shared/store/customers.ts';
import { attendCustomer } from '../../../shared/store/daily-runs/attend-customer.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { submitLimitRequest } from '../../../shared/store/limit-requests/submit.ts';
import { withdrawRequest } from '../../../shared/store/limit-requests/withdraw.ts';
import { recordRating } from '../../../shared/store/papers.ts';
import { setAutomaticLimit } from '../../../shared/store/recommendation/automatic.ts';
import { recommendedLimitFor } from '../../../shared/store/recommendation/recommend.ts';
import { pageOfReviews } from '../../../shared/store/recommendation/reviews.ts';
import { fingerprint, openDesk } from '../../support/context.ts';
import { staff } from '../../support/daily-runs.ts';
import { createCustomer, eur, invoice, pay, publishTestRates, setLimit, usd } from '../../support/movements.ts';
import { gradeAs } from '../../support/recommendations.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { database } = await soundDesk();

const euros = (amount: string) => ({ amount, currency: 'EUR' });

/** Up to 15,000.00 for good grades, up to 2,000.00 for customers without a grade. */
const givesLimits: CreditPolicy = {
  ...defaultPolicy,
  limits: {
    ...defaultPolicy.limits,
    automatic: { grades: ['A', 'B', 'C', 'D'], upTo: [euros('15000.00')], newCustomersUpTo: [euros('2000.00')] },
  },
};

const deskOn = (start = '2026-03-02T09:00:00Z') => openDesk(database.table, { start, policy: givesLimits });

/** Buys for 6,000.00 in each of the two months before March 2026, at 30 days, and pays two days late. */
const buyer = async (customerId: string, context: Context, wanted: Parameters<typeof createCustomer>[2] = {}) => {
  await createCustomer(context, customerId, wanted);
  for (const issuedOn of ['2026-01-05', '2026-02-01']) {
    const invoiceId = `${customerId}-${issuedOn}`;
    const dueOn = addDays(issuedOn, 10);
    await invoice(context, customerId, invoiceId, eur(6_000_00), { issuedOn, dueOn });
    const allocations = [{ invoiceId, amount: eur(6_000_00) }];
    await pay(context, customerId, `P-${invoiceId}`, eur(6_000_00), { date: addDays(dueOn, 2), allocations });
  }
};

const statement = (assets: unknown, liabilities: unknown, asOf = '2025-12-31') => ({
  asOf,
  ...{
    revenue: euros('1.00'),
    netProfit: euros('1.00'),
    currentAssets: euros('1.00'),
    currentLiabilities: euros('1.00'),
  },
  ...{ totalAssets: assets, totalLiabilities: liabilities },
});

const withFinancials = async (context: Context, customerId: string, financials: Record<string, unknown>) => {
  const names = { legalName: customerId, currency: 'EUR', segment: 'RETAIL', region: 'EU', groupLimitShared: true };
  const body = { ...names, financials } as Parameters<typeof putCustomer>[2];
  await putCustomer(context, customerId, body, fingerprint(body));
};

const accountOf = async (customerId: string) => {
  const account = await loadAccount(database.table, customerId);
  if (!account) throw new Error(`no account ${customerId}`);
  return account;
};
const limitChanges = async (customerId: string) => {
  const { entries } = await listHistory(database.table, { customerId, limit: 200 });
  return entries.filter(({ kind }) => kind === 'CreditLimitChanged');
};

describe('the limit that is recommended for a customer', () => {
  it('should be none for the owner of a shared limit, whose sales are not all that it bounds', async () => {
    const desk = deskOn();
    await buyer('OWNER', desk.at());
    await gradeAs(desk.at(), 'OWNER', 'B');
    expect((await recommendedLimitFor(desk.at(), 'OWNER')).amount).not.toBeNull();
    await buyer('OWNED', desk.at(), { parentCustomerId: 'OWNER' });
    await gradeAs(desk.at(), 'OWNED', 'B');
    expect(await recommendedLimitFor(desk.at(), 'OWNER')).toEqual({
      amount: null,
      reasons: [expect.objectContaining({ code: 'GROUP', facts: { groupId: 'OWNER', members: 1 } })],
    });
    expect((await recommendedLimitFor(desk.at(), 'OWNED')).amount).not.toBeNull();
  });

  it('should come from its sales, its terms, its lateness and its grade, and stand on its profile', async () => {
    const desk = deskOn();
    await buyer('PAYER', desk.at());
    expect(await recommendedLimitFor(desk.at(), 'PAYER')).toMatchObject({
      amount: null,
      reasons: [{ code: 'NO_GRADE' }],
    });
    await gradeAs(desk.at(), 'PAYER', 'A');
    const recommendation = await recommendedLimitFor(desk.at(), 'PAYER');
    // 6,000.00 a month x (30 + 2) / 30 = 6,400.00; x 120 % = 7,680.00
    expect(recommendation.amount).toEqual(eur(7_600_00));
    expect(recommendation.reasons.map(({ code }) => code)).toEqual(['NEED', 'GRADE_FACTOR', 'NO_STATEMENT', 'ROUNDED']);
    expect(recommendation.reasons[0]?.facts).toMatchObject({ termsDays: 30, daysLate: 2 });
    expect((await loadCreditProfile(desk.at(), 'PAYER')).recommendation).toEqual(recommendation);
  });

  it('should be bounded by equity and outside ratings, converted at a fresh rate only', async () => {
    const desk = deskOn();
    await buyer('BOUND', desk.at());
    await gradeAs(desk.at(), 'BOUND', 'A');
    await withFinancials(desk.at(), 'BOUND', statement({ amount: '62500.00', currency: 'USD' }, euros('10000.00')));
    const amount = async (context = desk.at()) => (await recommendedLimitFor(context, 'BOUND')).amount;
    expect(await amount()).toBeNull();
    await publishTestRates(desk.at());
    // 62,500.00 dollars are 50,000.00 euros; less 10,000.00, a tenth.
    expect(await amount()).toEqual(eur(4_000_00));
    const rating = { score: 1, scale: '6..1', ratedOn: '2026-01-01', validTo: '2026-03-10' };
    const recommendedLimit = usd(3_750_00);
    await recordRating(desk.at(), 'BOUND', { ...rating, source: 'agency', recommendedLimit }, 'r1');
    expect(await amount()).toEqual(eur(3_000_00));
    desk.setTo('2026-03-06T09:00:00Z');
    expect(await amount()).toBeNull();
    await publishTestRates(desk.at());
    await recordRating(desk.at(), 'BOUND', { ...rating, source: 'bureau', recommendedLimit: eur(9_000_00) }, 'r2');
    expect(await amount()).toEqual(eur(3_000_00));
    desk.setTo('2026-03-11T09:00:00Z');
    await publishTestRates(desk.at());
    expect(await amount()).toEqual(eur(4_000_00));
  });

  it('should be nothing for a customer that is blacklisted', async () => {
    const desk = deskOn();
    await createCustomer(desk.at(), 'BLACK');
    await setStanding(desk.at(), 'BLACK', 'BLACKLIST', 'Fraud');
    expect((await recommendedLimitFor(desk.at(), 'BLACK')).amount).toEqual(eur(0));
  });

  it('should be refused for an unknown customer', async () => {
    await expect(recommendedLimitFor(deskOn().at(), 'NOBODY')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('limits that are set by themselves', () => {
  it('should be set once, by the platform, with the reason in the history, and raised when a month has passed', async () => {
    const desk = deskOn();
    const platform = () => desk.at({ actor: 'credence' });
    await buyer('SMALL', desk.at());
    await gradeAs(desk.at(), 'SMALL', 'B');
    expect(await setAutomaticLimit(platform(), 'SMALL')).toBe(true);
    expect(await setAutomaticLimit(platform(), 'SMALL')).toBe(false);
    expect(await accountOf('SMALL')).toMatchObject({ creditLimit: 6_400_00n, limitSetAt: desk.now() });
    const [first] = await limitChanges('SMALL');
    expect(first).toMatchObject({
      by: 'credence',
      data: {
        from: { creditLimit: null, unlimited: false },
        to: { creditLimit: euros('6400.00'), unlimited: false },
        reason: 'Set automatically for grade B: 6400.00 EUR is recommended, and the policy allows up to 15000.00 EUR.',
        ...{ isAutomatic: true, recommendedLimit: euros('6400.00'), grade: 'B', policyVersion: 1 },
      },
    });
    await gradeAs(desk.at(), 'SMALL', 'A');
    expect(await setAutomaticLimit(platform(), 'SMALL')).toBe(false);
    desk.setTo('2026-04-01T09:00:00Z');
    await invoice(desk.at(), 'SMALL', 'I-MARCH', eur(6_000_00), { issuedOn: '2026-03-31', dueOn: '2026-04-30' });
    expect(await setAutomaticLimit(platform(), 'SMALL')).toBe(true);
    expect((await accountOf('SMALL')).creditLimit).toBe(7_600_00n);
  });

  it('should be in no currency more than the matrix leaves to its first level, at the newest rate', async () => {
    const policy: CreditPolicy = {
      ...givesLimits,
      limits: {
        ...givesLimits.limits,
        automatic: { grades: ['B'], upTo: [{ amount: '9000000.00', currency: 'USD' }], newCustomersUpTo: [] },
      },
    };
    const desk = openDesk(database.table, { start: '2026-03-02T09:00:00Z', policy });
    await publishTestRates(desk.at());
    await createCustomer(desk.at(), 'LARGE', { currency: 'USD' });
    await invoice(desk.at(), 'LARGE', 'LARGE-1', usd(6_000_000_00), { issuedOn: '2026-01-05', dueOn: '2026-01-15' });
    const allocations = [{ invoiceId: 'LARGE-1', amount: usd(6_000_000_00) }];
    await pay(desk.at(), 'LARGE', 'P-LARGE-1', usd(6_000_000_00), { date: '2026-01-15', allocations });
    await gradeAs(desk.at(), 'LARGE', 'B');
    expect(await setAutomaticLimit(desk.at({ actor: 'credence' }), 'LARGE')).toBe(true);
    // 50,000.00 EUR are 62,500.00 USD.
    expect((await accountOf('LARGE')).creditLimit).toBe(62_500_00n);
  });

  it('should be set by the daily run on the day on which the grade is looked at', async () => {
    const desk = deskOn();
    await buyer('DAILY', desk.at());
    await gradeAs(desk.at(), 'DAILY', null);
    desk.setTo('2026-03-02T23:00:00Z');
    const attended = await attendCustomer(desk.at(), staff, 'DAILY');
    expect(attended).toMatchObject({ limitsSet: 1 });
    expect(await attendCustomer(desk.at(), staff, 'DAILY')).toMatchObject({ limitsSet: 0 });
  });

  it('should wait for a request of a limit that is under way, and not for one that has ended', async () => {
    const desk = deskOn();
    await buyer('ASKED', desk.at());
    await gradeAs(desk.at(), 'ASKED', 'B');
    const command = {
      customerId: 'ASKED',
      kind: 'PERMANENT',
      requestedLimit: eur(9_000_00),
      reason: 'Season',
    } as const;
    const { requestId } = await submitLimitRequest(desk.at(), command, (request) => request);
    expect(await setAutomaticLimit(desk.at(), 'ASKED')).toBe(false);
    await withdrawRequest(desk.at(), requestId, 'No more', () => null);
    expect(await setAutomaticLimit(desk.at(), 'ASKED')).toBe(true);
  });

  it('should leave alone who is overdue, on hold, has more, or pays in advance', async () => {
    const desk = deskOn();
    for (const [customerId, limit] of [
      ['MORE', 20_000_00],
      ['ADVANCE', 0],
    ] as const) {
      await buyer(customerId, desk.at(), { limit });
    }
    await buyer('HELD', desk.at());
    await setStanding(desk.at(), 'HELD', 'HOLD', 'Doubts');
    await buyer('LATE', desk.at());
    await invoice(desk.at(), 'LATE', 'I-LATE', eur(1_00), { issuedOn: '2026-01-01', dueOn: '2026-03-01' });
    desk.setTo('2026-05-02T09:00:00Z');
    for (const customerId of ['MORE', 'ADVANCE', 'HELD', 'LATE']) {
      await gradeAs(desk.at(), customerId, 'A');
      expect(await setAutomaticLimit(desk.at(), customerId), customerId).toBe(false);
    }
  });
});

describe('the limits to be looked at again', () => {
  it('should be those that were set too long ago, page by page, with what is recommended now', async () => {
    const long = deskOn('2025-03-01T23:30:00Z');
    for (const customerId of ['REVIEW-1', 'REVIEW-2', 'REVIEW-3']) {
      await createCustomer(long.at(), customerId, { limit: 5_000_00 });
    }
    await createCustomer(long.at(), 'REVIEW-NONE');
    const desk = deskOn('2026-03-01T09:00:00Z');
    await createCustomer(desk.at(), 'REVIEW-NEW', { limit: 5_000_00 });
    const idsOn = async (dueBy: string) => {
      const all = { limit: 50, startAfter: null, hasTime: () => true };
      const { reviews } = await pageOfReviews(desk.at(), dueBy, all);
      return reviews.map(({ account }) => account.customerId).filter((id) => id.startsWith('REVIEW'));
    };
    // 365 days after 1 March 2025.
    expect(await idsOn('2026-02-28')).toEqual([]);
    expect(await idsOn('2026-03-01')).toEqual(['REVIEW-1', 'REVIEW-2', 'REVIEW-3']);
    await setLimit(desk.at(), 'REVIEW-2', 6_000_00);
    expect(await idsOn('2026-03-01')).toEqual(['REVIEW-1', 'REVIEW-3']);

    const pages: string[][] = [];
    let startAfter: Awaited<ReturnType<typeof pageOfReviews>>['next'] = null;
    do {
      const page = await pageOfReviews(desk.at(), '2026-03-01', { limit: 1, startAfter, hasTime: () => true });
      pages.push(page.reviews.map(({ account }) => account.customerId));
      startAfter = page.next;
    } while (startAfter);
    expect(pages.flat().filter((id) => id.startsWith('REVIEW'))).toEqual(['REVIEW-1', 'REVIEW-3']);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(1);
  });
});
