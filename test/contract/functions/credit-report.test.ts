import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreditReportView } from '../../../shared/contracts/credit-report.ts';
import type { ApiFunction } from '../../../shared/http/api-handler.ts';
import { recordCover } from '../../../shared/store/covers.ts';
import { putCustomer } from '../../../shared/store/customers.ts';
import { openDispute } from '../../../shared/store/disputes.ts';
import { recordAgreement, recordRating } from '../../../shared/store/papers.ts';
import { apiEvent } from '../../support/api-event.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { check, eur, invoice, pay, setLimit } from '../../support/movements.ts';

let database: Database;
let handler: ApiFunction;

const euros = (amount: string) => ({ amount, currency: 'EUR' });

/** A customer who has bought since January and pays four days late; on 31 March, on whose morning requests come. */
beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  handler = (await import('../../../functions/get-credit-report/handler.ts')).handler;
  const desk = openDesk(database.table, { start: '2026-01-05T09:00:00Z' });
  const names = { legalName: 'Acme & <Söhne>', currency: 'EUR', segment: 'RETAIL', region: 'EU', language: 'de' };
  const contacts = [{ name: 'Erika', email: 'erika@acme.example', role: 'BILLING' }];
  await putCustomer(desk.at(), 'ACME', { ...names, contacts, groupLimitShared: true }, 'hash');
  await setLimit(desk.at(), 'ACME', 1_000_00);
  await invoice(desk.at(), 'ACME', 'I-1', eur(600_00), { issuedOn: '2026-01-05', dueOn: '2026-02-04' });
  desk.setTo('2026-02-08T09:00:00Z');
  await pay(desk.at(), 'ACME', 'P-1', eur(600_00), { reference: 'I-1' });
  await invoice(desk.at(), 'ACME', 'I-2', eur(900_00), { issuedOn: '2026-02-08', dueOn: '2026-03-10' });
  desk.setTo('2026-03-20T09:00:00Z');
  await openDispute(desk.at(), { customerId: 'ACME', invoiceIds: ['I-2'], reason: 'Broken' });
  for (let number = 1; number <= 22; number += 1) await check(desk.at(), 'ACME', `O-${number}`, eur(10_00 * number));
  const dates = { validFrom: '2026-01-01', validTo: '2026-12-31' };
  const cover = {
    coverId: 'C',
    kind: 'GUARANTEE',
    provider: 'Bank',
    amount: eur(100_00),
    coveredPercent: '50',
  } as const;
  await recordCover(desk.at(), 'ACME', { ...cover, ...dates }, 'c');
  const rating = { source: 'agency', score: 214, scale: '600..100', ratedOn: '2026-01-01', validTo: '2026-12-31' };
  await recordRating(desk.at(), 'ACME', { ...rating, recommendedLimit: eur(2_000_00) }, 'r');
  const signed = { agreementId: 'A', signedOn: '2026-01-01', validTo: '2026-12-31', termsDays: 30 };
  await recordAgreement(desk.at(), 'ACME', { ...signed, lateInterestPercent: '9' }, 'a');
});
afterAll(() => database.stop());

const get = (accept?: string, customerId = 'ACME') =>
  handler(apiEvent('getCreditReport', { params: { customerId }, headers: accept === undefined ? {} : { accept } }));

describe('the credit report of a customer', () => {
  it('should tell in JSON how the customer stands, pays and was decided on', async () => {
    const reply = await get();
    expect(reply, reply.body).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    const report = CreditReportView.parse(JSON.parse(reply.body ?? ''));
    expect(report).toMatchObject({
      ...{ customerId: 'ACME', legalName: 'Acme & <Söhne>', asOf: '2026-03-31' },
      profile: { creditLimit: euros('1000.00'), exposure: { openReceivables: euros('900.00') } },
      aging: { total: euros('900.00'), overdue: euros('900.00'), disputed: euros('900.00'), maxDaysPastDue: 21 },
      oldestInvoices: [{ invoiceId: 'I-2', remaining: euros('900.00'), daysPastDue: 21, disputed: true }],
      covers: [{ coverId: 'C', amount: euros('100.00'), coveredPercent: '50' }],
      ratings: [{ source: 'agency', recommendedLimit: euros('2000.00') }],
      agreements: [{ agreementId: 'A', termsDays: 30 }],
      collections: { disputes: [{ invoiceIds: ['I-2'], reason: 'Broken' }] },
    });
    expect(report.months.map(({ month }) => month)).toHaveLength(12);
    expect(report.months.slice(-3)).toMatchObject([
      { month: '2026-01', exposure: euros('600.00'), effectiveLimit: euros('1000.00'), invoicesPaid: 0 },
      { month: '2026-02', exposure: euros('900.00'), invoicesPaid: 1, averageDaysLate: 4, worstDaysLate: 4 },
      // With what orders hold, under the limit that the cover has raised.
      { month: '2026-03', effectiveLimit: euros('1050.00'), invoicesPaid: 0, averageDaysLate: null },
    ]);
    expect(report.months[0]).toMatchObject({ month: '2025-04', exposure: null, effectiveLimit: null });
    expect(report.decisions).toHaveLength(20);
    expect(report.decisions[0]).toMatchObject({ orderId: 'O-22', amount: euros('220.00') });
    expect(report.score.contributions.length).toBeGreaterThan(10);
    expect(report.score.raises.length).toBeGreaterThan(0);
  });

  it('should come as a page that runs nothing, or as PDF, as the caller likes best', async () => {
    const page = await get('text/html,application/xhtml+xml;q=0.9,*/*;q=0.8');
    expect(page).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cache-control': 'no-store',
      },
    });
    expect(page.body).toContain('Acme &amp; &lt;Söhne&gt;');
    const paper = await get('application/json;q=0.1, application/pdf');
    expect(paper).toMatchObject({
      statusCode: 200,
      isBase64Encoded: true,
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="credit-report-ACME-2026-03-31.pdf"',
      },
    });
    expect(
      Buffer.from(paper.body ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await get('text/html;q=0.2, application/json')).headers?.['content-type']).toBe('application/json');
    expect((await get('image/png')).headers?.['content-type']).toBe('application/json');
  });

  it('should be a 404 for an unknown customer, whatever is asked for', async () => {
    for (const accept of ['application/json', 'text/html', 'application/pdf']) {
      const reply = await get(accept, 'NOBODY');
      expect(reply.statusCode).toBe(404);
      expect(reply.headers?.['content-type']).toBe('application/problem+json');
    }
  });
});
