import { describe, expect, it } from 'vitest';
import { eur, money, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { advance, call, customer, day, history, profile, refusal, setLimit } = sharedPlatform();

const full = {
  legalName: 'Nordwind Fahrradhandel GmbH',
  currency: 'EUR',
  segment: 'retail',
  region: 'DE-North',
  industry: 'bicycles',
  registrationNumber: 'HRB 4711',
  taxId: 'DE811907980',
  groupLimitShared: true,
  language: 'de',
  timeZone: 'Europe/Berlin',
  country: 'DE',
  paymentTermsDays: 30,
  onboardedOn: '2024-05-02',
  contacts: [{ name: 'Jana Petersen', email: 'billing@nordwind.example', phone: '+49 40 1234', role: 'BILLING' }],
  creditAnalyst: 'ana.analyst@example.com',
  collector: 'cora.collector@example.com',
  salesperson: 'sam.sales@example.com',
  financials: {
    asOf: '2025-12-31',
    revenue: eur('1200000.00'),
    netProfit: eur('-1000.00'),
    totalAssets: eur('900000.00'),
    totalLiabilities: eur('400000.00'),
    currentAssets: eur('300000.00'),
    currentLiabilities: eur('200000.00'),
  },
};

describe('PUT and GET /v1/customers/{customerId}', () => {
  it('should create with 201, answer the same again with 200, and replace master data with 200', async () => {
    const params = { customerId: newId('C') };
    const created = await call('putCustomer', { params, body: full });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ ...params, ...full, status: 'ACTIVE' });
    const again = await call('putCustomer', { params, body: full });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(created.body);
    const { industry: _industry, ...withoutIndustry } = full;
    const replaced = await call('putCustomer', { params, body: { ...withoutIndustry, legalName: 'Nordwind AG' } });
    expect(replaced.status).toBe(200);
    expect(replaced.body.legalName).toBe('Nordwind AG');
    expect(replaced.body).not.toHaveProperty('industry');
    expect((await call('getCustomer', { params })).body).toEqual(replaced.body);
  });

  it('should start without limit, exposure, grade and score, with the defaults of the contract', async () => {
    const started = await profile(await customer());
    const zero = eur('0.00');
    expect(started).toMatchObject({
      status: 'ACTIVE',
      holdReasons: [],
      creditLimit: null,
      unlimited: false,
      temporaryLimit: null,
      effectiveLimit: null,
      exposure: { openReceivables: zero, reservations: zero, unappliedCash: zero, total: zero },
      available: null,
      utilization: null,
      overdue: { amount: zero, oldestDueOn: null, maxDaysPastDue: 0 },
      score: null,
      grade: null,
      gradedOn: null,
      behaviour: {
        onTimeRatio: null,
        averageDaysToPay: null,
        averageDaysLate: null,
        invoicesPaid: 0,
        brokenPromises: 0,
      },
      recommendedLimit: null,
      language: 'en',
      groupLimitShared: true,
      contacts: [],
    });
  });

  it('should never touch the limit when master data are replaced', async () => {
    const customerId = await customer('500.00');
    const body = { legalName: 'Other', currency: 'EUR', segment: 'wholesale', region: 'SE' };
    const { body: replaced } = await call('putCustomer', { params: { customerId }, body });
    expect(replaced).toMatchObject({ creditLimit: eur('500.00'), segment: 'wholesale' });
  });

  it('should refuse another currency once the account is kept in one', async () => {
    const customerId = await customer();
    const body = { legalName: 'Other', currency: 'USD', segment: 'retail', region: 'DE' };
    const problem = await refusal('putCustomer', { params: { customerId }, body });
    expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'currency' }] });
  });

  it('should answer 404 for an unknown customer on every address that names one', async () => {
    const params = { customerId: newId('nobody'), coverId: 'X', source: 'X', agreementId: 'X' };
    const reason = { reason: 'x' };
    const dates = { validFrom: '2026-01-01', validTo: '2026-12-31' };
    const cover = { kind: 'INSURANCE', provider: 'P', amount: eur('1.00'), coveredPercent: '90', ...dates };
    for (const id of ['getCustomer', 'listHistory', 'getStatement', 'listReceivables', 'deleteCover'] as const) {
      expect((await refusal(id, { params })).code, id).toBe('not-found');
    }
    for (const id of ['holdCustomer', 'unholdCustomer', 'blacklistCustomer', 'unblacklistCustomer'] as const) {
      expect((await refusal(id, { params, body: reason })).code, id).toBe('not-found');
    }
    expect((await refusal('setCreditLimit', { params, body: { creditLimit: null, ...reason } })).code).toBe(
      'not-found',
    );
    expect((await refusal('putCover', { params, body: cover })).code).toBe('not-found');
    const rating = { score: 1, scale: '1..6', ratedOn: '2026-01-01', validTo: '2026-12-31' };
    expect((await refusal('putRating', { params, body: rating })).code).toBe('not-found');
    const terms = { signedOn: '2026-01-01', validTo: '2026-12-31', termsDays: 30, lateInterestPercent: '8' };
    expect((await refusal('putAgreement', { params, body: terms })).code).toBe('not-found');
  });
});

