import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LimitReviewsReportView } from '../../../shared/contracts/limit-reviews.ts';
import {
  AgingReportView,
  ApprovalsReportView,
  CollectionsReportView,
  DefaultersReportView,
  DsoReportView,
  PortfolioReportView,
} from '../../../shared/contracts/reports.ts';
import { momentAt } from '../../../shared/dates.ts';
import type { ApiFunction } from '../../../shared/http/api-handler.ts';
import { putCustomer } from '../../../shared/store/customers.ts';
import { takeSnapshot } from '../../../shared/store/portfolio/snapshots.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { apiEvent } from '../../support/api-event.ts';
import { casesOn } from '../../support/cases-on-engine.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { openRequest } from '../../support/limit-requests.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';
import { gradeAs } from '../../support/recommendations.ts';

const reports = [
  'getAgingReport',
  'getPortfolioReport',
  'getDsoReport',
  'getCollectionsReport',
  'getApprovalsReport',
  'getOverridesReport',
  'getDefaultersReport',
  'getLimitReviewsReport',
] as const;
type ReportId = (typeof reports)[number];

let database: Database;
let handlers: Readonly<Record<ReportId, ApiFunction>>;

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  handlers = {
    getAgingReport: (await import('../../../functions/get-aging-report/handler.ts')).handler,
    getPortfolioReport: (await import('../../../functions/get-portfolio-report/handler.ts')).handler,
    getDsoReport: (await import('../../../functions/get-dso-report/handler.ts')).handler,
    getCollectionsReport: (await import('../../../functions/get-collections-report/handler.ts')).handler,
    getApprovalsReport: (await import('../../../functions/get-approvals-report/handler.ts')).handler,
    getOverridesReport: (await import('../../../functions/get-overrides-report/handler.ts')).handler,
    getDefaultersReport: (await import('../../../functions/get-defaulters-report/handler.ts')).handler,
    getLimitReviewsReport: (await import('../../../functions/get-limit-reviews-report/handler.ts')).handler,
  };
  // Until 31 March, on whose morning the requests of this test come.
  const { attend, customers, desk, news, until } = {
    ...casesOn(database, { start: '2026-03-02T05:00:00.000Z' }),
    customers: ['B', 'C'],
  };
  await putCustomer(
    desk.at(),
    'A-HOSTILE',
    {
      legalName: '=HYPERLINK("http://evil.example")',
      currency: 'EUR',
      segment: '+x',
      region: '@y',
      groupLimitShared: true,
    },
    'hash',
  );
  await invoice(desk.at(), 'A-HOSTILE', 'H-1', eur(10_00), { issuedOn: '2025-11-01', dueOn: '2025-12-01' });
  for (const id of customers) await createCustomer(desk.at(), id, { limit: 1_000_00 });
  const longAgo = desk.at({ moment: momentAt(Date.parse('2025-03-31T09:00:00Z'), 'Europe/Berlin') });
  await createCustomer(longAgo, 'D', { limit: 5_000_00, legalName: '@Dormant' });
  await gradeAs(desk.at(), 'D', 'B');
  await invoice(desk.at(), 'B', 'B-1', eur(100_00), { issuedOn: '2026-01-20', dueOn: '2026-02-19' });
  await invoice(desk.at(), 'C', 'C-1', eur(30_00), { issuedOn: '2026-02-20', dueOn: '2026-04-19' });
  await attend('B');
  await until('B', '2026-03-11T09:00:00.000Z');
  await pay(desk.at(), 'B', 'PAY-B', eur(60_00), { reference: 'B-1' });
  await news('B', 'PaymentReceived');
  desk.advance({ days: 5 });
  await pay(desk.at(), 'B', 'PAY-B2', eur(40_00), { reference: 'B-1' });
  await news('B', 'PaymentReceived');
  desk.advance({ days: 2, hours: -1 });
  await reversePayment(desk.at(), 'PAY-B2', 'bounced');
  desk.advance({ hours: 1 });
  await news('B', 'PaymentReversed');
  await openRequest(desk.at(), 'C');
  desk.setTo('2026-03-20T05:00:00.000Z');
  await takeSnapshot(desk.at(), '2026-03-20');
});
afterAll(() => database.stop());

const get = (id: ReportId, query: Readonly<Record<string, string>> = {}, accept?: string) =>
  handlers[id](apiEvent(id, { query, headers: accept === undefined ? {} : { accept } }));

const jsonOf = async (id: ReportId, query: Readonly<Record<string, string>> = {}): Promise<unknown> => {
  const reply = await get(id, query);
  expect(reply, reply.body).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
  return JSON.parse(reply.body ?? '');
};