describe('GET /v1/customers', () => {
  it('should list by name prefix, page by page to the end, each customer once', async () => {
    const prefix = `Zeta ${newId('n')}`;
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => customer(undefined, { legalName: `${prefix} ${number}` })),
    );
    const found: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const query: Record<string, string | number> = {
        name: prefix.toUpperCase(),
        limit: 2,
        ...(cursor && { cursor }),
      };
      const { body } = await call('listCustomers', { query });
      expect(body.items.length).toBeLessThanOrEqual(2);
      found.push(...body.items.map(({ customerId }) => customerId));
      cursor = body.nextCursor;
      pages += 1;
    } while (cursor !== null && pages < 10);
    expect(found.toSorted()).toEqual(ids.toSorted());
  });

  it('should list by status, and by status and name', async () => {
    const legalName = `Held ${newId('n')}`;
    const customerId = await customer(undefined, { legalName });
    await call('holdCustomer', { params: { customerId }, body: { reason: 'x' } });
    const held = await call('listCustomers', { query: { status: 'ON_HOLD', name: legalName } });
    expect(held.body.items).toEqual([await profile(customerId)]);
    const active = await call('listCustomers', { query: { status: 'ACTIVE', name: legalName } });
    expect(active.body).toEqual({ items: [], nextCursor: null });
    const graded = await call('listCustomers', { query: { grade: 'A', name: legalName } });
    expect(graded.body).toEqual({ items: [], nextCursor: null });
  });

  it('should refuse a limit outside of 1 to 200, an unknown status and a forged cursor', async () => {
    for (const limit of ['0', '201', '-1', '1.5', 'many', '']) {
      const problem = await refusal('listCustomers', { query: { limit } });
      expect(problem).toMatchObject({ code: 'validation', errors: [{ path: 'limit' }] });
    }
    expect(await refusal('listCustomers', { query: { status: 'SLEEPING' } })).toMatchObject({
      code: 'validation',
      errors: [{ path: 'status' }],
    });
    for (const cursor of ['x', Buffer.from('{}').toString('base64url'), '../../etc/passwd', 'e30='.repeat(1000)]) {
      const problem = await refusal('listCustomers', { query: { cursor } });
      expect(problem).toMatchObject({ code: 'validation', errors: [{ path: 'cursor' }] });
    }
    expect((await call('listCustomers', { query: { limit: 200 } })).status).toBe(200);
  });
});

describe('hold and blacklist', () => {
  it('should change the status and be recorded with who, when and why', async () => {
    const customerId = await customer('100.00');
    const params = { customerId };
    const held = await call('holdCustomer', { params, body: { reason: 'bounced twice' } });
    expect(held.body).toMatchObject({ status: 'ON_HOLD', holdReasons: ['bounced twice'] });
    const black = await call('blacklistCustomer', { params, body: { reason: 'fraud' } });
    expect(black.body.status).toBe('BLACKLISTED');
    expect((await call('unblacklistCustomer', { params, body: { reason: 'mistake' } })).body.status).toBe('ON_HOLD');
    const free = await call('unholdCustomer', { params, body: { reason: 'paid' } });
    expect(free.body).toMatchObject({ status: 'ACTIVE', holdReasons: [] });
    const entries = (await history(customerId)).slice(2);
    expect(entries.map(({ data }) => data['reason'])).toEqual(['bounced twice', 'fraud', 'mistake', 'paid']);
    expect(entries.every(({ by }) => by === 'local')).toBe(true);
  });

  it('should change nothing when it is repeated', async () => {
    const params = { customerId: await customer() };
    const first = await call('holdCustomer', { params, body: { reason: 'x' } });
    expect((await call('holdCustomer', { params, body: { reason: 'x' } })).body).toEqual(first.body);
  });
});

describe('insolvency and score', () => {
  it('should explain the score of a customer of whom nothing is known', async () => {
    const customerId = await customer('100.00');
    const { body } = await call('getCustomerScore', { params: { customerId } });
    expect(body).toMatchObject({ customerId, score: null, grade: null, gradedOn: null, policyVersion: 1 });
    expect(body.reason).toBe('Too little is known for a score.');
    expect(body.contributions.find(({ name }) => name === 'onTimeRatio')).toMatchObject({
      value: null,
      isNeutral: true,
      missing: 'FEW_INVOICES',
      text: 'too few paid invoices to say',
    });
    expect((await refusal('getCustomerScore', { params: { customerId: 'NOBODY' } })).code).toBe('not-found');
  });

  it('should hold an insolvent customer and give it the last grade, and both back when that is over soon', async () => {
    const customerId = await customer('100.00');
    const params = { customerId };
    const reported = await call('reportInsolvency', { params, body: { reason: 'Court of Essen' } });
    expect(reported.body).toMatchObject({ status: 'ON_HOLD', grade: 'E', creditLimit: eur('0.00') });
    expect((await call('reportInsolvency', { params, body: { reason: 'again' } })).body).toEqual(reported.body);
    const { body } = await call('getCustomerScore', { params });
    expect(body.ceilings).toEqual([{ fact: 'INSOLVENCY', grade: 'E' }]);
    const over = await call('endInsolvency', { params, body: { reason: 'Dismissed' } });
    expect(over.body).toMatchObject({ status: 'ACTIVE', holdReasons: [], grade: null, creditLimit: eur('100.00') });
    const kinds = (await history(customerId)).slice(2).map(({ kind }) => kind);
    expect(kinds).toEqual(['InsolvencyReported', 'GradeChanged', 'InsolvencyEnded', 'GradeChanged']);
  });
});

describe('PUT /v1/customers/{customerId}/limit', () => {
  it('should take over a limit, zero, none and unlimited, each recorded', async () => {
    const customerId = await customer();
    expect(await setLimit(customerId, '2500.00')).toMatchObject({
      creditLimit: eur('2500.00'),
      effectiveLimit: eur('2500.00'),
      available: eur('2500.00'),
      unlimited: false,
      utilization: 0,
    });
    expect(await setLimit(customerId, '0.00')).toMatchObject({ creditLimit: eur('0.00'), available: eur('0.00') });
    const open = await setLimit(customerId, 'unlimited');
    expect(open).toMatchObject({ unlimited: true, effectiveLimit: null, available: null, utilization: null });
    expect(await setLimit(customerId, null)).toMatchObject({ creditLimit: null, unlimited: false, available: null });
    const kinds = (await history(customerId)).map(({ kind }) => kind);
    expect(kinds).toEqual(['CustomerCreated', ...Array<string>(4).fill('CreditLimitChanged')]);
  });

  it('should refuse a limit in another currency than the account', async () => {
    const params = { customerId: await customer() };
    const body = { creditLimit: money('5.00', 'USD'), reason: 'x' };
    const problem = await refusal('setCreditLimit', { params, body });
    expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'creditLimit.currency' }] });
  });
});

describe('covers, ratings and agreements', () => {
  const coverOf = async (from: number, to: number) => ({
    kind: 'INSURANCE',
    provider: 'Hanse Kreditversicherung AG',
    amount: eur('1000.00'),
    coveredPercent: '90',
    validFrom: await day(from),
    validTo: await day(to),
  });

  it('should count a cover from its first day to its last, and no longer', async () => {
    const customerId = await customer('100.00');
    const params = { customerId, coverId: 'POL-1' };
    const body = await coverOf(0, 2);
    const created = await call('putCover', { params, body });
    expect(created).toMatchObject({ status: 201, body: { ...body, ...params } });
    expect((await call('putCover', { params, body })).status).toBe(200);
    const other = { ...body, coveredPercent: '80' };
    expect((await refusal('putCover', { params, body: other })).code).toBe('conflict');
    expect(await profile(customerId)).toMatchObject({ creditLimit: eur('100.00'), effectiveLimit: eur('1000.00') });
    await advance('P2D');
    expect((await profile(customerId)).effectiveLimit).toEqual(eur('1000.00'));
    await advance('P1D');
    expect((await profile(customerId)).effectiveLimit).toEqual(eur('100.00'));
  });

  it('should not count a cover before its first day', async () => {
    const customerId = await customer('100.00');
    await call('putCover', { params: { customerId, coverId: 'POL-1' }, body: await coverOf(1, 5) });
    expect((await profile(customerId)).effectiveLimit).toEqual(eur('100.00'));
    await advance('P1D');
    expect((await profile(customerId)).effectiveLimit).toEqual(eur('1000.00'));
  });

  it('should remove a cover with 204, also when repeated', async () => {
    const params = { customerId: await customer('100.00'), coverId: 'POL-1' };
    await call('putCover', { params, body: await coverOf(0, 5) });
    expect((await call('deleteCover', { params })).status).toBe(204);
    expect((await call('deleteCover', { params })).status).toBe(204);
    expect((await profile(params.customerId)).effectiveLimit).toEqual(eur('100.00'));
  });

  it('should record ratings and agreements: new 201, the same 200, another body 409', async () => {
    const customerId = await customer();
    const rating = { score: 214, scale: '100..600', ratedOn: '2026-02-10', validTo: '2027-02-09' };
    const source = { customerId, source: 'creditreform' };
    expect(await call('putRating', { params: source, body: rating })).toMatchObject({ status: 201, body: rating });
    expect(await call('putRating', { params: source, body: rating })).toMatchObject({ status: 200, body: rating });
    expect((await refusal('putRating', { params: source, body: { ...rating, score: 1 } })).code).toBe('conflict');
    const terms = { signedOn: '2026-05-02', validTo: '2027-05-01', termsDays: 30, lateInterestPercent: '8.12' };
    const named = { customerId, agreementId: 'AGR-1' };
    expect(await call('putAgreement', { params: named, body: terms })).toMatchObject({ status: 201, body: terms });
    expect((await call('putAgreement', { params: named, body: terms })).status).toBe(200);
    expect((await refusal('putAgreement', { params: named, body: { ...terms, termsDays: 60 } })).code).toBe('conflict');
  });
});