describe('every report', () => {
  it.each(reports)('should come as CSV with harmless cells when that is asked for: %s', async (id) => {
    const reply = await get(id, {}, 'text/csv');
    expect(reply).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': expect.stringMatching(/^attachment; filename="[a-z]+-2026[-0-9]+\.csv"$/),
      },
    });
    const rows: string[][] = parse(reply.body ?? '');
    expect(rows.length).toBeGreaterThan(1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('should refuse a day that is still to come', async () => {
    for (const [id, query] of [
      ['getAgingReport', { asOf: '2026-04-01' }],
      ['getPortfolioReport', { date: '2026-04-01' }],
      ['getCollectionsReport', { from: '2026-04-01' }],
      ['getApprovalsReport', { from: '2026-04-01' }],
      ['getOverridesReport', { from: '2026-04-01' }],
    ] as const) {
      const reply = await get(id, query);
      expect(reply.statusCode).toBe(422);
      expect(JSON.parse(reply.body ?? '').errors[0].path).toBe(Object.keys(query)[0]);
    }
  });

  it('should be up to today when its span ends later', async () => {
    for (const id of ['getCollectionsReport', 'getApprovalsReport'] as const) {
      const reply = await get(id, { from: '2026-03-01', to: '2026-12-31' });
      expect(reply.statusCode).toBe(200);
      expect(JSON.parse(reply.body ?? '').to).not.toBe('2026-12-31');
    }
  });

  it('should refuse a span that ends before it begins, or is longer than a year', async () => {
    for (const id of ['getCollectionsReport', 'getApprovalsReport'] as const) {
      expect((await get(id, { from: '2026-03-02', to: '2026-03-01' })).statusCode).toBe(400);
      expect((await get(id, { from: '2025-03-30' })).statusCode).toBe(400);
      expect((await get(id, { from: '2025-03-31' })).statusCode).toBe(200);
    }
  });
});

describe('the aging', () => {
  const euros = (amount: string) => ({ amount, currency: 'EUR' });

  it('should list today what everybody owes, by name, with sums', async () => {
    const view = AgingReportView.parse(await jsonOf('getAgingReport'));
    expect(
      view.items.map(({ customerId, maxDaysPastDue, total }) => [customerId, total.amount, maxDaysPastDue]),
    ).toEqual([
      ['A-HOSTILE', '10.00', 120],
      ['B', '40.00', 40],
      ['C', '30.00', 0],
    ]);
    expect(view.totals).toEqual([
      {
        currency: 'EUR',
        customers: 3,
        buckets: {
          current: euros('30.00'),
          days1To30: euros('0.00'),
          days31To60: euros('40.00'),
          days61To90: euros('0.00'),
          days91To120: euros('10.00'),
          over120: euros('0.00'),
        },
        total: euros('80.00'),
        overdue: euros('50.00'),
        overdueShare: 0.625,
        disputed: euros('0.00'),
        unappliedCash: euros('0.00'),
      },
    ]);
    expect(view).toMatchObject({ asOf: '2026-03-31', nextCursor: null });
  });

  it.each([
    ['2026-01-19', undefined],
    ['2026-01-20', '100.00'],
    ['2026-03-10', '100.00'],
    ['2026-03-11', '40.00'],
    ['2026-03-16', undefined],
    ['2026-03-18', '40.00'],
  ])('should have had on %s of a customer that paid and bounced: %s', async (asOf, total) => {
    const view = AgingReportView.parse(await jsonOf('getAgingReport', { asOf }));
    expect(view.items.find(({ customerId }) => customerId === 'B')?.total.amount).toBe(total);
  });

  it('should go on where a page ended, in JSON and in CSV', async () => {
    const first = AgingReportView.parse(await jsonOf('getAgingReport', { limit: '2' }));
    expect(first.items.map(({ customerId }) => customerId)).toEqual(['A-HOSTILE', 'B']);
    const cursor = first.nextCursor ?? '';
    const rest = AgingReportView.parse(await jsonOf('getAgingReport', { limit: '2', cursor }));
    expect(rest).toMatchObject({ items: [{ customerId: 'C' }], nextCursor: null });
    const whole = await get('getAgingReport', {}, 'text/csv');
    expect(whole.headers?.['x-next-cursor']).toBeUndefined();
    const csv = await get('getAgingReport', { limit: '2' }, 'text/csv');
    expect(csv.headers?.['x-next-cursor']).toBe(cursor);
    const [row] = parse(csv.body ?? '', { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({ legalName: `'=HYPERLINK("http://evil.example")`, segment: "'+x", total: '10.00' });
  });
});

describe('the portfolio', () => {
  it('should be the snapshot of a day that had one, today as it is now, and not found otherwise', async () => {
    const then = PortfolioReportView.parse(await jsonOf('getPortfolioReport', { date: '2026-03-20' }));
    expect(then).toMatchObject({ isSnapshot: true, date: '2026-03-20', cases: { OPEN: 1 } });
    const now = PortfolioReportView.parse(await jsonOf('getPortfolioReport'));
    expect(now).toMatchObject({ isSnapshot: false, date: '2026-03-31', totals: [{ overdue: { amount: '50.00' } }] });
    expect(PortfolioReportView.parse(await jsonOf('getPortfolioReport', { date: '2026-03-31' })).isSnapshot).toBe(
      false,
    );
    expect((await get('getPortfolioReport', { date: '2026-03-19' })).statusCode).toBe(404);
  });
});

describe('the other reports', () => {
  it('should tell the days of sales that are outstanding', async () => {
    const view = DsoReportView.parse(await jsonOf('getDsoReport', { months: '3' }));
    expect(view).toMatchObject({ months: 3, period: { from: '2026-01-01', to: '2026-03-31', days: 90 } });
    // 80.00 of 130.00, over 90 days; of the 80.00 are 30.00 not late.
    expect(view.items).toMatchObject([
      { currency: 'EUR', dso: 55.4, bestPossibleDso: 20.8, averageDaysDelinquent: 34.6 },
    ]);
  });

  it('should tell what collections did and what came in while cases were open', async () => {
    const view = CollectionsReportView.parse(await jsonOf('getCollectionsReport', { from: '2026-03-01' }));
    expect(view.cases).toEqual({ opened: 1, reopened: 1, closed: 1 });
    expect(view.steps).toMatchObject({ FRIENDLY_REMINDER: 1 });
    // 60.00 after 20 days; the 40.00 after 25 bounced when the case was closed.
    expect(view.collected).toEqual([{ amount: { amount: '60.00', currency: 'EUR' }, averageDaysLate: 20 }]);
    const later = CollectionsReportView.parse(await jsonOf('getCollectionsReport', { from: '2026-03-17' }));
    expect(later.cases).toEqual({ opened: 0, reopened: 1, closed: 0 });
    expect(later.collected).toEqual([{ amount: { amount: '-40.00', currency: 'EUR' }, averageDaysLate: null }]);
    const to = '2026-03-17';
    const first = CollectionsReportView.parse(await jsonOf('getCollectionsReport', { from: '2026-03-16', to }));
    expect(first.collected).toEqual([{ amount: { amount: '40.00', currency: 'EUR' }, averageDaysLate: 25 }]);
  });

  it('should tell what became of limit requests', async () => {
    const view = ApprovalsReportView.parse(await jsonOf('getApprovalsReport'));
    expect(view).toMatchObject({ requests: 1, kinds: { PERMANENT: 1 }, statuses: { PENDING: 1 }, nextCursor: null });
    expect(ApprovalsReportView.parse(await jsonOf('getApprovalsReport', { to: '2026-03-10' })).requests).toBe(0);
  });

  it('should list who has defaulted, and nobody else', async () => {
    const view = DefaultersReportView.parse(await jsonOf('getDefaultersReport'));
    expect(view).toEqual({
      asOf: '2026-03-31',
      items: [
        {
          customerId: 'A-HOSTILE',
          legalName: '=HYPERLINK("http://evil.example")',
          segment: '+x',
          region: '@y',
          grade: null,
          openReceivables: { amount: '10.00', currency: 'EUR' },
          overdue: { amount: '10.00', currency: 'EUR' },
          maxDaysPastDue: 120,
          withLegal: false,
        },
      ],
      nextCursor: null,
    });
  });

  it('should find every defaulter once when they are listed page by page', async () => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '1', ...(cursor ? { cursor } : {}) };
      const view = DefaultersReportView.parse(await jsonOf('getDefaultersReport', query));
      found.push(...view.items.map(({ customerId }) => customerId));
      cursor = view.nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(['A-HOSTILE']);
  });

  it('should list the limits that nobody has looked at for a year, and those that come up by a day', async () => {
    const view = LimitReviewsReportView.parse(await jsonOf('getLimitReviewsReport'));
    const euros = (amount: string) => ({ amount, currency: 'EUR' });
    expect(view).toEqual({
      ...{ asOf: '2026-03-31', dueBy: '2026-03-31', reviewDays: 365, nextCursor: null },
      items: [
        {
          ...{
            customerId: 'D',
            legalName: '@Dormant',
            segment: 'RETAIL',
            status: 'ACTIVE',
            grade: 'B',
            currency: 'EUR',
          },
          ...{ creditLimit: euros('5000.00'), unlimited: false, recommendedLimit: null, difference: null },
          ...{ exposure: euros('0.00'), utilization: 0, lastReviewedOn: '2025-03-31', dueOn: '2026-03-31' },
          ...{ daysOverdue: 0, creditAnalyst: null },
        },
      ],
    });
    const coming = LimitReviewsReportView.parse(await jsonOf('getLimitReviewsReport', { dueBy: '2027-03-31' }));
    expect(coming.items.map(({ customerId, dueOn }) => [customerId, dueOn])).toEqual([
      ['D', '2026-03-31'],
      ['B', '2027-03-02'],
      ['C', '2027-03-02'],
    ]);
  });
});
